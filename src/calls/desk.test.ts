import { describe, expect, it } from 'vitest';
import { makeManualClock } from '../kernel/clock.ts';
import { silentLogger } from '../kernel/logger.ts';
import type { CallDocument } from '../kernel/telephony.ts';
import { makeCarrierAddresses } from './addresses.ts';
import { makeCarrierDesk } from './desk.ts';
import type { SessionDoor } from './registry.ts';
import { SessionRegistry } from './registry.ts';
import { makeFakeCarrier } from './testing/node.ts';
import { makeFakeDatabase, toyCall } from './testing/stores.ts';

const parked = (seconds: number): CallDocument => ({
  then: { kind: 'park', seconds, nextUrl: 'https://holdfast.example/elsewhere' },
});
const completed = { sid: 'CA1', status: 'completed', sequence: 4, durationSeconds: 10 } as const;

function rig() {
  const clock = makeManualClock(1_700_000_000_000);
  const database = makeFakeDatabase();
  const registry = new SessionRegistry();
  const told: string[] = [];
  const resumed: string[] = [];
  const session: SessionDoor = {
    callId: 'call_1',
    documentFor: (generation) => Promise.resolve(parked(generation + 100)),
    carrierAsked: (sid) => told.push(`asked ${sid}`),
    carrierStatus: (sid, status) => told.push(`${status} ${sid}`),
    personAnswered: () => told.push('person answered'),
    personLeft: (how) => told.push(`person ${how}`),
  };
  const desk = makeCarrierDesk({
    registry,
    store: database.store,
    telephony: makeFakeCarrier().telephony,
    addresses: makeCarrierAddresses('https://holdfast.example', 'https://node.holdfast.example'),
    node: 'node_1',
    leaseMs: 20_000,
    clock,
    logger: silentLogger,
    resume: (call) => {
      resumed.push(call.id);
      registry.add(session);
      return Promise.resolve();
    },
    receive: () => undefined,
  });
  const next = async (generation: number) =>
    JSON.parse(await desk.next('call_1', generation, 'CA1')) as CallDocument;
  return { clock, database, registry, session, desk, next, told, resumed };
}

const blindPark = (generation: number) => ({
  then: {
    kind: 'park',
    seconds: 5,
    nextUrl: `https://holdfast.example/twilio/calls/call_1/next/${generation}`,
  },
});

describe('what the carrier is told to do next', () => {
  it('comes from the owner, which learns that it was asked', async () => {
    const { next, registry, session, told } = rig();
    registry.add(session);
    expect(await next(7)).toEqual(parked(107));
    expect(told).toEqual(['asked CA1']);
  });

  it('is the stored document where another node owns the call', async () => {
    const { next, database, resumed } = rig();
    database.add(toyCall());
    await database.store.storeDocument('call_1', 1, 7, parked(33));
    expect(await next(7)).toEqual(parked(33));
    expect(resumed).toEqual([]);
  });

  it('is to ask again soon where another node owns the call and has not decided yet', async () => {
    const { next, database } = rig();
    database.add(toyCall());
    expect(await next(8)).toEqual(blindPark(8));
  });

  it('is decided by whoever was asked where the owner is gone', async () => {
    const { next, database, resumed, told } = rig();
    database.add(toyCall());
    database.call('call_1').leased = false;
    expect(await next(7)).toEqual(parked(107));
    expect(resumed).toEqual(['call_1']);
    expect(told).toEqual(['asked CA1']);
    expect(database.call('call_1').record.fence).toBe(2);
  });

  it('is to hang up where the call has ended or never was', async () => {
    const { next, database } = rig();
    expect((await next(1)).then.kind).toBe('hang_up');
    database.add(toyCall({ state: 'ended' }));
    expect((await next(1)).then.kind).toBe('hang_up');
  });

  it('is to ask the same again soon while the database is away', async () => {
    const { next, database } = rig();
    database.add(toyCall());
    database.away = true;
    expect(await next(9)).toEqual(blindPark(9));
  });

  it('is said in time where the database does not answer at all', async () => {
    const { next, database, clock } = rig();
    database.add(toyCall());
    database.silent = true;
    const answer = next(9);
    await clock.advance(6_000);
    expect(await answer).toEqual(blindPark(9));
  });

  it('is a park where the owner itself fails', async () => {
    const { next, registry, session } = rig();
    registry.add({ ...session, documentFor: () => Promise.reject(new Error('a bug')) });
    expect(await next(9)).toEqual(blindPark(9));
  });

  it('is, as the fallback, a park that leads to a number nobody handed out', () => {
    const { desk } = rig();
    const document = JSON.parse(desk.fallback('call_1')) as CallDocument;
    expect(document.then).toMatchObject({ kind: 'park', seconds: 5 });
    const url = document.then.kind === 'park' ? document.then.nextUrl : '';
    expect(Number(url.split('/').at(-1))).toBeGreaterThanOrEqual(1_000_000);
  });
});

describe('a status callback', () => {
  it('links the carrier’s call and reaches the session', async () => {
    const { desk, database, registry, session, told } = rig();
    database.add(toyCall());
    registry.add(session);
    await desk.status('call_1', { sid: 'CA1', status: 'ringing', sequence: 1, durationSeconds: null });
    expect(database.call('call_1').record.carrierSid).toBe('CA1');
    expect(told).toEqual(['ringing CA1']);
  });

  it('that comes late tells the session what the call’s state is, not what it was', async () => {
    const { desk, database, registry, session, told } = rig();
    database.add(toyCall());
    registry.add(session);
    await desk.status('call_1', completed);
    await desk.status('call_1', { sid: 'CA1', status: 'in-progress', sequence: 2, durationSeconds: null });
    expect(told).toEqual(['completed CA1', 'completed CA1']);
  });

  it('reaches the session while the database is away, and fails so that the carrier repeats it', async () => {
    const { desk, database, registry, session, told } = rig();
    database.add(toyCall());
    registry.add(session);
    database.away = true;
    await expect(desk.status('call_1', completed)).rejects.toThrow('connection refused');
    expect(told).toEqual(['completed CA1']);
  });

  it('for a call that runs elsewhere is stored for its owner', async () => {
    const { desk, database } = rig();
    database.add(toyCall());
    await desk.status('call_1', completed);
    expect(database.call('call_1').status).toMatchObject({ status: 'completed' });
  });
});
