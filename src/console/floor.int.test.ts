import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeListener } from '../db/listener.ts';
import { useTestDatabase } from '../db/testing/test-database.ts';
import { makeDialingDesk } from '../dialing/desk.ts';
import { makeLiveStore } from '../dialing/live-store.ts';
import {
  addOrganization,
  addPractice,
  addTask,
  beginCall,
  makeSilentQueue,
  makeTestStore,
  roomyLimits,
  testCodec,
} from '../dialing/testing/world.ts';
import { makeManualClock, systemClock } from '../kernel/clock.ts';
import type { FloorNews, LiveRow } from '../kernel/floor.ts';
import { silentLogger } from '../kernel/logger.ts';
import { makeFloorDesk } from './floor.ts';
import { makeLiveBoards } from './live-board.ts';

const database = useTestDatabase();
const { db } = database;
const clock = makeManualClock(Date.parse('2026-06-03T16:00:00Z'));
const listener = makeListener({ url: database.url, clock: systemClock, logger: silentLogger });
const desk = makeDialingDesk({ db, queue: makeSilentQueue(), server: roomyLimits });
const live = makeLiveStore({ db, codec: testCodec });
const floor = makeFloorDesk({
  db,
  boards: makeLiveBoards({ db, codec: testCodec, listener, clock, logger: silentLogger }),
  overview: (scope) => desk.overview(scope),
  maxConcurrentCalls: 7,
  now: () => clock.now(),
});
const cleanups: (() => void)[] = [];

beforeAll(async () => {
  await listener.start();
  return () => listener.stop();
});
beforeEach(() =>
  db.system((tx) =>
    tx.updateTable('call_tasks').set({ state: 'canceled' }).where('state', '=', 'queued').execute(),
  ),
);
afterEach(() => cleanups.splice(0).forEach((cleanup) => cleanup()));

async function makeCall(practiceId?: string, organizationId?: string) {
  const organization = organizationId ?? (await addOrganization(db));
  const task = await addTask(db, organization, practiceId === undefined ? {} : { practiceId });
  const call = await beginCall(db);
  return { call, task, scope: { organizationId: organization, practiceIds: null } };
}

function rowOf(
  call: { id: string; organizationId: string; fence: number },
  more: Partial<LiveRow> = {},
): LiveRow {
  return {
    callId: call.id,
    organizationId: call.organizationId,
    fence: call.fence,
    phase: 'hold',
    phaseSince: '2026-06-03T16:00:00.000Z',
    holdMs: 61_000,
    activeMs: 9_000,
    words: {
      last: { speaker: 'menu', text: 'secret words', masked: '••• words', at: '2026-06-03T16:00:00.000Z' },
      beingSaid: null,
    },
    ...more,
  };
}

/** Messages of a stream, one at a time; beats are left out. */
function watch(organizationId: string, practiceIds: readonly string[] | null = null) {
  const ending = new AbortController();
  cleanups.push(() => ending.abort());
  const news = floor.follow({ organizationId, practiceIds }, ending.signal)[Symbol.asyncIterator]();
  return async (kind: FloorNews['kind']): Promise<FloorNews> => {
    for (;;) {
      const told: IteratorResult<FloorNews | null, unknown>[] = [];
      void news.next().then((result) => told.push(result));
      while (told.length === 0) await clock.advance(100);
      const [result] = told;
      if (result === undefined || result.done === true) throw new Error('the stream ended');
      if (result.value?.kind === kind) return result.value;
    }
  };
}

test('a call that its owner has not told of yet is on the floor', async () => {
  const { call, task, scope } = await makeCall();
  const { calls, capacity } = await floor.snapshot(scope);
  expect(calls).toMatchObject([
    {
      callId: call.id,
      tasks: [{ taskId: task.id, externalId: task.externalId, callType: 'claim_status' }],
      payor: { id: null, name: 'Test payor' },
      practice: { id: null, name: 'Test practice' },
      phase: 'placing',
      holdMs: 0,
      lastWords: null,
    },
  ]);
  expect(capacity.maxConcurrentCalls).toBe(7);
  expect(capacity.running).toBeGreaterThan(0);
});

test('what the owner writes is shown, and its words only masked', async () => {
  const { call, scope } = await makeCall();
  expect(await live.write([rowOf(call)])).toEqual(new Set([call.id]));
  const { calls } = await floor.snapshot(scope);
  expect(calls).toMatchObject([
    {
      phase: 'hold',
      phaseSince: '2026-06-03T16:00:00.000Z',
      holdMs: 61_000,
      activeMs: 9_000,
      lastWords: { speaker: 'menu', text: '••• words' },
    },
  ]);
  expect(JSON.stringify(calls)).not.toContain('secret');
});

