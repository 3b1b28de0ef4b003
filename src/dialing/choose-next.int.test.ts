import { beforeEach, expect, test } from 'vitest';
import { useTestDatabase } from '../db/testing/test-database.ts';
import type { CallRunner, OwnedCall } from '../kernel/call-store.ts';
import { makeManualClock } from '../kernel/clock.ts';
import { silentLogger } from '../kernel/logger.ts';
import { chooseNext } from './choose-next.ts';
import type { DialLimits } from './choose-next.ts';
import { makeDialWorker } from './dial-worker.ts';
import {
  addOrganization,
  addPayor,
  addTask,
  beginCall,
  loadTasks,
  makeTestStore,
  roomyLimits,
} from './testing/world.ts';

const { db } = useTestDatabase();
const settings = { node: 'node_a', from: '+13035550100', leaseMs: 60_000, recordingAllowed: false };
let organizationId: string;

/** Limits count every call of the database, so each test begins without any. */
beforeEach(async () => {
  await db.system(async (tx) => {
    await tx.deleteFrom('calls_call_tasks').execute();
    await tx.deleteFrom('call_status_callbacks').execute();
    await tx.deleteFrom('calls').execute();
    await tx.deleteFrom('call_tasks').execute();
  });
  organizationId = await addOrganization(db);
});

const choose = (limits: DialLimits = roomyLimits) => db.system((tx) => chooseNext(tx, limits, settings));

function makeRunner(): CallRunner & { begun: OwnedCall[] } {
  const begun: OwnedCall[] = [];
  return { begun, begin: (call) => void begun.push(call), active: () => begun.length };
}

function makeWorker(limits: Partial<DialLimits> = {}) {
  const runner = makeRunner();
  const clock = makeManualClock(Date.now());
  const worker = makeDialWorker({
    ...roomyLimits,
    ...limits,
    ...settings,
    db,
    loadTasks,
    runner,
    clock,
    logger: silentLogger,
  });
  return { worker, runner, clock };
}

test('a task that is due becomes a call that this node owns', async () => {
  const task = await addTask(db, organizationId);
  const choice = await choose();
  expect(choice).toMatchObject({
    kind: 'call',
    taskIds: [task.id],
    row: { owner_node: 'node_a', state: 'placing', place_state: 'idle', to_number: task.payor.phoneNumber },
  });
  const row = await db.tenant(organizationId, (tx) =>
    tx.selectFrom('call_tasks').selectAll().where('id', '=', task.id).executeTakeFirstOrThrow(),
  );
  expect(row).toMatchObject({ state: 'calling', attempts: 1, next_attempt_at: null });
  expect(await choose()).toEqual({ kind: 'nothing' });
});

test('a task is not called before its time', async () => {
  await addTask(db, organizationId, { dueInMs: 60_000 });
  expect(await choose()).toEqual({ kind: 'nothing' });
});

test('tasks of one payor, practice and kind go into one call, as many as the payor takes', async () => {
  const payorId = await addPayor(db, 3);
  const tasks = [];
  for (let count = 0; count < 5; count++) tasks.push(await addTask(db, organizationId, { payorId }));
  const ids = tasks.map(({ id }) => id);
  const first = await beginCall(db);
  expect(first.taskIds).toEqual(ids.slice(0, 3));
  const links = await db.system((tx) =>
    tx
      .selectFrom('calls_call_tasks')
      .select(['task_id', 'position'])
      .where('call_id', '=', first.id)
      .orderBy('position')
      .execute(),
  );
  expect(links).toEqual(ids.slice(0, 3).map((task_id, position) => ({ task_id, position })));
  const rows = await db.system((tx) => tx.selectFrom('call_tasks').select('state').orderBy('id').execute());
  expect(rows.map(({ state }) => state)).toEqual(['calling', 'calling', 'calling', 'queued', 'queued']);
  expect((await beginCall(db)).taskIds).toEqual(ids.slice(3));
  expect(await choose()).toEqual({ kind: 'nothing' });
});

test('what differs in organization, payor, line, practice or kind has a call of its own', async () => {
  const [payorId, otherPayor] = [await addPayor(db, 9), await addPayor(db, 9)];
  const first = await addTask(db, organizationId, { payorId });
  await addTask(db, await addOrganization(db), { payorId });
  await addTask(db, organizationId, { payorId: otherPayor });
  await addTask(db, organizationId, { payorId, phoneNumber: '+13035550119' });
  await addTask(db, organizationId, { payorId, practiceName: 'Another practice' });
  await addTask(db, organizationId, { payorId, callType: 'eligibility' });
  const same = await addTask(db, organizationId, { payorId });
  expect((await beginCall(db)).taskIds).toEqual([first.id, same.id]);
  for (let count = 0; count < 5; count++) expect((await beginCall(db)).taskIds).toHaveLength(1);
});

test('a payor that is not in the directory is called for one task at a time', async () => {
  await addTask(db, organizationId);
  await addTask(db, organizationId);
  expect((await beginCall(db)).taskIds).toHaveLength(1);
});

