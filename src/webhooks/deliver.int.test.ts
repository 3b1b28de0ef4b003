import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { afterEach, expect, test } from 'vitest';
import { makeQueue } from '../db/queue.ts';
import { useTestDatabase } from '../db/testing/test-database.ts';
import { addOrganization, addTask, beginCall, makeSilentQueue, testCodec } from '../dialing/testing/world.ts';
import type { Clock } from '../kernel/clock.ts';
import { makeManualClock, systemClock } from '../kernel/clock.ts';
import { makeId } from '../kernel/ids.ts';
import { silentLogger } from '../kernel/logger.ts';
import type { Outcome } from '../kernel/outcome.ts';
import { endingEvents } from '../outcomes/ending-events.ts';
import { makeWebhookDeliverer } from './deliver.ts';
import { makeEventOutbox } from './outbox.ts';
import { makeWebhookSecrets } from './secrets.ts';
import { makeWebhookSender } from './send.ts';

const database = useTestDatabase();
const { db } = database;
const secrets = makeWebhookSecrets({ db, codec: testCodec });
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const cleanups: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

interface Received {
  headers: IncomingHttpHeaders;
  body: string;
}

/** A consumer that answers with the given statuses in turn, the last one for ever. */
async function makeReceiver(
  ...answers: { status: number; retryAfter?: string; after?: Promise<undefined> }[]
) {
  const received: Received[] = [];
  const first = Promise.withResolvers<Received>();
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      const answer = answers[Math.min(received.length, answers.length - 1)];
      received.push({ headers: request.headers, body });
      first.resolve({ headers: request.headers, body });
      const headers = answer?.retryAfter === undefined ? {} : { 'retry-after': answer.retryAfter };
      void (answer?.after ?? Promise.resolve(undefined)).then(() =>
        response.writeHead(answer?.status ?? 204, headers).end('a body that is not ours to keep'),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanups.push(() => new Promise((resolve) => server.close(resolve)));
  return {
    received,
    first: first.promise,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
  };
}

function makeDelivery(clock: Clock, allowHosts = ['127.0.0.1'], queue = makeSilentQueue()) {
  const sender = makeWebhookSender({ allowHosts });
  cleanups.push(() => sender.close());
  const deliverer = makeWebhookDeliverer({
    db,
    codec: testCodec,
    secrets,
    sender,
    queue,
    clock,
    logger: silentLogger,
    random: () => 0,
  });
  return { queue, deliverer, outbox: makeEventOutbox({ db, codec: testCodec, secrets, queue, clock }) };
}

/** A task that has ended, its message written and not yet sent. */
async function announce(world: ReturnType<typeof makeDelivery>, webhookUrl?: string, org?: string) {
  const organizationId = org ?? (await addOrganization(db));
  const task = await addTask(db, organizationId, webhookUrl === undefined ? {} : { webhookUrl });
  const call = await beginCall(db);
  const outcome: Outcome = {
    taskId: task.id,
    callId: call.id,
    callType: task.callType,
    state: 'completed',
    fields: { status: { value: 'paid', status: 'answered', evidence: null, confirmed: false } },
    missingFields: [],
    failure: null,
    checks: [],
    needsReview: false,
    finishedAt: '2026-03-10T10:00:00.000Z',
  };
  const prepared = await world.outbox.prepare(endingEvents(task, outcome));
  await db.tenant(organizationId, (tx) => prepared.write(tx));
  return { organizationId, task, outcome };
}

function deliveriesOf(organizationId: string) {
  return db.tenant(organizationId, (tx) => tx.selectFrom('webhook_deliveries').selectAll().execute());
}

function attemptsOf(organizationId: string) {
  return db.tenant(organizationId, (tx) =>
    tx.selectFrom('webhook_attempts').selectAll().orderBy('attempt').execute(),
  );
}

async function addEndpoint(organizationId: string, url: string, eventTypes: string[] = []) {
  const id = makeId('whe');
  const sealed = await testCodec.seal(
    organizationId,
    `webhook_endpoints.sealed_secret:${id}`,
    Buffer.from(await secrets.webhookSecretOf(organizationId)),
  );
  await db.tenant(organizationId, (tx) =>
    tx
      .insertInto('webhook_endpoints')
      .values({ id, organization_id: organizationId, url, sealed_secret: sealed, event_types: eventTypes })
      .execute(),
  );
  return id;
}

test('the consumer verifies what it receives with the secret that it was shown', async () => {
  const receiver = await makeReceiver({ status: 200 });
  const world = makeDelivery(makeManualClock(Date.now()));
  const { organizationId, task, outcome } = await announce(world, receiver.url);
  await world.deliverer.deliverDue();
  const [{ headers, body } = { headers: {}, body: '' }] = receiver.received;
  const secret = await secrets.webhookSecretOf(organizationId);
  expect(new Webhook(secret).verify(body, headers as Record<string, string>)).toEqual({
    type: 'task.completed',
    timestamp: outcome.finishedAt,
    data: {
      taskId: task.id,
      externalId: task.externalId,
      callType: 'claim_status',
      practiceId: null,
      state: 'completed',
      revision: 1,
      callId: outcome.callId,
      needsReview: false,
      missingFieldCount: 0,
      failureReason: null,
      outcome,
    },
  });
  expect(headers['webhook-id']).toMatch(/^evt_/);
  expect(await deliveriesOf(organizationId)).toMatchObject([{ state: 'delivered', attempts: 1 }]);
  expect(await attemptsOf(organizationId)).toMatchObject([{ attempt: 1, http_status: 200 }]);
});

test('a failed attempt is made again by the table, with the same id and a new signature', async () => {
  const receiver = await makeReceiver({ status: 500 }, { status: 502 }, { status: 204 });
  const clock = makeManualClock(Date.now());
  const world = makeDelivery(clock);
  const { organizationId } = await announce(world, receiver.url);
  await world.deliverer.deliverDue();
  expect(await world.deliverer.deliverDue()).toBe(0);
  await clock.advance(5_000);
  await world.deliverer.deliverDue();
  await clock.advance(5 * minuteMs);
  await world.deliverer.deliverDue();
  await clock.advance(48 * hourMs);
  expect(await world.deliverer.deliverDue()).toBe(0);

  const heads = receiver.received.map(({ headers }) => headers);
  expect(new Set(heads.map((headers) => headers['webhook-id'])).size).toBe(1);
  expect(new Set(heads.map((headers) => headers['webhook-timestamp'])).size).toBe(3);
  expect(new Set(heads.map((headers) => headers['webhook-signature'])).size).toBe(3);
  expect(await deliveriesOf(organizationId)).toMatchObject([{ state: 'delivered', attempts: 3 }]);
  expect((await attemptsOf(organizationId)).map((row) => row.http_status)).toEqual([500, 502, 204]);
  expect(world.queue.sent.map(({ delayMs }) => delayMs)).toEqual([0, 5_000, 300_000]);
});

test('after the last attempt of the table the delivery is dead', async () => {
  const receiver = await makeReceiver({ status: 500 });
  const clock = makeManualClock(Date.now());
  const world = makeDelivery(clock);
  const { organizationId } = await announce(world, receiver.url);
  for (let attempt = 0; attempt < 14; attempt++) {
    await world.deliverer.deliverDue();
    await clock.advance(25 * hourMs);
  }
  expect(receiver.received).toHaveLength(10);
  expect(await deliveriesOf(organizationId)).toMatchObject([{ state: 'dead', attempts: 10 }]);
});

test('a receiver that asks for time gets it', async () => {
  const receiver = await makeReceiver({ status: 503, retryAfter: '120' }, { status: 204 });
  const clock = makeManualClock(Date.now());
  const world = makeDelivery(clock);
  await announce(world, receiver.url);
  await world.deliverer.deliverDue();
  await clock.advance(119_000);
  expect(await world.deliverer.deliverDue()).toBe(0);
  await clock.advance(1_000);
  expect(await world.deliverer.deliverDue()).toBe(1);
});

test('an endpoint that is gone is disabled and gets nothing more', async () => {
  const receiver = await makeReceiver({ status: 410 });
  const world = makeDelivery(makeManualClock(Date.now()));
  const organizationId = await addOrganization(db);
  await addEndpoint(organizationId, receiver.url);
  await announce(world, undefined, organizationId);
  await world.deliverer.deliverDue();
  expect(await deliveriesOf(organizationId)).toMatchObject([{ state: 'dead', attempts: 1 }]);
  await announce(world, undefined, organizationId);
  await world.deliverer.deliverDue();
  expect(receiver.received).toHaveLength(1);
  expect(await deliveriesOf(organizationId)).toHaveLength(1);
});

test('an endpoint gets the types that it asked for', async () => {
  const [wanting, other] = [await makeReceiver({ status: 204 }), await makeReceiver({ status: 204 })];
  const world = makeDelivery(makeManualClock(Date.now()));
  const organizationId = await addOrganization(db);
  await addEndpoint(organizationId, wanting.url, ['task.completed']);
  await addEndpoint(organizationId, other.url, ['task.failed']);
  await announce(world, undefined, organizationId);
  await world.deliverer.deliverDue();
  expect([wanting.received.length, other.received.length]).toEqual([1, 0]);
});

test('nothing is sent to an address inside our network', async () => {
  const receiver = await makeReceiver({ status: 204 });
  const world = makeDelivery(makeManualClock(Date.now()), []);
  const { organizationId } = await announce(world, receiver.url);
  await world.deliverer.deliverDue();
  expect(receiver.received).toEqual([]);
  expect(await attemptsOf(organizationId)).toMatchObject([{ result: 'forbidden', http_status: null }]);
});

test('while an attempt is being made, nobody makes another', async () => {
  const answer = Promise.withResolvers<undefined>();
  const receiver = await makeReceiver({ status: 204, after: answer.promise });
  const world = makeDelivery(makeManualClock(Date.now()));
  await announce(world, receiver.url);
  const first = world.deliverer.deliverDue();
  await receiver.first;
  expect(await makeDelivery(makeManualClock(Date.now())).deliverer.deliverDue()).toBe(0);
  answer.resolve(undefined);
  await first;
  expect(receiver.received).toHaveLength(1);
});

test('a message of the queue makes the attempt; one that makes no sense does nothing', async () => {
  const receiver = await makeReceiver({ status: 204 });
  const world = makeDelivery(makeManualClock(Date.now()));
  const { organizationId } = await announce(world, receiver.url);
  const [delivery] = await deliveriesOf(organizationId);
  await world.deliverer.handle({ lanes: 42 });
  await world.deliverer.handle({ lanes: ['whe_of_nobody', 42] });
  await world.deliverer.stop();
  expect(receiver.received).toHaveLength(0);
  const another = makeDelivery(makeManualClock(Date.now()));
  await another.deliverer.handle({ lanes: [delivery?.lane] });
  await another.deliverer.stop();
  expect(receiver.received).toHaveLength(1);
});

test('an organization has one default secret, whoever asks first, until another is adopted', async () => {
  const organizationId = await addOrganization(db);
  const shown = await Promise.all([1, 2, 3].map(() => secrets.webhookSecretOf(organizationId)));
  expect(new Set(shown).size).toBe(1);
  const own = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;
  await secrets.adopt(organizationId, own);
  expect(await secrets.webhookSecretOf(organizationId)).toBe(own);
  await expect(secrets.adopt(organizationId, 'whsec_short')).rejects.toThrow('24 to 64 bytes');
});

test('neither secret nor message is readable in the database', async () => {
  const world = makeDelivery(makeManualClock(Date.now()));
  const { organizationId, task } = await announce(world, 'https://receiver.test/hook');
  const rows = await db.tenant(organizationId, async (tx) => [
    await tx.selectFrom('webhook_endpoints').select('sealed_secret as sealed').executeTakeFirstOrThrow(),
    await tx.selectFrom('events').select('sealed').where('sealed', 'is not', null).executeTakeFirstOrThrow(),
  ]);
  for (const { sealed } of rows) {
    const text = Buffer.from(sealed ?? []).toString('latin1');
    expect(text).not.toContain('whsec_');
    expect(text).not.toContain(task.externalId);
  }
});

test('a committed message is on its way at once, woken by the queue', async () => {
  const receiver = await makeReceiver({ status: 204 });
  const queue = makeQueue({ url: database.url, names: ['webhook'], logger: silentLogger });
  await queue.start();
  cleanups.push(() => queue.stop(5_000));
  const world = makeDelivery(systemClock, undefined, Object.assign(queue, { sent: [] }));
  await queue.work('webhook', (message) => world.deliverer.handle(message));
  const { task } = await announce(world, receiver.url);
  expect((await receiver.first).body).toContain(task.id);
});
