import { afterEach, expect, test } from 'vitest';
import { Webhook } from 'standardwebhooks';
import { useTestDatabase } from '../db/testing/test-database.ts';
import { addOrganization } from '../dialing/testing/world.ts';
import { allScopes, type Principal } from '../kernel/access.ts';
import { makeManualClock } from '../kernel/clock.ts';
import { makeId } from '../kernel/ids.ts';
import { addEndpoint, makeConsumer, makeTold, makeWebhookWorld, verified } from './testing/world.ts';

const { db } = useTestDatabase();
const startMs = Date.parse('2026-03-10T10:00:00Z');
const hourMs = 3_600_000;
const cleanups: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function makeWorld(status = 204) {
  const clock = makeManualClock(startMs);
  const world = makeWebhookWorld(db, clock);
  const answers = { status };
  const consumer = await makeConsumer(clock, () => ({ status: answers.status }));
  cleanups.push(() => world.sender.close(), consumer.close);
  const organizationId = await addOrganization(db);
  const owner: Principal = {
    kind: 'key',
    actorId: 'key_owner',
    organizationId,
    practiceIds: null,
    scopes: allScopes,
  };
  return { clock, world, consumer, answers, organizationId, owner };
}

async function addPractice(organizationId: string): Promise<string> {
  const id = makeId('prac');
  await db.tenant(organizationId, (tx) =>
    tx
      .insertInto('practices')
      .values({
        id,
        organization_id: organizationId,
        name: 'Cedar Hill Clinic',
        npi: '1234567893',
        tax_id: id.slice(-9),
        phone: '+13035550110',
      })
      .execute(),
  );
  return id;
}

test('an endpoint that names no types gets the ends of tasks, thin, signed with the secret it was given', async () => {
  const { world, consumer, owner, organizationId } = await makeWorld();
  const { endpoint, secret } = await world.endpoints.create(owner, { url: consumer.url });
  const { event } = await makeTold(db, organizationId);
  await world.tell(event('task.created'), { ...event('task.completed'), full: { outcome: 'sealed' } });
  await world.deliverAll();
  const [first, ...more] = consumer.received;
  expect(more).toEqual([]);
  expect(first && verified(secret, first)).toMatchObject({ type: 'task.completed' });
  expect(first?.body).not.toContain('outcome');
  expect(await world.endpoints.secretOf(owner, endpoint.id)).toBe(secret);
});

test('for a day after a rotation both secrets verify, then only the new one', async () => {
  const { clock, world, consumer, owner, organizationId } = await makeWorld();
  const { endpoint, secret: old } = await world.endpoints.create(owner, { url: consumer.url });
  const rotated = await world.endpoints.rotateSecret(owner, endpoint.id);
  const tellAndTake = async () => {
    await world.tell((await makeTold(db, organizationId)).event('task.completed'));
    await world.deliverAll();
    const last = consumer.received.at(-1);
    if (last === undefined || rotated === undefined) throw new Error('Nothing was received.');
    return { last, fresh: rotated.secret };
  };
  const during = await tellAndTake();
  expect(verified(old, during.last)).toEqual(verified(during.fresh, during.last));
  await clock.advance(25 * hourMs);
  const after = await tellAndTake();
  expect(verified(after.fresh, after.last)).toBeDefined();
  expect(() => verified(old, after.last)).toThrow();
  expect(() => new Webhook(old)).not.toThrow();
});

test('a test is sent at once and once, to a disabled endpoint too, and tells what came back', async () => {
  const { clock, world, consumer, answers, owner } = await makeWorld(500);
  const { endpoint } = await world.endpoints.create(owner, { url: consumer.url });
  expect(await world.endpoints.test(owner, endpoint.id)).toMatchObject({
    eventType: 'webhook.test',
    state: 'dead',
    attempts: [{ httpStatus: 500, result: 'refused' }],
  });
  await world.endpoints.disable(owner, endpoint.id);
  answers.status = 204;
  expect(await world.endpoints.test(owner, endpoint.id)).toMatchObject({ state: 'delivered' });
  await clock.advance(48 * hourMs);
  await world.deliverAll();
  expect(consumer.received).toHaveLength(2);
  expect(await world.endpoints.test(owner, 'whe_nobodys')).toBeUndefined();
});

