import { beforeEach, expect, test } from 'vitest';
import { useTestDatabase } from '../db/testing/test-database.ts';
import { FencedError } from '../kernel/call-store.ts';
import type { CallTypeCatalogue } from '../kernel/call-task.ts';
import { makeManualClock } from '../kernel/clock.ts';
import type { Answer, Failure, TaskResult } from '../kernel/outcome.ts';
import { makeOutcomeWriter } from '../outcomes/outcome-writer.ts';
import { viewTask } from '../tasks/task-store.ts';
import { makeEventOutbox } from '../webhooks/outbox.ts';
import { makeWebhookSecrets } from '../webhooks/secrets.ts';
import {
  addOrganization,
  addPayor,
  addTask,
  beginCall,
  expireLease,
  makeSilentQueue,
  makeTestStore,
  testCodec,
} from './testing/world.ts';

const { db } = useTestDatabase();
const clock = makeManualClock(Date.parse('2026-06-03T01:00:00Z'));
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
const dropped: Failure = { reason: 'line_dropped', fault: 'line' };
let organizationId: string;
let payorId: string;

beforeEach(async () => {
  await db.system((tx) => tx.updateTable('call_tasks').set({ state: 'canceled' }).execute());
  organizationId = await addOrganization(db);
  payorId = await addPayor(db, 3);
});

function makeStore() {
  const queue = makeSilentQueue();
  const secrets = makeWebhookSecrets({ db, codec: testCodec });
  const outcomes = makeOutcomeWriter({
    callTypes,
    codec: testCodec,
    announcer: makeEventOutbox({ db, codec: testCodec, secrets, queue, clock }),
    clock,
    today: () => '2026-06-02',
  });
  return { store: makeTestStore(db, outcomes, queue), queue };
}

/** A call that somebody answered. */
async function answeredCall(count = 0) {
  for (let n = 0; n < count; n++)
    await addTask(db, organizationId, { payorId, webhookUrl: 'https://receiver.test/hook' });
  const call = await beginCall(db);
  const { store } = makeStore();
  await store.linkCarrierCall(call.id, `CA_${call.id}`);
  await store.applyStatus(call.id, {
    sid: `CA_${call.id}`,
    status: 'in-progress',
    sequence: 1,
    durationSeconds: null,
  });
  return call;
}

const finished = (taskId: string): TaskResult => ({
  taskId,
  answers: { status: paid },
  required: [],
  failure: null,
});
const deferred = (taskId: string, failure: Failure | null = null): TaskResult => ({
  taskId,
  answers: {},
  required: [],
  failure,
  deferred: true,
});

/** How the tasks stand, in the order asked for: identifiers of the same millisecond sort by chance. */
async function tasksOf(ids: readonly string[]) {
  const rows = await db.tenant(organizationId, (tx) =>
    tx
      .selectFrom('call_tasks')
      .leftJoin('outcomes', 'outcomes.task_id', 'call_tasks.id')
      .leftJoin('events', 'events.task_id', 'call_tasks.id')
      .select([
        'call_tasks.id',
        'call_tasks.state',
        'call_tasks.attempts',
        'call_tasks.last_reason as reason',
        'outcomes.call_id as outcome',
        'events.type as message',
      ])
      .where('call_tasks.id', 'in', ids)
      .execute(),
  );
  const stateOf = ({ id, ...state }: (typeof rows)[number]) => ({ id, state });
  return ids.flatMap((id) =>
    rows
      .map(stateOf)
      .filter((row) => row.id === id)
      .map(({ state }) => state),
  );
}

const asDone = (call: { id: string }) => ({
  state: 'completed',
  attempts: 1,
  reason: null,
  outcome: call.id,
  message: 'task.completed',
});
const asQueued = { state: 'queued', attempts: 0, reason: null, outcome: null, message: null };

test('each task of a call has its own outcome and message', async () => {
  const call = await answeredCall(3);
  const { store } = makeStore();
  await store.finish(call.id, call.fence, call.taskIds.map(finished));
  expect(await tasksOf(call.taskIds)).toEqual(call.taskIds.map(() => asDone(call)));
});

