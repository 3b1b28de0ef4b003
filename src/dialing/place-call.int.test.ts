import { expect, test } from 'vitest';
import { useTestDatabase } from '../db/testing/test-database.ts';
import type { OwnedCall } from '../kernel/call-store.ts';
import { makeManualClock } from '../kernel/clock.ts';
import type { ManualClock } from '../kernel/clock.ts';
import type { ProviderErrorCategory } from '../kernel/errors.ts';
import { ProviderError } from '../kernel/errors.ts';
import { silentLogger } from '../kernel/logger.ts';
import type { CarrierCall, PlaceCall, Telephony } from '../kernel/telephony.ts';
import { makeCallPlacer } from './place-call.ts';
import { makePlacementStore } from './placement-store.ts';
import { makePlacementReconciler } from './reconciler.ts';
import { addOrganization, addTask, beginCall, expireLease, makeTestStore } from './testing/world.ts';

const { db } = useTestDatabase();
const store = makeTestStore(db);
const underWay = new Set<Promise<unknown>>();
const placements = watched(makePlacementStore(db));
const never = new AbortController().signal;
let sids = 0;

/** A carrier whose answer to `place` and whose list the test decides. */
function makeCarrier(answer: ProviderErrorCategory | 'ok') {
  const placed: PlaceCall[] = [];
  const carrier = { placed, listed: [] as CarrierCall[], listFails: false, lists: 0 };
  const unused = () => Promise.reject(new Error('not used here'));
  const telephony: Telephony = {
    place(request) {
      placed.push(request);
      return answer === 'ok'
        ? Promise.resolve(carrierCall(request))
        : Promise.reject(new ProviderError('twilio', answer, 'The carrier did not answer.'));
    },
    list() {
      carrier.lists++;
      return carrier.listFails
        ? Promise.reject(new ProviderError('twilio', 'unavailable', 'The carrier did not answer.'))
        : Promise.resolve(carrier.listed);
    },
    fetch: unused,
    redirect: unused,
    hangUp: unused,
    startEar: unused,
    stopStream: unused,
    render: () => '',
  };
  return Object.assign(carrier, { telephony });
}

function carrierCall(
  { to, from }: { to: string; from: string },
  status: CarrierCall['status'] = 'queued',
): CarrierCall {
  return { sid: `CA_${++sids}`, to, from, status, createdAt: '2026-03-10T10:00:00.000Z' };
}

function makePlacer(telephony: Telephony, clock: ManualClock) {
  return makeCallPlacer({
    telephony,
    placements,
    addresses: {
      next: (id, generation) => `http://x.test/${id}/${generation}`,
      fallback: (id) => `http://x.test/${id}/fallback`,
      status: (id) => `http://x.test/${id}/status`,
    },
    ringSeconds: 60,
    limitSeconds: 3_600,
    clock,
    logger: silentLogger,
  });
}

async function newCall(): Promise<OwnedCall> {
  // Earlier tests leave calls in doubt; they are nobody's rivals here.
  await db.system((tx) => tx.updateTable('calls').set({ state: 'ended' }).execute());
  return await another();
}

async function another(): Promise<OwnedCall> {
  const task = await addTask(db, await addOrganization(db));
  const { id } = await beginCall(db);
  const record = await store.find(id);
  if (record === undefined) throw new Error('The call was not stored.');
  return { ...record, tasks: [task] };
}

/** The same store, noting what it has been asked and not yet answered. */
function watched<T extends object>(store: T): T {
  return new Proxy(store, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]) => {
        const answer = Reflect.apply(member, target, args) as Promise<unknown>;
        const noted = answer.catch(() => undefined).finally(() => underWay.delete(noted));
        underWay.add(noted);
        return answer;
      };
    },
  });
}

/** Moves time on in small steps, each once the database has answered all that it was asked. */
async function pass(clock: ManualClock, ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 500) {
    await clock.advance(500);
    do {
      await Promise.all(underWay);
      await new Promise((resolve) => setImmediate(resolve));
    } while (underWay.size > 0);
  }
}

/** Lets time pass until the carrier's list was asked for so often: what it said before that has been judged. */
async function passUntilListed(clock: ManualClock, carrier: { lists: number }, times: number): Promise<void> {
  while (carrier.lists < times) await pass(clock, 500);
}