test('what waits for an endpoint follows it to its new address', async () => {
  const { clock, world, consumer, owner, organizationId } = await makeWorld();
  const { endpoint } = await world.endpoints.create(owner, { url: 'http://127.0.0.1:9/closed' });
  await world.tell((await makeTold(db, organizationId)).event('task.completed'));
  await world.deliverAll();
  await world.endpoints.change(owner, endpoint.id, { url: consumer.url });
  await clock.advance(hourMs);
  await world.deliverAll();
  expect(consumer.received).toHaveLength(1);
});

test.each([
  ['http://outside.example/hook', 'https'],
  ['https://name:word@outside.example/hook', 'user name'],
  ['https://10.0.0.8/hook', 'private network'],
  ['https://[::1]/hook', 'private network'],
  ['https://167772168/hook', 'private network'],
  ['not an address', 'absolute'],
])('%s is refused as an endpoint', async (url, word) => {
  const { world, owner } = await makeWorld();
  const refusal = world.endpoints.create(owner, { url });
  await expect(refusal).rejects.toMatchObject({ status: 400, problems: [{ pointer: '/url' }] });
  await expect(refusal).rejects.toMatchObject({
    problems: [{ detail: expect.stringContaining(word) as string }],
  });
});

test('full payloads need the scope for results, at creation and when they are led elsewhere', async () => {
  const { world, consumer, owner } = await makeWorld();
  const { url } = consumer;
  const clerk: Principal = { ...owner, scopes: ['webhooks:read', 'webhooks:write'] };
  await expect(world.endpoints.create(clerk, { url, payload: 'full' })).rejects.toMatchObject({
    status: 403,
  });
  const { endpoint } = await world.endpoints.create(owner, { url, payload: 'full' });
  const change = world.endpoints.change(clerk, endpoint.id, { url: `${url}/elsewhere` });
  await expect(change).rejects.toMatchObject({ status: 403 });
  expect(await world.endpoints.change(clerk, endpoint.id, { payload: 'thin' })).toMatchObject({
    payload: 'thin',
  });
});

test('an endpoint hears only of its practices, and whoever is limited to others does not see it', async () => {
  const { world, consumer, owner, organizationId } = await makeWorld();
  const [one, two] = [await addPractice(organizationId), await addPractice(organizationId)];
  const limited: Principal = { ...owner, practiceIds: [one] };
  const { endpoint } = await world.endpoints.create(limited, { url: consumer.url });
  expect(endpoint.practiceIds).toEqual([one]);
  await expect(
    world.endpoints.create(limited, { url: consumer.url, practiceIds: [two] }),
  ).rejects.toMatchObject({ status: 400, problems: [{ pointer: '/practiceIds/0' }] });
  const told = await makeTold(db, organizationId);
  await world.tell(
    { ...told.event('task.completed'), practiceId: two },
    { ...told.event('task.needs_review'), practiceId: one },
  );
  await world.deliverAll();
  expect(consumer.received.map(({ body }) => (JSON.parse(body) as { type: string }).type)).toEqual([
    'task.needs_review',
  ]);
  const other = { ...owner, practiceIds: [two] };
  expect(await world.endpoints.get(other, endpoint.id)).toBeUndefined();
  expect((await world.endpoints.list(other, { limit: 50 })).data).toEqual([]);
  expect((await world.deliveries.list(other, { limit: 50 })).data).toEqual([]);
  expect((await world.deliveries.list(limited, { limit: 50 })).data).toHaveLength(1);
});