test('what was not asked for goes back to its place and is called next, without an attempt', async () => {
  const call = await answeredCall(3);
  const [first = '', ...others] = call.taskIds;
  const { store } = makeStore();
  await store.finish(call.id, call.fence, [finished(first), ...others.map((id) => deferred(id, dropped))]);
  expect(await tasksOf(call.taskIds)).toEqual([asDone(call), asQueued, asQueued]);

  const next = await answeredCall();
  expect(next.taskIds).toEqual(others);
  await store.finish(next.id, next.fence, next.taskIds.map(finished));
  expect(await tasksOf(others)).toEqual(others.map(() => asDone(next)));
  const anybody = { organizationId, practiceIds: null, kind: 'key', actorId: 'key_1', scopes: [] } as const;
  const view = await viewTask({ db, codec: allOpen }, anybody, others[0] ?? '');
  expect(view?.calls.map(({ id }) => id)).toEqual([call.id, next.id]);
});

/** Inputs of these tasks are empty. */
const allOpen = {
  ...testCodec,
  open: (organization: string, context: string, sealed: Uint8Array) =>
    context.startsWith('call_tasks.inputs')
      ? Promise.resolve(Buffer.from('{}'))
      : testCodec.open(organization, context, sealed),
};

test('a payor that takes one claim a call is called as often as there are claims', async () => {
  const { store } = makeStore();
  const call = await answeredCall(3);
  let current = call;
  for (const _ of call.taskIds) {
    const [first = '', ...others] = current.taskIds;
    await store.finish(current.id, current.fence, [finished(first), ...others.map((id) => deferred(id))]);
    if (others.length > 0) current = await answeredCall();
  }
  expect((await tasksOf(call.taskIds)).map(({ state, attempts }) => [state, attempts])).toEqual(
    call.taskIds.map(() => ['completed', 1]),
  );
});

test('tasks that no call gets round to are not called for ever', async () => {
  const { store, queue } = makeStore();
  let call = await answeredCall(2);
  const ids = call.taskIds;
  for (let count = 1; count < 5; count++) {
    await store.finish(
      call.id,
      call.fence,
      ids.map((id) => deferred(id)),
    );
    expect((await tasksOf(ids)).map(({ state }) => state)).toEqual(['queued', 'queued']);
    expect(queue.sent.map(({ delayMs }) => delayMs)).toContain(count * 300_000);
    await db.system((tx) => tx.updateTable('call_tasks').set({ next_attempt_at: null }).execute());
    call = await answeredCall();
  }
  await store.finish(
    call.id,
    call.fence,
    ids.map((id) => deferred(id)),
  );
  expect(await tasksOf(ids)).toEqual(
    ids.map(() => ({
      state: 'failed',
      attempts: 1,
      reason: 'agent_failure',
      outcome: call.id,
      message: 'task.failed',
    })),
  );
});

test('where the whole call came to nothing its reason counts for every task', async () => {
  const { store } = makeStore();
  const call = await answeredCall(2);
  const refused: Failure = { reason: 'refused_automation', fault: 'payor' };
  await store.finish(
    call.id,
    call.fence,
    call.taskIds.map((id) => deferred(id, refused)),
  );
  expect((await tasksOf(call.taskIds)).map(({ state, reason }) => [state, reason])).toEqual(
    call.taskIds.map(() => ['failed', 'refused_automation']),
  );
});

test('a line that was busy is an attempt for every task of the call', async () => {
  const { store } = makeStore();
  await addTask(db, organizationId, { payorId });
  await addTask(db, organizationId, { payorId });
  const call = await beginCall(db);
  await store.linkCarrierCall(call.id, `CA_${call.id}`);
  await store.applyStatus(call.id, {
    sid: `CA_${call.id}`,
    status: 'busy',
    sequence: 1,
    durationSeconds: null,
  });
  await store.finish(
    call.id,
    call.fence,
    call.taskIds.map((id) => deferred(id, dropped)),
  );
  expect(
    (await tasksOf(call.taskIds)).map(({ state, attempts, reason }) => [state, attempts, reason]),
  ).toEqual(call.taskIds.map(() => ['queued', 1, 'busy']));
});

