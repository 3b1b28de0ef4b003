import { afterEach, beforeAll, expect, test } from 'vitest';
import { makeListener } from '../db/listener.ts';
import { useTestDatabase } from '../db/testing/test-database.ts';
import { addOrganization, testCodec } from '../dialing/testing/world.ts';
import { makeManualClock, systemClock } from '../kernel/clock.ts';
import type { TenantScope } from '../kernel/access.ts';
import type { NewEvent } from '../kernel/event.ts';
import type { EventFeed, EventsAsked, FeedEvent, StreamStart } from '../kernel/event-feed.ts';
import { silentLogger } from '../kernel/logger.ts';
import { makeEventFeed } from './feed.ts';
import { makeTold, makeWebhookWorld } from './testing/world.ts';

const database = useTestDatabase();
const { db } = database;
const clock = makeManualClock(Date.parse('2026-03-10T10:00:00Z'));
const world = makeWebhookWorld(db, clock);
const listener = makeListener({ url: database.url, clock: systemClock, logger: silentLogger });
const feed = makeEventFeed({ db, codec: testCodec, listener, clock: systemClock });
const everything = { types: null, limit: 50, payload: 'thin' } as const;
const cleanups: (() => void)[] = [];

beforeAll(async () => {
  await listener.start();
  return () => listener.stop();
});
afterEach(() => cleanups.splice(0).forEach((cleanup) => cleanup()));

async function makeReader() {
  const organizationId = await addOrganization(db);
  return { scope: { organizationId, practiceIds: null }, told: await makeTold(db, organizationId) };
}

/** Other tests' transactions on the same server hold the feed up for a moment, as they may anywhere. */
async function list(scope: TenantScope, asked: EventsAsked, count: number) {
  for (;;) {
    const page = await feed.list(scope, asked);
    if (page.data.length >= count) return page;
  }
}

const typesOf = (events: readonly FeedEvent[]) => events.map(({ type }) => type);

/** Writes an event in a transaction that stays open until `commit` is called. */
async function beginTelling(event: NewEvent) {
  const prepared = await world.outbox.prepare([event]);
  const [written, commit] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
  const done = db.tenant(event.organizationId, async (tx) => {
    await prepared.write(tx);
    written.resolve(undefined);
    await commit.promise;
  });
  await written.promise;
  return {
    commit: () => {
      commit.resolve(undefined);
      return done;
    },
  };
}

async function follow(scope: TenantScope, start: StreamStart, from: EventFeed = feed) {
  const stopping = new AbortController();
  cleanups.push(() => stopping.abort());
  const events = await from.follow(scope, { types: null }, start, stopping.signal);
  const iterator = events[Symbol.asyncIterator]();
  return async () => {
    const next = await iterator.next();
    if (next.done === true) throw new Error('The stream ended.');
    return next.value === null ? null : next.value.type;
  };
}

test('the feed is read page by page, and goes on where it ended when more has happened', async () => {
  const { scope, told } = await makeReader();
  await world.tell(told.event('task.created'), told.event('task.updated'));
  await world.tell(told.event('task.completed'));
  const first = await list(scope, { ...everything, limit: 2 }, 2);
  await list(scope, everything, 3);
  const again = await feed.list(scope, { ...everything, limit: 2 });
  expect(again.hasMore).toBe(true);
  expect([typesOf(first.data), first.nextCursor]).toEqual([
    ['task.created', 'task.updated'],
    again.nextCursor,
  ]);
  const second = await list(scope, { ...everything, cursor: first.nextCursor }, 1);
  expect([typesOf(second.data), second.hasMore]).toEqual([['task.completed'], false]);
  await world.tell(told.event('task.needs_review'));
  const third = await list(scope, { ...everything, cursor: second.nextCursor }, 1);
  expect(typesOf(third.data)).toEqual(['task.needs_review']);
});

test('what commits late is not skipped: nothing behind a running transaction is read before it', async () => {
  const { scope, told } = await makeReader();
  const late = await beginTelling(told.event('task.created'));
  await world.tell((await makeTold(db, scope.organizationId)).event('task.updated'));
  const meanwhile = await feed.list(scope, everything);
  expect(meanwhile.data).toEqual([]);
  await late.commit();
  const afterwards = await list(scope, { ...everything, cursor: meanwhile.nextCursor }, 2);
  expect(typesOf(afterwards.data)).toEqual(['task.created', 'task.updated']);
});

test('events are found by type, task and id, full ones with what was sealed', async () => {
  const { scope, told } = await makeReader();
  const other = await makeTold(db, scope.organizationId);
  await world.tell(told.event('task.created'), other.event('task.created'));
  await world.tell({ ...told.event('task.completed'), full: { outcome: { learned: true } } });
  const ofTask = await list(scope, { ...everything, taskId: told.taskId }, 2);
  expect(typesOf(ofTask.data)).toEqual(['task.created', 'task.completed']);
  const ofType = await list(scope, { ...everything, types: ['task.completed'] }, 1);
  const [ended] = ofType.data;
  expect(ended?.data).not.toHaveProperty('outcome');
  expect(await feed.get(scope, ended?.id ?? '', 'full')).toMatchObject({
    data: { outcome: { learned: true } },
  });
  const stranger = { organizationId: await addOrganization(db), practiceIds: null };
  expect(await feed.get(stranger, ended?.id ?? '', 'full')).toBeUndefined();
  expect((await feed.list(stranger, everything)).data).toEqual([]);
  expect((await feed.list({ ...scope, practiceIds: ['prac_other'] }, everything)).data).toEqual([]);
});

test('a stream tells what happens as it is committed, woken by the database', async () => {
  const { scope, told } = await makeReader();
  await world.tell(told.event('task.created'));
  await list(scope, everything, 1);
  const next = await follow(scope, { kind: 'now' });
  const coming = next();
  await world.tell(told.event('task.completed'));
  expect(await coming).toBe('task.completed');
});

test('a stream is taken up behind the last event that was seen, and at a cursor of the feed', async () => {
  const { scope, told } = await makeReader();
  await world.tell(told.event('task.created'), told.event('task.updated'), told.event('task.completed'));
  const { data, nextCursor } = await list(scope, { ...everything, limit: 2 }, 2);
  const behind = await follow(scope, { kind: 'after', eventId: data[0]?.id ?? '' });
  expect([await behind(), await behind()]).toEqual(['task.updated', 'task.completed']);
  const atCursor = await follow(scope, { kind: 'cursor', cursor: nextCursor });
  expect(await atCursor()).toBe('task.completed');
  const unknown = feed.follow(
    scope,
    { types: null },
    { kind: 'after', eventId: 'evt_nobodys' },
    AbortSignal.abort(),
  );
  await expect(unknown).rejects.toMatchObject({ status: 400 });
});

const makeSilence = () => makeListener({ url: database.url, clock, logger: silentLogger });

test('where nothing happens a stream shows that it lives', async () => {
  const { scope } = await makeReader();
  const quiet = makeEventFeed({ db, codec: testCodec, listener: makeSilence(), clock });
  const next = await follow(scope, { kind: 'now' }, quiet);
  let beat: unknown = 'nothing yet';
  const beating = next().then((value) => (beat = value));
  while (beat === 'nothing yet') await clock.advance(5_000);
  await beating;
  expect(beat).toBeNull();
});