/** Lets time pass until the answer is there. */
async function outcomeOf<T>(clock: ManualClock, answer: Promise<T>): Promise<T> {
  const done = new AbortController();
  const settled = answer.finally(() => done.abort());
  settled.catch(() => undefined);
  while (!done.signal.aborted) await pass(clock, 500);
  return await settled;
}

const placeStateOf = async (call: OwnedCall) => (await placements.look(call)).placeState;

test('a call is placed, with its first document and its callbacks', async () => {
  const [call, carrier] = [await newCall(), makeCarrier('ok')];
  const result = await makePlacer(carrier.telephony, makeManualClock(Date.now())).place(call, never);
  expect(result).toMatchObject({ placed: true });
  expect(carrier.placed).toMatchObject([{ nextUrl: `http://x.test/${call.id}/0`, ringSeconds: 60 }]);
  expect(await store.find(call.id)).toMatchObject({ carrierSid: result.placed && result.sid });
});

test('that the carrier is asked is on record before it is', async () => {
  const [call, carrier] = [await newCall(), makeCarrier('ok')];
  let seen: string | undefined;
  const telephony: Telephony = {
    ...carrier.telephony,
    async place(request) {
      seen = await placeStateOf(call);
      return await carrier.telephony.place(request);
    },
  };
  await makePlacer(telephony, makeManualClock(Date.now())).place(call, never);
  expect(seen).toBe('requested');
});

test.each(['rejected', 'unauthorized', 'rate_limited'] as const)(
  'a carrier that says no (%s) has not placed the call',
  async (category) => {
    const [call, carrier] = [await newCall(), makeCarrier(category)];
    const result = await makePlacer(carrier.telephony, makeManualClock(Date.now())).place(call, never);
    expect(result).toEqual({ placed: false, how: 'failed', reason: category });
    expect(await placeStateOf(call)).toBe('not_placed');
    expect(carrier.lists).toBe(0);
  },
);

test.each(['timeout', 'unavailable', 'protocol'] as const)(
  'without a clear answer (%s) the call is found in the list and never dialed again',
  async (category) => {
    const [call, carrier, clock] = [await newCall(), makeCarrier(category), makeManualClock(Date.now())];
    const found = carrierCall(call);
    carrier.listed = [found];
    const result = await makePlacer(carrier.telephony, clock).place(call, never);
    expect(result).toEqual({ placed: true, sid: found.sid });
    expect(carrier.placed).toHaveLength(1);
    expect(await store.find(call.id)).toMatchObject({ carrierSid: found.sid });
  },
);

test('without an answer the call is found by its callback', async () => {
  const [call, carrier, clock] = [await newCall(), makeCarrier('timeout'), makeManualClock(Date.now())];
  const placing = makePlacer(carrier.telephony, clock).place(call, never);
  await passUntilListed(clock, carrier, 2);
  await store.linkCarrierCall(call.id, 'CA_called_back');
  expect(await outcomeOf(clock, placing)).toEqual({ placed: true, sid: 'CA_called_back' });
  expect(carrier.placed).toHaveLength(1);
});

test('with neither callback nor entry for half a minute the call was not placed', async () => {
  const [call, carrier, clock] = [await newCall(), makeCarrier('timeout'), makeManualClock(Date.now())];
  const startMs = clock.now();
  const placing = makePlacer(carrier.telephony, clock).place(call, never);
  expect(await outcomeOf(clock, placing)).toEqual({ placed: false, how: 'failed', reason: 'never_placed' });
  expect(clock.now() - startMs).toBeGreaterThanOrEqual(30_000);
  expect(carrier.placed).toHaveLength(1);
  expect(await placeStateOf(call)).toBe('not_placed');
});

test('a list that cannot be had proves nothing', async () => {
  const [call, carrier, clock] = [await newCall(), makeCarrier('timeout'), makeManualClock(Date.now())];
  carrier.listFails = true;
  const placing = makePlacer(carrier.telephony, clock).place(call, never);
  await pass(clock, 60_000);
  expect(await placeStateOf(call)).toBe('requested');
  carrier.listFails = false;
  carrier.listed = [carrierCall(call)];
  expect(await outcomeOf(clock, placing)).toMatchObject({ placed: true });
});

test('a listed call that another of our calls holds is not taken', async () => {
  const [other, carrier, clock] = [await newCall(), makeCarrier('timeout'), makeManualClock(Date.now())];
  const found = carrierCall(other);
  await store.linkCarrierCall(other.id, found.sid);
  carrier.listed = [found];
  const placing = makePlacer(carrier.telephony, clock).place(await another(), never);
  expect(await outcomeOf(clock, placing)).toMatchObject({ placed: false });
});