test('a deleted endpoint gets nothing more and is gone; the records of its deliveries stay', async () => {
  const { world, consumer, owner, organizationId } = await makeWorld();
  const { endpoint } = await world.endpoints.create(owner, { url: consumer.url });
  await world.tell((await makeTold(db, organizationId)).event('task.completed'));
  expect(await world.endpoints.remove(owner, endpoint.id)).toBe(true);
  await world.deliverAll();
  expect(consumer.received).toEqual([]);
  expect(await world.endpoints.remove(owner, endpoint.id)).toBe(false);
  expect(await world.endpoints.get(owner, endpoint.id)).toBeUndefined();
  expect((await world.deliveries.list(owner, { limit: 5 })).data).toMatchObject([{ state: 'dead' }]);
});

test('one delivery, or a span of time, is sent again with the same webhook-id and marked in our records', async () => {
  const { clock, world, consumer, owner, organizationId } = await makeWorld();
  const { id } = await addEndpoint(db, organizationId, consumer.url, {
    eventTypes: ['task.created', 'task.completed'],
  });
  const { event } = await makeTold(db, organizationId);
  await world.tell(event('task.created'));
  await clock.advance(hourMs);
  await world.endpoints.disable(owner, id);
  await world.tell(event('task.completed'));
  const { data } = await world.deliveries.list(owner, { limit: 10 });
  expect(data.map(({ eventType, state }) => [eventType, state])).toEqual([['task.created', 'dead']]);
  await expect(world.deliveries.replay(owner, data[0]?.id ?? '')).rejects.toMatchObject({ status: 409 });
  await world.endpoints.enable(owner, id);

  const span = {
    kind: 'span',
    from: new Date(startMs).toISOString(),
    to: new Date(startMs + 2 * hourMs).toISOString(),
  } as const;
  expect(await world.deliveries.replayMany(owner, id, span)).toEqual({ queued: 2, hastened: 0 });
  await world.deliverAll();
  const replayed = await world.deliveries.list(owner, { limit: 10, state: 'delivered' });
  await world.deliveries.replay(owner, replayed.data[0]?.id ?? '');
  await world.deliverAll();
  const types = consumer.received.map(({ body }) => (JSON.parse(body) as { type: string }).type);
  expect(types).toEqual(['task.created', 'task.completed', 'task.completed']);
  const ids = consumer.received.map(({ headers }) => headers['webhook-id']);
  expect(ids[1]).toBe(ids[2]);
  expect((await world.deliveries.list(owner, { limit: 10, state: 'delivered' })).data).toMatchObject([
    { isReplay: true, eventId: ids[1] },
    { isReplay: true, eventId: ids[1] },
    { isReplay: true, eventId: ids[0] },
  ]);
});

test('deliveries are listed page by page, and by what one looks for', async () => {
  const { world, consumer, owner, organizationId } = await makeWorld();
  await world.endpoints.create(owner, { url: consumer.url });
  const told = [
    await makeTold(db, organizationId),
    await makeTold(db, organizationId),
    await makeTold(db, organizationId),
  ];
  for (const { event } of told) await world.tell(event('task.completed'));
  const first = await world.deliveries.list(owner, { limit: 2 });
  const second = await world.deliveries.list(owner, { limit: 2, cursor: first.nextCursor ?? '' });
  expect([...first.data, ...second.data].map(({ taskId }) => taskId)).toEqual(
    told.map(({ taskId }) => taskId).reverse(),
  );
  expect(second.nextCursor).toBeNull();
  const taskId = told[1]?.taskId;
  expect((await world.deliveries.list(owner, { limit: 9, taskId })).data).toMatchObject([{ taskId }]);
  expect((await world.deliveries.list(owner, { limit: 9, state: 'dead' })).data).toEqual([]);
  await expect(world.deliveries.list(owner, { limit: 9, cursor: 'made up' })).rejects.toMatchObject({
    status: 400,
  });
});
