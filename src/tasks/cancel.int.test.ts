import { beforeEach, expect, test } from 'vitest';
import { useTestDatabase } from '../db/testing/test-database.ts';
import { beginCall, makeSilentQueue } from '../dialing/testing/world.ts';
import type { Principal } from '../kernel/access.ts';
import type { TaskResult } from '../kernel/outcome.ts';
import { makeTaskDoors } from '../main/tasks.ts';
import { makeCallStore } from '../dialing/call-store.ts';
import { systemClock } from '../kernel/clock.ts';
import { silentLogger } from '../kernel/logger.ts';
import { makeOutcomeWriter } from '../outcomes/outcome-writer.ts';
import { makeTaskLoader } from './task-store.ts';
import { addOrganization, fresh, intakeWorld, principalOf } from './testing/world.ts';

const { db } = useTestDatabase();
let principal: Principal;
let world: ReturnType<typeof intakeWorld>;
let doors: ReturnType<typeof makeTaskDoors>;

beforeEach(async () => {
  principal = principalOf(await addOrganization(db));
  await db.system((tx) =>
    tx.updateTable('payors').set({ tasks_per_call: 3 }).where('id', '=', 'pay_1').execute(),
  );
  world = intakeWorld(db);
  world.options.clock = systemClock;
  doors = makeTaskDoors(world.options);
});

function makeStore() {
  const { codec, callTypes, events } = world.options;
  return makeCallStore({
    db,
    codec,
    loadTasks: makeTaskLoader({ db, codec }),
    outcomes: makeOutcomeWriter({
      callTypes,
      codec,
      announcer: events,
      clock: systemClock,
      today: () => '2026-03-02',
    }),
    queue: makeSilentQueue(),
    maxAttempts: 3,
    clock: systemClock,
    logger: silentLogger,
    events,
  });
}

const result = (taskId: string, more: Partial<TaskResult> = {}): TaskResult => ({
  taskId,
  answers: {
    status: { value: 'paid', status: 'answered', evidence: null, confirmed: false },
  },
  required: [],
  failure: null,
  ...more,
});

test('a task that is taken back from a call stays so, and the others of the call come to their end', async () => {
  const ids: string[] = [];
  for (let n = 0; n < 3; n++) ids.push((await doors.desk.accept(principal, fresh())).task.id);
  const call = await beginCall(db);
  expect([...call.taskIds].sort()).toEqual([...ids].sort());
  const [canceled = '', finished = '', left = ''] = call.taskIds;

  await doors.board.cancel(principal, canceled);
  const store = makeStore();
  expect(await store.takeCommands(call.id, call.fence)).toEqual([{ kind: 'cancel', taskId: canceled }]);
  // As the call's machine reports: what was called off and what was not come to are both left.
  await store.finish(call.id, call.fence, [
    result(canceled, { answers: {}, deferred: true }),
    result(finished),
    result(left, { answers: {}, deferred: true }),
  ]);

  const stateOf = async (id: string) => (await doors.desk.get(principal, id))?.state;
  expect([await stateOf(canceled), await stateOf(left)]).toEqual(['canceled', 'queued']);
  expect(['completed', 'partial', 'failed']).toContain(await stateOf(finished));
  expect(world.events.told.flatMap(({ type, taskId }) => (taskId === canceled ? [type] : []))).toEqual([
    'task.created',
    'task.canceled',
  ]);
  // The call is over: now it can be asked again.
  expect(await doors.board.retry(principal, canceled, {})).toMatchObject({ state: 'queued', revision: 2 });
});

test('a call whose only task is taken back ends without an outcome of it', async () => {
  const { task } = await doors.desk.accept(principal, fresh());
  const call = await beginCall(db);
  await doors.board.cancel(principal, task.id);
  await makeStore().finish(call.id, call.fence, [
    result(task.id, { answers: {}, failure: { reason: 'canceled', fault: 'supplied' } }),
  ]);
  expect(await doors.desk.get(principal, task.id)).toMatchObject({ state: 'canceled', outcome: null });
});