test('the rows hold no words that anybody could read', async () => {
  const { call } = await makeCall();
  await live.write([rowOf(call)]);
  const row = await db.system((tx) =>
    tx.selectFrom('call_live').selectAll().where('call_id', '=', call.id).executeTakeFirstOrThrow(),
  );
  expect(Buffer.from(row.sealed).toString()).not.toContain('words');
});

test('a stream tells everything first, then what changed, then that a call is over', async () => {
  const { call, scope } = await makeCall();
  const next = watch(scope.organizationId);
  expect(await next('snapshot')).toMatchObject({
    snapshot: { calls: [{ callId: call.id, phase: 'placing' }] },
  });
  await live.write([rowOf(call)]);
  expect(await next('changes')).toMatchObject({ calls: [{ callId: call.id, phase: 'hold' }], ended: [] });
  await makeTestStore(db).finish(call.id, call.fence, [], { holdMs: 62_000, activeMs: 9_500 });
  expect(await next('changes')).toMatchObject({ calls: [], ended: [call.id] });
});

test('a call that begins joins the floor', async () => {
  const { scope } = await makeCall();
  const next = watch(scope.organizationId);
  await next('snapshot');
  const { call } = await makeCall(undefined, scope.organizationId);
  await live.write([rowOf(call, { phase: 'menu' })]);
  expect(await next('changes')).toMatchObject({ calls: [{ callId: call.id, phase: 'menu' }] });
});

test('what was overtaken while a reader was away is not gathered for it', async () => {
  const { call, scope } = await makeCall();
  const quick = watch(scope.organizationId);
  const slow = watch(scope.organizationId);
  await quick('snapshot');
  await slow('snapshot');
  for (const holdMs of [1, 2, 3]) {
    await live.write([rowOf(call, { holdMs })]);
    await quick('changes');
  }
  expect(await slow('changes')).toMatchObject({ calls: [{ holdMs: 3 }] });
});

test('the queue is told where it changed', async () => {
  const { scope } = await makeCall();
  const next = watch(scope.organizationId);
  await next('snapshot');
  await addTask(db, scope.organizationId);
  expect(await next('queue')).toMatchObject({ queue: { waiting: 1 }, capacity: { maxConcurrentCalls: 7 } });
});

test('only calls of the practices that one may see are there', async () => {
  const { scope } = await makeCall();
  const practiceId = await addPractice(db, scope.organizationId);
  const { call } = await makeCall(practiceId, scope.organizationId);
  await live.write([rowOf(call)]);
  const { calls } = await floor.snapshot({ ...scope, practiceIds: [practiceId] });
  expect(calls).toMatchObject([{ callId: call.id, practice: { id: practiceId, name: 'Test practice' } }]);
  expect(
    await floor.snapshot({ organizationId: await addOrganization(db), practiceIds: null }),
  ).toMatchObject({
    calls: [],
  });
});

test('a former owner, and whoever is late, writes nothing', async () => {
  const { call, scope } = await makeCall();
  await db.system((tx) => tx.updateTable('calls').set({ fence: 2 }).where('id', '=', call.id).execute());
  expect(await live.write([rowOf(call)])).toEqual(new Set());
  expect(await live.write([rowOf({ ...call, fence: 2 }, { phase: 'conversation' })])).toEqual(
    new Set([call.id]),
  );
  await makeTestStore(db).finish(call.id, 2, [], { holdMs: 5, activeMs: 6 });
  expect(await live.write([rowOf({ ...call, fence: 2 })])).toEqual(new Set());
  const rows = await db.system((tx) =>
    tx.selectFrom('call_live').select('call_id').where('call_id', '=', call.id).execute(),
  );
  expect(rows).toEqual([]);
  expect((await floor.snapshot(scope)).calls).toEqual([]);
});

test('a call whose row somebody holds is written the next time, and the others at once', async () => {
  const { call, scope } = await makeCall();
  const { call: other } = await makeCall(undefined, scope.organizationId);
  await db.system(async (tx) => {
    await tx.selectFrom('calls').select('id').where('id', '=', call.id).forNoKeyUpdate().execute();
    expect(await live.write([rowOf(call), rowOf(other)])).toEqual(new Set([other.id]));
  });
  expect(await live.write([rowOf(call)])).toEqual(new Set([call.id]));
});

test('how long a call was on hold stays with it', async () => {
  const { call } = await makeCall();
  await live.write([rowOf(call)]);
  await makeTestStore(db).finish(call.id, call.fence, [], { holdMs: 62_000, activeMs: 9_500 });
  const row = await db.system((tx) =>
    tx.selectFrom('calls').select(['hold_ms', 'active_ms']).where('id', '=', call.id).executeTakeFirst(),
  );
  expect(row).toEqual({ hold_ms: 62_000, active_ms: 9_500 });
});
