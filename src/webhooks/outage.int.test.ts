import { afterEach, expect, test } from 'vitest';
import { useTestDatabase } from '../db/testing/test-database.ts';
import { addOrganization } from '../dialing/testing/world.ts';
import { makeManualClock } from '../kernel/clock.ts';
import type { EventType } from '../kernel/event.ts';
import {
  addEndpoint,
  makeConsumer,
  makeTold,
  makeWebhookWorld,
  verified,
  type Received,
} from './testing/world.ts';

const { db } = useTestDatabase();
const startMs = Date.parse('2026-03-10T10:00:00Z');
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const life: EventType[] = ['task.created', 'task.updated', 'task.completed'];
const cleanups: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** A consumer that is down until `upAfterMs`, and the events of so many tasks, spread evenly over a time. */
async function makeOutage(outage: { upAfterMs: number; tasks: number; spreadMs: number; stepMs: number }) {
  const clock = makeManualClock(startMs);
  const world = makeWebhookWorld(db, clock);
  cleanups.push(() => world.sender.close());
  const isUp = () => clock.now() >= startMs + outage.upAfterMs;
  const consumer = await makeConsumer(clock, () => ({ status: isUp() ? 204 : 503 }));
  cleanups.push(consumer.close);
  const organizationId = await addOrganization(db);
  const endpoint = await addEndpoint(db, organizationId, consumer.url, { eventTypes: life });
  const told = await Promise.all(Array.from({ length: outage.tasks }, () => makeTold(db, organizationId)));
  const all = life.flatMap((type) => told.map(({ event }) => event(type)));

  async function pass(ms: number, stepMs = outage.stepMs): Promise<void> {
    for (let passedMs = 0; passedMs < ms; passedMs += stepMs) {
      await clock.advance(stepMs);
      await world.deliverAll();
    }
  }
  async function happen(): Promise<void> {
    for (const event of all) {
      await world.tell(event);
      const apartMs = outage.spreadMs / all.length;
      await pass(apartMs, Math.min(apartMs, outage.stepMs));
    }
  }
  const accepted = () => consumer.received.filter(({ status }) => status === 204);
  return { world, clock, organizationId, endpoint, consumer, told, all, pass, happen, accepted };
}

const idOf = ({ headers }: Received) => String(headers['webhook-id']);

function typesByTask(received: readonly Received[]): Map<string, string[]> {
  const types = new Map<string, string[]>();
  for (const { body } of received) {
    const { type, data } = JSON.parse(body) as { type: string; data: { taskId: string } };
    types.set(data.taskId, [...(types.get(data.taskId) ?? []), type]);
  }
  return types;
}

test('a consumer that is down for an hour gets everything, once, in the order of each task, and can verify it', async () => {
  const { all, accepted, consumer, endpoint, happen, pass, told } = await makeOutage({
    upAfterMs: hourMs,
    tasks: 8,
    spreadMs: 48 * minuteMs,
    stepMs: 5 * minuteMs,
  });
  await happen();
  expect(accepted()).toEqual([]);
  await pass(6 * hourMs);

  expect(accepted()).toHaveLength(all.length);
  expect(new Set(accepted().map(idOf)).size).toBe(all.length);
  expect([...typesByTask(accepted())].sort()).toEqual(
    told.map(({ taskId }) => [taskId, life] as const).sort(),
  );
  for (const message of consumer.received)
    expect(verified(endpoint.secret, message)).toEqual(JSON.parse(message.body));
});

test('every repetition carries the id and the body of the first, and a signature of its own time', async () => {
  const { consumer, happen, pass } = await makeOutage({
    upAfterMs: hourMs,
    tasks: 3,
    spreadMs: 9 * minuteMs,
    stepMs: 5 * minuteMs,
  });
  await happen();
  await pass(6 * hourMs);
  const byId = Map.groupBy(consumer.received, idOf);
  expect(byId.size).toBe(9);
  for (const messages of byId.values()) {
    expect(new Set(messages.map(({ body }) => body)).size).toBe(1);
    const signed = messages.map(({ headers }) => headers['webhook-signature']);
    expect(new Set(signed).size).toBe(messages.length);
  }
  expect(Math.max(...[...byId.values()].map((messages) => messages.length))).toBeGreaterThan(3);
});

test('one success after an outage brings the backlog within a minute, the oldest first and in the order of each task', async () => {
  const { accepted, all, clock, organizationId, endpoint, happen, pass, told, world } = await makeOutage({
    upAfterMs: 9 * hourMs,
    tasks: 8,
    spreadMs: 48 * minuteMs,
    stepMs: 5 * minuteMs,
  });
  await happen();
  await pass(9 * hourMs - (clock.now() - startMs), 4 * minuteMs);
  const scope = { organizationId, practiceIds: null };
  const pending = await world.deliveries.list(scope, { limit: 200, state: 'pending' });
  expect(pending.data).toHaveLength(told.length);
  for (const { nextAttemptAt } of pending.data)
    expect(Date.parse(nextAttemptAt ?? '')).toBeGreaterThan(clock.now() + hourMs / 2);
  const late = await makeTold(db, organizationId);
  await world.tell(late.event('task.created'));
  await world.deliverAll();
  expect(accepted()).toHaveLength(1);
  await pass(minuteMs, 500);

  const caughtUp = accepted().slice(1);
  expect(caughtUp).toHaveLength(all.length);
  const byTask = typesByTask(caughtUp);
  expect([...byTask.keys()]).toEqual(told.map(({ taskId }) => taskId));
  expect([...byTask.values()]).toEqual(told.map(() => life));
  expect(await world.endpoints.get(scope, endpoint.id)).toMatchObject({ failingSince: null });
});

