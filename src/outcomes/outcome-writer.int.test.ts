import { beforeAll, expect, test } from 'vitest';
import { useTestDatabase } from '../db/testing/test-database.ts';
import {
  addOrganization,
  addTask,
  beginCall,
  loadTasks,
  makeSilentQueue,
  makeTestStore,
  testCodec,
} from '../dialing/testing/world.ts';
import type { CallTask, CallTypeCatalogue } from '../kernel/call-task.ts';
import { makeManualClock } from '../kernel/clock.ts';
import type { Answer, Outcome, TaskResult } from '../kernel/outcome.ts';
import { makeEventOutbox } from '../webhooks/outbox.ts';
import { makeWebhookSecrets } from '../webhooks/secrets.ts';
import { makeOutcomeWriter } from './outcome-writer.ts';

const { db } = useTestDatabase();
const clock = makeManualClock(Date.parse('2026-03-10T10:00:00.000Z'));
const callTypes: CallTypeCatalogue = new Map([
  [
    'claim_status',
    {
      callType: 'claim_status',
      title: 'Claim status',
      inputs: [],
      fields: [{ name: 'status', label: 'Status', type: 'enum', requirement: 'required' }],
      checks: [],
    },
  ],
]);
const paid: Answer = { value: 'paid', status: 'answered', evidence: null, confirmed: false };
let organizationId: string;

beforeAll(async () => {
  organizationId = await addOrganization(db);
});

function makeWorld() {
  const queue = makeSilentQueue();
  const secrets = makeWebhookSecrets({ db, codec: testCodec });
  const announcer = makeEventOutbox({ db, codec: testCodec, secrets, queue, clock });
  const writer = makeOutcomeWriter({
    callTypes,
    codec: testCodec,
    announcer,
    clock,
    today: () => '2026-03-10',
  });
  return { queue, writer, store: makeTestStore(db, writer, queue) };
}

async function newCall() {
  const task = await addTask(db, organizationId, { webhookUrl: 'https://receiver.test/hook' });
  const call = await beginCall(db);
  return { task, call };
}

function result(task: CallTask, answers: Record<string, Answer> = { status: paid }): TaskResult {
  return { taskId: task.id, answers, required: [], failure: null };
}

function written(task: CallTask) {
  return db.tenant(organizationId, async (tx) => ({
    state: await tx
      .selectFrom('call_tasks')
      .select('state')
      .where('id', '=', task.id)
      .executeTakeFirstOrThrow()
      .then(({ state }) => state),
    outcomes: await tx.selectFrom('outcomes').selectAll().where('task_id', '=', task.id).execute(),
    messages: await tx.selectFrom('events').selectAll().where('task_id', '=', task.id).execute(),
    deliveries: await tx
      .selectFrom('webhook_deliveries')
      .innerJoin('events', 'events.id', 'webhook_deliveries.event_id')
      .select(['webhook_deliveries.url', 'webhook_deliveries.state'])
      .where('events.task_id', '=', task.id)
      .execute(),
  }));
}

test('the end of a call writes outcome, task state and webhook message', async () => {
  const { store, queue } = makeWorld();
  const { task, call } = await newCall();
  await store.linkCarrierCall(call.id, `CA_${call.id}`);
  await store.finish(call.id, call.fence, [result(task)]);
  const { state, outcomes, messages, deliveries } = await written(task);
  expect(state).toBe('completed');
  expect(outcomes).toMatchObject([{ call_id: call.id, state: 'completed' }]);
  expect(messages).toMatchObject([{ type: 'task.completed' }]);
  expect(deliveries).toEqual([{ url: 'https://receiver.test/hook', state: 'pending' }]);
  expect(queue.sent.map(({ name }) => name)).toEqual(['webhook', 'dial']);
});