test('a call that another node takes over ends each of its tasks once', async () => {
  const { store } = makeStore();
  const call = await answeredCall(3);
  await expireLease(db, call.id);
  const owner = await store.claim(call.id, 'node_b', 60_000);
  expect(owner?.tasks.map(({ id }) => id)).toEqual(call.taskIds);
  const [first = '', ...others] = call.taskIds;
  const results = [finished(first), ...others.map((id) => deferred(id))];
  await expect(store.finish(call.id, call.fence, results)).rejects.toThrow(FencedError);
  const fence = owner?.fence ?? 0;
  await Promise.all([1, 2, 3].map(() => store.finish(call.id, fence, results)));
  await store.finish(call.id, fence, results);
  expect(await tasksOf(call.taskIds)).toEqual([asDone(call), asQueued, asQueued]);
});

test('a crash while a call is being finished leaves all of its tasks as they were', async () => {
  const call = await answeredCall(2);
  const { queue } = makeStore();
  const breaking = makeTestStore(
    db,
    makeOutcomeWriter({
      callTypes,
      codec: testCodec,
      announcer: {
        prepare: ([event]) =>
          Promise.resolve({
            write: () =>
              event?.taskId === call.taskIds[1] ? Promise.reject(new Error('lost')) : Promise.resolve(),
          }),
      },
      clock,
      today: () => '2026-06-02',
    }),
    queue,
  );
  await expect(breaking.finish(call.id, call.fence, call.taskIds.map(finished))).rejects.toThrow('lost');
  expect((await tasksOf(call.taskIds)).map(({ state, outcome }) => [state, outcome])).toEqual([
    ['calling', null],
    ['calling', null],
  ]);
  const { store } = makeStore();
  await store.finish(call.id, call.fence, call.taskIds.map(finished));
  expect(await tasksOf(call.taskIds)).toEqual(call.taskIds.map(() => asDone(call)));
});

test('a task says itself how many calls are made for it', async () => {
  const { store } = makeStore();
  const task = await addTask(db, organizationId, { payorId });
  await db.system((tx) =>
    tx.updateTable('call_tasks').set({ max_attempts: 1 }).where('id', '=', task.id).execute(),
  );
  const call = await answeredCall();
  const closed: Failure = { reason: 'closed', fault: 'payor' };
  await store.finish(call.id, call.fence, [{ ...deferred(task.id, closed), deferred: false }]);
  expect(await tasksOf([task.id])).toMatchObject([{ state: 'failed', reason: 'closed' }]);
});

test("a closed line is called again in the morning of the payor's own zone", async () => {
  const { store, queue } = makeStore();
  await db.system((tx) =>
    tx
      .insertInto('payor_lines')
      .values({
        id: `line_${payorId}`,
        payor_id: payorId,
        organization_id: null,
        purpose: 'provider',
        phone_number: '+13035550157',
        time_zone: 'Pacific/Honolulu',
      })
      .execute(),
  );
  const task = await addTask(db, organizationId, { payorId, phoneNumber: '+13035550157' });
  const call = await answeredCall();
  await store.finish(call.id, call.fence, [
    { ...deferred(task.id, { reason: 'closed', fault: 'payor' }), deferred: false },
  ]);
  const dueMs = Date.now() + (queue.sent.find(({ delayMs }) => delayMs > 0)?.delayMs ?? 0);
  expect(
    new Intl.DateTimeFormat('en-US', {
      timeZone: 'Pacific/Honolulu',
      hour: 'numeric',
      minute: 'numeric',
    }).format(Math.round(dueMs / 60_000) * 60_000),
  ).toBe('9:00 AM');
});
