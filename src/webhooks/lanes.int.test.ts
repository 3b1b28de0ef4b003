import { expect, test } from 'vitest';
import { useTestDatabase } from '../db/testing/test-database.ts';
import { addOrganization } from '../dialing/testing/world.ts';
import { makeManualClock } from '../kernel/clock.ts';
import type { SendResult, WebhookSender } from './send.ts';
import { addEndpoint, makeTold, makeWebhookWorld } from './testing/world.ts';

const { db } = useTestDatabase();
const startMs = Date.parse('2026-03-10T10:00:00Z');
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

interface Sent {
  url: string;
  type: string;
  taskId: string;
}

/** Answers by the given function, without a network, and keeps what was sent. */
function makeSender(answer: (sent: Sent) => SendResult | Promise<SendResult>) {
  const sent: Sent[] = [];
  const sender: WebhookSender = {
    async send(url, _headers, body) {
      const { type, data } = JSON.parse(body) as { type: string; data: { taskId: string } };
      const message = { url, type, taskId: data.taskId };
      sent.push(message);
      return await answer(message);
    },
    close: () => Promise.resolve(),
  };
  return { sent, sender };
}

const delivered: SendResult = { kind: 'delivered', status: 204 };
const refused = (status: number, retryAfterMs?: number): SendResult => ({
  kind: 'refused',
  status,
  retryAfterMs,
});

test('a consumer that never answers holds up nobody else, and gets no more than a few at once', async () => {
  const never = Promise.withResolvers<SendResult>();
  const done = Promise.withResolvers<undefined>();
  const { sent, sender } = makeSender(({ url }) => {
    if (url.includes('slow')) return never.promise;
    if (sent.filter((one) => one.url.includes('quick')).length === 30) done.resolve(undefined);
    return delivered;
  });
  const world = makeWebhookWorld(db, makeManualClock(startMs), sender);
  const organizationId = await addOrganization(db);
  await addEndpoint(db, organizationId, 'https://slow.example/hook', { eventTypes: ['task.created'] });
  await addEndpoint(db, organizationId, 'https://quick.example/hook', { eventTypes: ['task.created'] });
  for (let task = 0; task < 30; task++)
    await world.tell((await makeTold(db, organizationId)).event('task.created'));
  const all = world.deliverer.deliverDue();
  await done.promise;
  expect(sent.filter(({ url }) => url.includes('slow'))).toHaveLength(4);
  never.resolve(delivered);
  await all;
  expect(sent).toHaveLength(60);
});

test('an event waits for the earlier one of its task, and other tasks do not', async () => {
  const clock = makeManualClock(startMs);
  let held = '';
  const { sent, sender } = makeSender(({ taskId }) => (taskId === held ? refused(500) : delivered));
  const world = makeWebhookWorld(db, clock, sender);
  const organizationId = await addOrganization(db);
  await addEndpoint(db, organizationId, 'https://one.example/hook', {
    eventTypes: ['task.created', 'task.completed'],
  });
  const [stuck, free] = [await makeTold(db, organizationId), await makeTold(db, organizationId)];
  held = stuck.taskId;
  for (const { event } of [stuck, free]) await world.tell(event('task.created'), event('task.completed'));
  await world.deliverAll();
  const of = (taskId: string) => sent.filter((one) => one.taskId === taskId).map(({ type }) => type);
  expect(of(free.taskId)).toEqual(['task.created', 'task.completed']);
  expect(of(stuck.taskId)).toEqual(['task.created']);
  held = '';
  await clock.advance(6_000);
  await world.deliverAll();
  expect(of(stuck.taskId)).toEqual(['task.created', 'task.created', 'task.completed']);
});

test('what is given up lets the next event of its task go', async () => {
  const clock = makeManualClock(startMs);
  const { sent, sender } = makeSender(({ type }) => (type === 'task.created' ? refused(400) : delivered));
  const world = makeWebhookWorld(db, clock, sender);
  const organizationId = await addOrganization(db);
  await addEndpoint(db, organizationId, 'https://one.example/hook', {
    eventTypes: ['task.created', 'task.completed'],
  });
  const { event } = await makeTold(db, organizationId);
  await world.tell(event('task.created'));
  await world.tell(event('task.completed'));
  for (let hours = 0; hours < 100; hours++) {
    await world.deliverAll();
    await clock.advance(hourMs);
  }
  expect(sent.map(({ type }) => type)).toEqual([...Array<string>(10).fill('task.created'), 'task.completed']);
});

