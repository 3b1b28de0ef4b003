import { beforeEach, describe, expect, test } from 'vitest';
import { useTestDatabase } from '../db/testing/test-database.ts';
import type { Principal } from '../kernel/access.ts';
import { allScopes } from '../kernel/access.ts';
import { ProblemError } from '../kernel/errors.ts';
import type { EventAnnouncer, NewEvent } from '../kernel/event.ts';
import { silentLogger } from '../kernel/logger.ts';
import type { Failure, TaskResult } from '../kernel/outcome.ts';
import type { CallRules } from '../kernel/payor.ts';
import type { Tx } from '../db/database.ts';
import { applyRules } from './call-rules.ts';
import { makeDialingDesk } from './desk.ts';
import { makeWaitExplainer } from './explain.ts';
import { keepHouse } from './housekeeping.ts';
import { makePlacementStore } from './placement-store.ts';
import {
  addLine,
  addOrganization,
  addPayor,
  addPractice,
  addTask,
  beginCall,
  loadTasks,
  makeSilentQueue,
  makeTestStore,
  plainOutcomes,
  roomyLimits,
} from './testing/world.ts';

const { db } = useTestDatabase();
const line = '+13035550140';
const now = () => new Date('2026-06-03T16:00:00Z');
const desk = makeDialingDesk({ db, queue: makeSilentQueue(), server: roomyLimits, now });
const waits = makeWaitExplainer({ db, server: roomyLimits, now });
let organizationId: string;
let payorId: string;

beforeEach(async () => {
  await db.system(async (tx) => {
    await tx.updateTable('call_tasks').set({ state: 'canceled' }).execute();
    await tx.updateTable('calls').set({ state: 'ended' }).execute();
    await tx.updateTable('dial_pauses').set({ ended_at: new Date() }).execute();
  });
  organizationId = await addOrganization(db);
  payorId = await addPayor(db, 3);
});

const principal = (practiceIds: string[] | null = null): Principal => ({
  organizationId,
  practiceIds,
  kind: 'key',
  actorId: 'key_1',
  scopes: allScopes,
});
const reason = 'Somebody said so';
const whole = { scope: 'organization', subject: null, reason, runningCalls: 'continue' } as const;