test('a task that is not due, or that somebody else is holding, does not come along', async () => {
  const payorId = await addPayor(db, 9);
  const first = await addTask(db, organizationId, { payorId });
  await addTask(db, organizationId, { payorId, dueInMs: 60_000 });
  const held = await addTask(db, organizationId, { payorId });
  await db.system(async (tx) => {
    await tx.selectFrom('call_tasks').select('id').where('id', '=', held.id).forUpdate().execute();
    expect(await choose()).toMatchObject({ kind: 'call', taskIds: [first.id] });
  });
});

test('what is urgent comes first and takes others along in their order', async () => {
  const payorId = await addPayor(db, 3);
  const [early, urgent, late] = [
    await addTask(db, organizationId, { payorId }),
    await addTask(db, organizationId, { payorId, priority: 5 }),
    await addTask(db, organizationId, { payorId }),
  ];
  expect((await beginCall(db)).taskIds).toEqual([urgent.id, early.id, late.id]);
});

test('nodes that choose at once never put a task into two calls', async () => {
  const payorId = await addPayor(db, 3);
  for (let count = 0; count < 7; count++) await addTask(db, organizationId, { payorId });
  const choices = await Promise.all(Array.from({ length: 6 }, () => choose()));
  const taken = choices.flatMap((choice) => (choice.kind === 'call' ? choice.taskIds : []));
  expect(choices.filter(({ kind }) => kind === 'call')).toHaveLength(3);
  expect([taken.length, new Set(taken).size]).toEqual([7, 7]);
});

test('nodes that choose at once never choose the same task', async () => {
  for (let count = 0; count < 6; count++) await addTask(db, organizationId);
  const choices = await Promise.all(Array.from({ length: 10 }, () => choose()));
  const taken = choices.flatMap((choice) => (choice.kind === 'call' ? choice.taskIds : []));
  expect(taken).toHaveLength(6);
  expect(new Set(taken).size).toBe(6);
});

test('a task that somebody else is holding is passed over', async () => {
  const [held, free] = [await addTask(db, organizationId), await addTask(db, organizationId)];
  await db.system(async (tx) => {
    await tx.selectFrom('call_tasks').select('id').where('id', '=', held.id).forUpdate().execute();
    expect(await choose()).toMatchObject({ kind: 'call', taskIds: [free.id] });
  });
});

test('nodes that choose at once stay within the limit together', async () => {
  for (let count = 0; count < 6; count++) await addTask(db, organizationId);
  const limits = { ...roomyLimits, maxConcurrentCalls: 2 };
  const choices = await Promise.all(Array.from({ length: 6 }, () => choose(limits)));
  expect(choices.filter(({ kind }) => kind === 'call')).toHaveLength(2);
  expect(choices.filter(({ kind }) => kind === 'full')).toHaveLength(4);
});

test('the end of a call frees its place', async () => {
  const limits = { ...roomyLimits, maxConcurrentCalls: 1 };
  await addTask(db, organizationId);
  const first = await beginCall(db);
  await addTask(db, organizationId);
  expect(await choose(limits)).toEqual({ kind: 'full' });
  const store = makeTestStore(db);
  await store.linkCarrierCall(first.id, 'CA_done');
  await store.finish(first.id, first.fence, []);
  expect(await choose(limits)).toMatchObject({ kind: 'call' });
});

test('calls begin no faster than allowed', async () => {
  await addTask(db, organizationId);
  await addTask(db, organizationId);
  const limits = { ...roomyLimits, callsPerSecond: 1 };
  expect(await choose(limits)).toMatchObject({ kind: 'call' });
  expect(await choose(limits)).toEqual({ kind: 'too_fast' });
});

test('the worker hands every due call over with its tasks', async () => {
  const tasks = [await addTask(db, organizationId), await addTask(db, organizationId)];
  const { worker, runner } = makeWorker();
  await Promise.all([worker.dialDue(), worker.dialDue()]);
  expect(runner.begun.map((call) => call.tasks[0]?.id).sort()).toEqual(tasks.map(({ id }) => id).sort());
  expect(runner.begun[0]).toMatchObject({ fence: 1, generation: 0, carrierSid: null, ownerNode: 'node_a' });
});

test('the worker hands a call over with all of its tasks', async () => {
  const payorId = await addPayor(db, 2);
  const tasks = [
    await addTask(db, organizationId, { payorId }),
    await addTask(db, organizationId, { payorId }),
  ];
  const { worker, runner } = makeWorker();
  await worker.dialDue();
  expect(runner.begun.map((call) => call.tasks.map(({ id }) => id))).toEqual([tasks.map(({ id }) => id)]);
});

test('what comes too fast is tried again a second later', async () => {
  await addTask(db, organizationId);
  await addTask(db, organizationId);
  const { worker, runner, clock } = makeWorker({ callsPerSecond: 1 });
  await worker.dialDue();
  expect(runner.begun).toHaveLength(1);
  await db.system((tx) =>
    tx
      .updateTable('calls')
      .set({ started_at: new Date(0) })
      .execute(),
  );
  await clock.advance(1_000);
  await worker.stop();
  expect(runner.begun).toHaveLength(2);
});

test('a stopped worker begins nothing', async () => {
  await addTask(db, organizationId);
  const { worker, runner } = makeWorker();
  await worker.stop();
  await worker.dialDue();
  expect(runner.begun).toEqual([]);
});