test('a consumer that asks everybody to come back later is left alone until then', async () => {
  const clock = makeManualClock(startMs);
  let isBusy = true;
  const { sent, sender } = makeSender(() => (isBusy ? refused(429, 120_000) : delivered));
  const world = makeWebhookWorld(db, clock, sender);
  const organizationId = await addOrganization(db);
  await addEndpoint(db, organizationId, 'https://busy.example/hook', { eventTypes: ['task.created'] });
  await world.tell((await makeTold(db, organizationId)).event('task.created'));
  await world.deliverAll();
  await world.tell((await makeTold(db, organizationId)).event('task.created'));
  await clock.advance(100_000);
  await world.deliverAll();
  expect(sent).toHaveLength(1);
  isBusy = false;
  await clock.advance(20_000);
  await world.deliverAll();
  expect(sent).toHaveLength(3);
});

test('after five days of nothing but failures an endpoint is disabled, and others are told', async () => {
  const clock = makeManualClock(startMs);
  let isDown = true;
  const { sent, sender } = makeSender(({ url }) =>
    isDown && url.includes('down') ? refused(500) : delivered,
  );
  const world = makeWebhookWorld(db, clock, sender);
  const organizationId = await addOrganization(db);
  const scope = { organizationId, practiceIds: null };
  const down = await addEndpoint(db, organizationId, 'https://down.example/hook', {
    eventTypes: ['task.created', 'webhook_endpoint.disabled'],
  });
  await addEndpoint(db, organizationId, 'https://watch.example/hook', {
    eventTypes: ['webhook_endpoint.disabled'],
  });
  const disabledAfterHours = async () => {
    for (let hours = 0; hours < 8 * 24; hours++) {
      if (hours % 12 === 0) await world.tell((await makeTold(db, organizationId)).event('task.created'));
      await world.deliverAll();
      if ((await world.endpoints.get(scope, down.id))?.state === 'disabled') return hours;
      await clock.advance(hourMs);
    }
    return Infinity;
  };
  const hours = await disabledAfterHours();
  expect(hours).toBeGreaterThanOrEqual(5 * 24);
  expect(hours).toBeLessThan(6 * 24);
  await world.deliverAll();
  expect(await world.endpoints.get(scope, down.id)).toMatchObject({ disabledReason: 'failing' });
  expect(sent.filter(({ url }) => url.includes('watch')).map(({ type }) => type)).toEqual([
    'webhook_endpoint.disabled',
  ]);
  expect(sent.some(({ url, type }) => url.includes('down') && type === 'webhook_endpoint.disabled')).toBe(
    false,
  );

  const told = new Set(sent.filter(({ url }) => url.includes('down')).map(({ taskId }) => taskId));
  isDown = false;
  await world.endpoints.enable(scope, down.id);
  const before = sent.length;
  const replayed = await world.deliveries.replayMany(scope, down.id, { kind: 'dead' });
  await world.deliverAll();
  expect(replayed?.queued).toBe(told.size);
  expect(sent.length - before).toBe(told.size);
});

test('one failure after quiet days is not days of failure', async () => {
  const clock = makeManualClock(startMs);
  const { sender } = makeSender(() => refused(500));
  const world = makeWebhookWorld(db, clock, sender);
  const organizationId = await addOrganization(db);
  const { id } = await addEndpoint(db, organizationId, 'https://quiet.example/hook', {
    eventTypes: ['task.created'],
  });
  await world.tell((await makeTold(db, organizationId)).event('task.created'));
  for (let hours = 0; hours < 116; hours += 4) {
    await world.deliverAll();
    await clock.advance(4 * hourMs);
  }
  await clock.advance(4 * dayMs);
  await world.tell((await makeTold(db, organizationId)).event('task.created'));
  await world.deliverAll();
  const scope = { organizationId, practiceIds: null };
  expect(await world.endpoints.get(scope, id)).toMatchObject({ state: 'enabled' });
});