function taskRow(id: string) {
  return db.system((tx) =>
    tx
      .selectFrom('call_tasks')
      .select(['state', 'attempts', 'deferrals', 'last_reason'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow(),
  );
}

describe('the stop button', () => {
  test('is listed while it is pressed, and afterwards among those that are over', async () => {
    const { pause, created } = await desk.pause(principal(), whole);
    expect([created, pause]).toMatchObject([
      true,
      { scope: 'organization', createdBy: 'key_1', endedAt: null },
    ]);
    expect(await desk.pauses(principal(), { ended: false })).toEqual([pause]);
    expect(await desk.resume(principal(), pause.id)).toMatchObject({ id: pause.id, endedBy: 'key_1' });
    expect(await desk.pauses(principal(), { ended: false })).toEqual([]);
    expect(await desk.pauses(principal(), { ended: true })).toMatchObject([{ id: pause.id }]);
  });

  test('is not seen nor let go by another organization', async () => {
    const { pause } = await desk.pause(principal(), whole);
    const other = { ...principal(), organizationId: await addOrganization(db) };
    expect(await desk.pauses(other, { ended: true })).toEqual([]);
    expect(await desk.resume(other, pause.id)).toBeUndefined();
  });

  test('cannot be pressed for what is not there', async () => {
    for (const scope of ['payor', 'line', 'practice'] as const)
      await expect(desk.pause(principal(), { ...whole, scope, subject: 'nothing_here' })).rejects.toThrow(
        ProblemError,
      );
  });

  test('whoever is limited to practices stops these only', async () => {
    const practiceId = await addPractice(db, organizationId);
    const limited = principal([practiceId]);
    await expect(desk.pause(limited, whole)).rejects.toThrow('limited to practices');
    const { pause } = await desk.pause(limited, { ...whole, scope: 'practice', subject: practiceId });
    expect(await desk.resume(limited, pause.id)).toMatchObject({ endedBy: 'key_1' });
    const other = await addPractice(db, organizationId);
    await desk.pause(principal(), { ...whole, scope: 'practice', subject: other });
    const { pause: theirs } = await desk.pause(principal(), whole);
    expect((await desk.pauses(limited, { ended: false })).map(({ id }) => id)).toEqual([theirs.id]);
    await expect(desk.resume(limited, theirs.id)).rejects.toThrow('limited to practices');
  });

  test('running calls say goodbye where that is wanted, and those of others go on', async () => {
    await addTask(db, organizationId, { payorId });
    const call = await beginCall(db);
    await addTask(db, await addOrganization(db), { payorId });
    const foreign = await beginCall(db);
    await desk.pause(principal(), whole);
    expect(await makeTestStore(db).takeCommands(call.id, call.fence)).toEqual([]);
    await desk.pause(principal(), { ...whole, runningCalls: 'end_politely' });
    expect(await makeTestStore(db).takeCommands(call.id, call.fence)).toMatchObject([{ kind: 'hang_up' }]);
    expect(await makeTestStore(db).takeCommands(foreign.id, foreign.fence)).toEqual([]);
  });

  test('what a stopped call has not finished goes back as if it had not been called; the rest has its outcome', async () => {
    const tasks = [];
    for (let count = 0; count < 3; count++) tasks.push(await addTask(db, organizationId, { payorId }));
    const [done, half, waiting] = tasks.map(({ id }) => id);
    const call = await beginCall(db);
    await desk.pause(principal(), { ...whole, runningCalls: 'end_politely' });
    const answer = { value: 'paid', status: 'answered', evidence: null, confirmed: false } as const;
    const result = (taskId = '', more: Partial<TaskResult> = {}): TaskResult => ({
      taskId,
      answers: { status: answer },
      required: ['status'],
      failure: null,
      ...more,
    });
    await makeTestStore(db).finish(call.id, call.fence, [
      result(done),
      result(half, { required: ['status', 'paid'] }),
      result(waiting, { answers: {}, deferred: true }),
    ]);
    const back = { state: 'queued', attempts: 0, deferrals: 0, last_reason: null };
    expect(await taskRow(done ?? '')).toMatchObject({ state: 'failed', last_reason: 'written' });
    expect([await taskRow(half ?? ''), await taskRow(waiting ?? '')]).toEqual([back, back]);
  });
});

describe('limits', () => {
  const limits = { callsAtOnce: 2, minutesPerDay: 90, centsPerDay: null, centsPerMinute: 2.5 };

  test('are none until they are set, and are changed as a whole', async () => {
    expect((await desk.limits(principal())).limits).toMatchObject({ callsAtOnce: null, centsPerMinute: 0 });
    await desk.setLimits(principal(), limits);
    expect((await desk.limits(principal())).limits).toEqual(limits);
    await desk.setLimits(principal(), { ...limits, callsAtOnce: null });
    expect((await desk.limits(principal())).limits.callsAtOnce).toBeNull();
  });

  test('are not changed by whoever is limited to practices', async () => {
    const limited = principal([await addPractice(db, organizationId)]);
    await expect(desk.setLimits(limited, limits)).rejects.toThrow('not limited to practices');
  });

  test("come with what was used in the organization's own day", async () => {
    await addTask(db, organizationId, { payorId });
    const call = await beginCall(db);
    await db.system((tx) =>
      tx
        .updateTable('calls')
        .set({ started_at: new Date('2026-06-03T15:00:00Z'), answered_at: new Date('2026-06-03T15:30:00Z') })
        .where('id', '=', call.id)
        .execute(),
    );
    await desk.setLimits(principal(), limits);
    expect((await desk.limits(principal())).today).toEqual({
      day: '2026-06-03',
      timeZone: 'America/New_York',
      minutes: 30,
      cents: 75,
      until: '2026-06-04T04:00:00.000Z',
    });
  });
});

describe('what waits', () => {
  /** Due at the moment that is asked about. */
  const longAgo = { notBefore: new Date('2026-06-01T00:00:00Z'), dueInMs: -400 * 86_400_000 };

  test('is counted by reason, payor and practice, and explained one by one', async () => {
    const practiceId = await addPractice(db, organizationId);
    await addLine(db, payorId, { phoneNumber: line, hours: {} });
    const closed = await addTask(db, organizationId, { payorId, phoneNumber: line, practiceId, ...longAgo });
    const free = await addTask(db, organizationId, longAgo);
    const held = await addTask(db, organizationId, { payorId, phoneNumber: '+13035550141', ...longAgo });
    await desk.pause(principal(), { ...whole, scope: 'line', subject: '+13035550141' });
    await keepHouse(db, now);
    const seen = await desk.overview(principal());
    expect(seen).toMatchObject({ waiting: 3, running: 0, flags: [], pauses: [{ subject: '+13035550141' }] });
    expect(new Map(seen.byReason.map(({ code, tasks }) => [code, tasks]))).toEqual(
      new Map([
        ['payor_closed', 1],
        ['in_line', 1],
        ['paused', 1],
      ]),
    );
    expect(seen.byPractice).toContainEqual({ practiceId, tasks: 1, running: 0 });
    expect(seen.byPayor.map(({ tasks }) => tasks)).toEqual([1, 1, 1]);
    const codeOf = async (id: string) => (await waits.explain(principal(), id))?.reasons[0]?.code;
    expect([await codeOf(closed.id), await codeOf(free.id), await codeOf(held.id)]).toEqual([
      'payor_closed',
      'in_line',
      'paused',
    ]);
  });

  test('is shown to whoever is limited to practices as far as it is theirs', async () => {
    const [own, other] = [await addPractice(db, organizationId), await addPractice(db, organizationId)];
    await addTask(db, organizationId, { payorId, practiceId: own });
    const theirs = await addTask(db, organizationId, { payorId, practiceId: other });
    expect((await desk.overview(principal([own]))).waiting).toBe(1);
    expect(await waits.explain(principal([own]), theirs.id)).toBeUndefined();
  });

  test('is no longer explained once it is being called', async () => {
    const task = await addTask(db, organizationId, { payorId });
    await beginCall(db);
    expect(await waits.explain(principal(), task.id)).toBeUndefined();
  });

  test('a task tells how many are before it', async () => {
    await addTask(db, organizationId, { payorId, ...longAgo });
    const second = await addTask(db, organizationId, { payorId, ...longAgo });
    const [explained] = (await waits.explain(principal(), second.id))?.reasons ?? [];
    expect(explained?.detail).toContain('before it on its line: 1.');
  });
});

describe('what calls find out', () => {
  const failed = (taskId: string, why: Failure['reason']): TaskResult => ({
    taskId,
    answers: {},
    required: [],
    failure: { reason: why, fault: 'payor' },
  });

  test.each([
    ['refused_automation', 'refuses_automation'],
    ['wrong_number', 'wrong_number'],
  ] as const)('%s is not called again and raises a flag that a person takes down', async (why, kind) => {
    for (let count = 0; count < 2; count++) {
      const task = await addTask(db, organizationId, { payorId, phoneNumber: line });
      const call = await beginCall(db);
      const store = makeTestStore(db);
      await store.linkCarrierCall(call.id, `CA_${call.id}`);
      await store.finish(call.id, call.fence, [failed(task.id, why)]);
      expect((await taskRow(task.id)).state).toBe('failed');
    }
    const { flags } = await desk.overview(principal());
    expect(flags).toMatchObject([{ kind, payorId, phoneNumber: line, times: 2, payorName: 'Test payor' }]);
    expect(await desk.clearFlag(principal(), flags[0]?.id ?? '')).toMatchObject({ kind });
    expect((await desk.overview(principal())).flags).toEqual([]);
    // Nothing is held back by it: that is for people to say.
    await addTask(db, organizationId, { payorId, phoneNumber: line });
    await beginCall(db);
  });
});

describe('calls', () => {
  const told: NewEvent[] = [];
  const events: EventAnnouncer<Tx> = {
    prepare: (given) =>
      Promise.resolve({
        write: () => {
          told.push(...given);
          return Promise.resolve();
        },
      }),
  };

  test('are told of when the carrier is asked, and when they end, once each', async () => {
    const practiceId = await addPractice(db, organizationId);
    await addTask(db, organizationId, { payorId, practiceId });
    const { id, fence, taskIds } = await beginCall(db);
    const call = { id, fence, organizationId };
    const placements = makePlacementStore(db, events);
    expect([await placements.request(call, 0), await placements.request(call, 0)]).toEqual([true, false]);
    const store = makeTestStore(db, plainOutcomes, makeSilentQueue(), events);
    await store.finish(id, fence, []);
    await store.finish(id, fence, []);
    const about = { callId: id, taskIds, practiceId, payorId };
    expect(told.splice(0).map(({ type, thin }) => ({ type, thin }))).toEqual([
      { type: 'call.started', thin: about },
      {
        type: 'call.ended',
        thin: { ...about, endReason: 'agent_failure', answered: false, durationSeconds: null },
      },
    ]);
  });

  test('that the carrier was never asked for are not told of', async () => {
    await addTask(db, organizationId, { payorId });
    const { id, fence } = await beginCall(db);
    await makeTestStore(db, plainOutcomes, makeSilentQueue(), events).finish(id, fence, []);
    expect(told.splice(0)).toEqual([]);
  });

  async function ruledBy(rules: CallRules | Error, recordingAllowed = true) {
    await addTask(db, organizationId, { payorId });
    const call = await beginCall(db);
    const row = await db.system((tx) =>
      tx
        .updateTable('calls')
        .set({ recording_allowed: false })
        .where('id', '=', call.id)
        .returningAll()
        .executeTakeFirstOrThrow(),
    );
    const rulesOf = () => (rules instanceof Error ? Promise.reject(rules) : Promise.resolve(rules));
    const ruled = await applyRules(
      { db, rules: { rulesOf }, recordingAllowed, logger: silentLogger },
      row,
      await loadTasks(organizationId, call.taskIds),
    );
    return [ruled.recording_allowed, ruled.disclosure];
  }

  test('are recorded only where payor and state allow it, and begin with the words that they want', async () => {
    const disclosure = 'This is an automated call for {practice}.';
    expect(await ruledBy({ recording: 'announce', disclosure })).toEqual([true, disclosure]);
    expect(await ruledBy({ recording: 'allowed', disclosure: null }, false)).toEqual([false, null]);
    expect(await ruledBy({ recording: 'forbidden', disclosure: null })).toEqual([false, null]);
  });

  test('are not recorded where the rules cannot be had', async () => {
    expect(await ruledBy(new Error('gone'))).toEqual([false, null]);
  });
});