test('of two calls in doubt, the callback says whose a listed call is', async () => {
  const [mine, rival] = [await newCall(), await another()];
  const [carrier, clock] = [makeCarrier('timeout'), makeManualClock(Date.now())];
  await placements.request(rival, clock.now());
  const found = carrierCall(rival);
  carrier.listed = [found];
  const placing = makePlacer(carrier.telephony, clock).place(mine, never);
  await passUntilListed(clock, carrier, 2);
  await store.linkCarrierCall(rival.id, found.sid);
  expect(await outcomeOf(clock, placing)).toMatchObject({ placed: false });
  expect(await store.find(rival.id)).toMatchObject({ carrierSid: found.sid });
});

test('a listed call that was busy is known to have ended so', async () => {
  const [call, carrier, clock] = [await newCall(), makeCarrier('timeout'), makeManualClock(Date.now())];
  carrier.listed = [carrierCall(call, 'busy')];
  expect(await makePlacer(carrier.telephony, clock).place(call, never)).toEqual({
    placed: false,
    how: 'failed',
    reason: 'busy',
  });
  const [{ id: taskId } = { id: '' }] = call.tasks;
  const failure = { reason: 'agent_failure', fault: 'ours' } as const;
  await store.finish(call.id, call.fence, [{ taskId, answers: {}, required: [], failure }]);
  expect(await taskState(call)).toBe('queued');
});

test('a call that was asked for before is not asked for again by its next owner', async () => {
  const [call, carrier, clock] = [await newCall(), makeCarrier('ok'), makeManualClock(Date.now())];
  await placements.request(call, clock.now());
  carrier.listed = [carrierCall(call)];
  expect(await makePlacer(carrier.telephony, clock).place(call, never)).toMatchObject({ placed: true });
  expect(carrier.placed).toEqual([]);
});

test('waiting for news ends with the session', async () => {
  const [call, carrier, clock] = [await newCall(), makeCarrier('timeout'), makeManualClock(Date.now())];
  const session = new AbortController();
  const placing = makePlacer(carrier.telephony, clock).place(call, session.signal);
  await pass(clock, 3_000);
  session.abort();
  expect(await placing).toEqual({ placed: false, how: 'canceled', reason: 'aborted' });
  expect(await placeStateOf(call)).toBe('requested');
});

function makeReconciler(telephony: Telephony, clock: ManualClock) {
  return makePlacementReconciler({
    node: 'node_b',
    leaseMs: 60_000,
    store,
    placements,
    placer: makePlacer(telephony, clock),
    clock,
    logger: silentLogger,
  });
}

test('after a crash, a call that the carrier has is linked and left to the next owner', async () => {
  const [call, carrier, clock] = [await newCall(), makeCarrier('ok'), makeManualClock(Date.now())];
  await placements.request(call, clock.now());
  await expireLease(db, call.id);
  const found = carrierCall(call);
  carrier.listed = [found];
  await makeReconciler(carrier.telephony, clock).sweep();
  expect(carrier.placed).toEqual([]);
  expect(await store.find(call.id)).toMatchObject({ carrierSid: found.sid });
  expect(await store.claim(call.id, 'node_c', 60_000)).toBeDefined();
});

test('after a crash, a call that the carrier never had goes back into the queue', async () => {
  const [call, carrier] = [await newCall(), makeCarrier('ok')];
  await placements.request(call, Date.now() - 60_000);
  await expireLease(db, call.id);
  await makeReconciler(carrier.telephony, makeManualClock(Date.now())).sweep();
  expect(carrier.placed).toEqual([]);
  expect(await store.find(call.id)).toMatchObject({ state: 'ended' });
  expect(await taskState(call)).toBe('queued');
});

test('after a crash before the carrier was asked, there is nothing to look for', async () => {
  const [call, carrier] = [await newCall(), makeCarrier('ok')];
  await expireLease(db, call.id);
  await makeReconciler(carrier.telephony, makeManualClock(Date.now())).sweep();
  expect(carrier.lists).toBe(0);
  expect(await taskState(call)).toBe('queued');
});

async function taskState(call: OwnedCall): Promise<string> {
  const row = await db.system((tx) =>
    tx
      .selectFrom('call_tasks')
      .select('state')
      .where('id', '=', call.tasks[0]?.id ?? '')
      .executeTakeFirstOrThrow(),
  );
  return row.state;
}