test('an outcome is stored sealed and opens to what was learned', async () => {
  const { store } = makeWorld();
  const { task, call } = await newCall();
  await store.finish(call.id, call.fence, [result(task)]);
  const sealed = (await written(task)).outcomes[0]?.sealed ?? new Uint8Array();
  expect(Buffer.from(sealed).toString('latin1')).not.toContain('paid');
  const opened = await testCodec.open(organizationId, `outcomes.sealed:${task.id}`, sealed);
  expect(JSON.parse(Buffer.from(opened).toString()) as Outcome).toMatchObject({
    taskId: task.id,
    callId: call.id,
    state: 'completed',
    fields: { status: paid },
    finishedAt: '2026-03-10T10:00:00.000Z',
  });
});

test('a call that finishes several times, and at once, tells it once', async () => {
  const { store } = makeWorld();
  const { task, call } = await newCall();
  await Promise.all([1, 2, 3].map(() => store.finish(call.id, call.fence, [result(task)])));
  await store.finish(call.id, call.fence, [result(task)]);
  const { outcomes, messages, deliveries } = await written(task);
  expect([outcomes.length, messages.length, deliveries.length]).toEqual([1, 1, 1]);
});

test('when anything fails neither outcome nor message is there', async () => {
  const { writer, queue } = makeWorld();
  const { task, call } = await newCall();
  const [loaded] = await loadTasks(organizationId, [task.id]);
  if (loaded === undefined) throw new Error('The task was not loaded.');
  const prepared = await writer.prepare(loaded, call.id, result(task));
  const failing = db.tenant(organizationId, async (tx) => {
    await prepared.write(tx);
    throw new Error('lost connection');
  });
  await expect(failing).rejects.toThrow('lost connection');
  expect(await written(task)).toEqual({ state: 'calling', outcomes: [], messages: [], deliveries: [] });
  // The same preparation can be written once the database is back.
  await db.tenant(organizationId, (tx) => prepared.write(tx));
  expect((await written(task)).messages).toHaveLength(1);
  expect(queue.sent.length).toBeGreaterThan(0);
});

test('what was prepared is not written where the task has ended meanwhile', async () => {
  const { writer } = makeWorld();
  const { task, call } = await newCall();
  const prepared = await writer.prepare(task, call.id, result(task));
  await db.tenant(organizationId, async (tx) => {
    await tx.updateTable('call_tasks').set({ state: 'canceled' }).where('id', '=', task.id).execute();
    await prepared.write(tx);
  });
  expect(await written(task)).toEqual({ state: 'canceled', outcomes: [], messages: [], deliveries: [] });
});

test('a task that is called again has neither outcome nor message yet', async () => {
  const { store } = makeWorld();
  const { task, call } = await newCall();
  await store.linkCarrierCall(call.id, `CA_${call.id}`);
  await store.finish(call.id, call.fence, [
    { ...result(task, {}), failure: { reason: 'busy', fault: 'line' } },
  ]);
  expect(await written(task)).toEqual({ state: 'queued', outcomes: [], messages: [], deliveries: [] });
});

test('a task that was taken back meanwhile stays so', async () => {
  const { store } = makeWorld();
  const { task, call } = await newCall();
  await db.tenant(organizationId, (tx) =>
    tx.updateTable('call_tasks').set({ state: 'canceled' }).where('id', '=', task.id).execute(),
  );
  await store.finish(call.id, call.fence, [result(task)]);
  expect(await written(task)).toEqual({ state: 'canceled', outcomes: [], messages: [], deliveries: [] });
  expect(await store.find(call.id)).toMatchObject({ state: 'ended' });
});

test('what is missing or went wrong is told by the type of the message', async () => {
  const { store } = makeWorld();
  const { task, call } = await newCall();
  await store.linkCarrierCall(call.id, `CA_${call.id}`);
  await store.finish(call.id, call.fence, [
    { ...result(task, {}), failure: { reason: 'refused_automation', fault: 'payor' } },
  ]);
  expect((await written(task)).messages).toMatchObject([{ type: 'task.failed' }]);
});