test('what waits for its retry is due at once when somebody asks, alone or with a span of time', async () => {
  const { accepted, clock, organizationId, endpoint, happen, pass, told, world } = await makeOutage({
    upAfterMs: 9 * hourMs,
    tasks: 3,
    spreadMs: 9 * minuteMs,
    stepMs: 5 * minuteMs,
  });
  await happen();
  await pass(9 * hourMs - (clock.now() - startMs));
  const scope = { organizationId, practiceIds: null };
  const ofTask = (place: number) =>
    world.deliveries.list(scope, { limit: 9, taskId: told[place]?.taskId ?? '' });
  const [pending, waiting] = [(await ofTask(0)).data.at(-1), (await ofTask(1)).data[0]];
  expect([pending?.state, waiting?.state]).toEqual(['pending', 'waiting']);
  expect(await world.deliveries.replay(scope, pending?.id ?? '')).toMatchObject({
    id: pending?.id,
    state: 'pending',
    nextAttemptAt: new Date(clock.now()).toISOString(),
  });
  expect(await world.deliveries.replay(scope, waiting?.id ?? '')).toMatchObject({
    id: waiting?.id,
    state: 'waiting',
  });
  const span = {
    kind: 'span',
    from: new Date(startMs).toISOString(),
    to: new Date(startMs + hourMs).toISOString(),
  } as const;
  expect(await world.deliveries.replayMany(scope, endpoint.id, span)).toEqual({ queued: 0, hastened: 1 });
  expect(await world.deliveries.replayMany(scope, endpoint.id, span)).toEqual({ queued: 0, hastened: 0 });
  await world.deliverAll();
  expect([...typesByTask(accepted())].sort()).toEqual(
    told.map(({ taskId }) => [taskId, life] as const).sort(),
  );
});

test('an event that is refused for itself does not use up its attempts whenever another is delivered', async () => {
  const clock = makeManualClock(startMs);
  const world = makeWebhookWorld(db, clock);
  cleanups.push(() => world.sender.close());
  const consumer = await makeConsumer(clock, (body) => ({
    status: body.includes('task.failed') ? 500 : 204,
  }));
  cleanups.push(consumer.close);
  const organizationId = await addOrganization(db);
  await addEndpoint(db, organizationId, consumer.url, { eventTypes: ['task.created', 'task.failed'] });
  await world.tell((await makeTold(db, organizationId)).event('task.failed'));
  for (let minutes = 0; minutes < 90; minutes += 2) {
    await world.tell((await makeTold(db, organizationId)).event('task.created'));
    await world.deliverAll();
    await clock.advance(2 * minuteMs);
  }
  const { data } = await world.deliveries.list(
    { organizationId, practiceIds: null },
    { limit: 5, eventType: 'task.failed' },
  );
  expect(data).toMatchObject([{ state: 'pending' }]);
  expect(data[0]?.attempts).toHaveLength(6);
});

test('a consumer that is down for four days gets what was not given up, and by a replay of all failed the rest', async () => {
  const { all, accepted, clock, endpoint, happen, organizationId, pass, world } = await makeOutage({
    upAfterMs: 96 * hourMs,
    tasks: 4,
    spreadMs: 96 * hourMs,
    stepMs: hourMs,
  });
  await happen();
  await pass(150 * hourMs);
  const scope = { organizationId, practiceIds: null };
  const dead = await world.deliveries.list(scope, { limit: 200, state: 'dead' });
  expect(dead.data.length).toBeGreaterThan(0);
  expect(accepted().length + dead.data.length).toBe(all.length);
  expect(dead.data.every(({ attempts }) => attempts.length === 10)).toBe(true);

  expect(await world.deliveries.replayMany(scope, endpoint.id, { kind: 'dead' })).toEqual({
    queued: dead.data.length,
    hastened: 0,
  });
  expect(await world.deliveries.replayMany(scope, endpoint.id, { kind: 'dead' })).toEqual({
    queued: 0,
    hastened: 0,
  });
  await world.deliverAll();
  expect(new Set(accepted().map(idOf)).size).toBe(all.length);
  expect(accepted()).toHaveLength(all.length);
  for (const message of accepted()) expect(verified(endpoint.secret, message)).toBeDefined();
  expect(clock.now()).toBeGreaterThan(startMs + 96 * hourMs);
});
