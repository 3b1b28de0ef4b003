import { describe, expect, it } from 'vitest';
import type { LoggedEvent, OwnedCall } from '../kernel/call-store.ts';
import { makeManualClock } from '../kernel/clock.ts';
import type { ScriptEvent } from '../script/event.ts';
import type { NodeOptions } from './testing/node.ts';
import { leaseMs, makeFakeCarrier, makeNode } from './testing/node.ts';
import { makeFakeDatabase, makeFakeSpool, toyCall } from './testing/stores.ts';

const placed: ScriptEvent = {
  type: 'call_placed',
  atMs: 0,
  today: '2026-01-01',
  tasks: [{ id: 'task_1', callType: 'toy', externalId: 'ext-1', inputs: {} }],
  practice: toyCall().tasks[0]?.practice ?? { name: '', npi: '', taxId: '', phone: '' },
  payorName: 'Example Health',
  agentName: 'Robin',
  scriptVersion: 'toy-1',
  modelAvailable: false,
};
const answered: ScriptEvent = { type: 'call_answered', atMs: 100 };
const turn = (text: string, atMs = 2_000): ScriptEvent => ({
  type: 'turn_ended',
  atMs,
  turn: { id: 't1', text, words: [], startMs: 0, endMs: 0, confidence: 0.9, overlapped: false },
});
const ended: ScriptEvent = { type: 'call_ended', atMs: 9_000, how: 'completed' };
const entries = (events: readonly ScriptEvent[], from = 0): LoggedEvent[] =>
  events.map((event, index) => ({ sequence: from + index, event }));

/** A call whose node is gone: its log is in the database, its lease has run out. */
function abandoned(
  events: readonly ScriptEvent[],
  options: NodeOptions & { call?: Partial<OwnedCall> } = {},
) {
  const clock = makeManualClock(60_000);
  const database = makeFakeDatabase();
  const call = database.add(
    toyCall({ carrierSid: 'CA-call_1', state: 'live', generation: 4, ...options.call }),
  );
  database.call(call.id).log.push(...entries(events));
  database.call(call.id).leased = false;
  return { call, ...makeNode({ clock, database, node: 'node_2', ...options }) };
}

describe('taking over a call at the carrier’s next question', () => {
  it('replays the log, tells the machine, and answers with a new ear', async () => {
    const { next, database, clock, call, calls } = abandoned([placed, answered, turn('the status is paid')]);
    const document = await next(call.id, 5);
    expect(document.ear).toMatchObject({ name: 'ear-201' });
    expect(document.then.kind).toBe('park');
    await clock.advance(100);
    expect(database.typesOf(call.id)).toEqual([
      'call_placed',
      'call_answered',
      'turn_ended',
      'owner_changed',
    ]);
    expect(calls.active()).toBe(1);
    expect(database.call(call.id).record).toMatchObject({ ownerNode: 'node_2', fence: 2 });
  });

  it('goes on with the state that the log leads to, and with the turns’ numbers', async () => {
    const { next, connect, hear, calls, database, clock, call } = abandoned([
      placed,
      answered,
      turn('the status is paid'),
    ]);
    const ear = connect('ear', (await next(call.id, 5)).ear);
    await hear(ear, 'anything else');
    await calls.desk.status(call.id, {
      sid: 'CA-call_1',
      status: 'completed',
      sequence: 5,
      durationSeconds: 9,
    });
    await clock.advance(100);
    expect(database.eventsOf(call.id)).toContainEqual(
      expect.objectContaining({ type: 'turn_ended', turn: expect.objectContaining({ id: 't2' }) as unknown }),
    );
    expect(database.call(call.id).finished).toMatchObject([[{ answers: { status: { value: 'paid' } } }]]);
  });

  it('appends first what only the spool of a crashed process holds', async () => {
    const spool = makeFakeSpool();
    spool.files.set('call_1', entries([answered, turn('the status is paid')], 1));
    const { next, database, clock, call } = abandoned([placed, answered], { spool });
    await next(call.id, 5);
    await clock.advance(100);
    expect(database.typesOf(call.id)).toEqual([
      'call_placed',
      'call_answered',
      'turn_ended',
      'owner_changed',
    ]);
    expect(database.call(call.id).log.map((entry) => entry.sequence)).toEqual([0, 1, 2, 3]);
    expect(spool.files.size).toBe(0);
  });

  it('drops a spool that another owner’s log has overtaken', async () => {
    const spool = makeFakeSpool();
    spool.files.set('call_1', entries([turn('mine'), turn('was never seen'), turn('by anybody')], 2));
    const { next, database, clock, call } = abandoned(
      [placed, answered, { type: 'owner_changed', atMs: 1_000 }],
      { spool },
    );
    await next(call.id, 5);
    await clock.advance(100);
    expect(database.typesOf(call.id)).toEqual([
      'call_placed',
      'call_answered',
      'owner_changed',
      'owner_changed',
    ]);
    expect(spool.files.size).toBe(0);
  });

  it('of a call that was still ringing learns from the question that it was answered', async () => {
    const { next, database, clock, call, hear, connect, carrier } = abandoned([placed], {
      call: { carrierSid: null, state: 'placing', generation: 0 },
    });
    const ear = connect('ear', (await next(call.id, 0, 'CA-late')).ear);
    await clock.advance(100);
    expect(database.typesOf(call.id)).toEqual(['call_placed', 'owner_changed', 'call_answered']);
    await hear(ear, 'hang up');
    expect(carrier.hangUps).toBe(1);
  });

  it('never lets the call’s clock run backwards', async () => {
    const { next, database, clock, call } = abandoned([placed, answered, turn('hello', 3_600_000)]);
    await next(call.id, 5);
    await clock.advance(100);
    expect(database.eventsOf(call.id).at(-1)).toMatchObject({ type: 'owner_changed', atMs: 3_600_000 });
  });

  it('carries out a finish that was decided and not done', async () => {
    const { next, database, clock, call, calls } = abandoned([placed, answered, ended]);
    expect((await next(call.id, 5)).then.kind).toBe('hang_up');
    await clock.advance(1_000);
    expect(database.call(call.id).finished).toHaveLength(1);
    expect(database.typesOf(call.id).filter((type) => type === 'call_ended')).toHaveLength(1);
    expect(calls.active()).toBe(0);
  });

  it('ends a call whose log breaks the machine as agent_failure, instead of trying for ever', async () => {
    const { next, database, clock, call, carrier } = abandoned([
      placed,
      answered,
      turn('the status is paid'),
      turn('break'),
    ]);
    expect((await next(call.id, 5)).then.kind).toBe('hang_up');
    await clock.advance(1_000);
    expect(carrier.hangUps).toBe(1);
    expect(database.call(call.id).finished).toMatchObject([
      [{ failure: { reason: 'agent_failure' }, answers: { status: { value: 'paid' } } }],
    ]);
  });
});

describe('looking for abandoned calls', () => {
  it('takes them over and redirects them to a document with a new ear', async () => {
    const { calls, carrier, clock, next, call } = abandoned([placed, answered]);
    calls.start();
    await clock.advance(6_000);
    expect(carrier.redirects).toHaveLength(1);
    const document = await next(call.id, Number(carrier.redirects[0]?.split('/').at(-1)));
    expect(document.ear).toBeDefined();
    await calls.stop();
  });

  it('asks for the ear by request where the redirect failed', async () => {
    const { calls, carrier, clock } = abandoned([placed, answered]);
    carrier.refuses = new Error('no answer');
    calls.start();
    await clock.advance(6_000);
    carrier.refuses = undefined;
    await clock.advance(6_000);
    expect(carrier.ears).toHaveLength(1);
    await calls.stop();
  });

  it('ends those that are over at the carrier', async () => {
    const { calls, carrier, clock, database, call } = abandoned([placed, answered]);
    carrier.status = 'completed';
    calls.start();
    await clock.advance(6_000);
    expect(database.call(call.id).finished).toHaveLength(1);
    await calls.stop();
  });

  it('is not held up by one that cannot be taken over', async () => {
    const { calls, database, clock, carrier } = abandoned([placed, answered]);
    database.add(toyCall({ id: 'call_2', carrierSid: 'CA-call_2', state: 'live' }));
    database.call('call_2').log.push(...entries([placed, answered]));
    database.call('call_2').leased = false;
    const read = database.log.read.bind(database.log);
    database.log.read = (id) => (id === 'call_1' ? Promise.reject(new Error('cannot be opened')) : read(id));
    calls.start();
    await clock.advance(6_000);
    expect(carrier.redirects).toHaveLength(1);
    expect(carrier.redirects[0]).toContain('call_2');
    await calls.stop();
  });

  it('leaves a node’s own calls to it when their lease ran out during an outage', async () => {
    const node = makeNode();
    const { call, ear } = await node.answered();
    node.calls.start();
    node.database.call(call.id).leased = false;
    await node.clock.advance(leaseMs);
    expect(node.database.call(call.id).record.fence).toBe(1);
    await node.hear(ear, 'press 1');
    expect(node.database.typesOf(call.id)).toContain('keys_pressed');
    await node.calls.stop();
  });
});

describe('two nodes', () => {
  it('hand a call over when one is stopped, without ending it', async () => {
    const clock = makeManualClock();
    const database = makeFakeDatabase();
    const carrier = makeFakeCarrier();
    const first = makeNode({ clock, database, carrier });
    const second = makeNode({ clock, database, carrier, node: 'node_2' });
    const { call, ear } = await first.answered();
    await first.hear(ear, 'the status is paid');
    await first.calls.stop();
    expect(first.calls.active()).toBe(0);
    expect(ear.closedByUs()).toBe(true);
    expect(carrier.hangUps).toBe(0);
    const newEar = second.connect('ear', (await second.next(call.id, 1)).ear);
    await second.hear(newEar, 'press 1');
    expect(database.typesOf(call.id).slice(-4)).toEqual([
      'owner_changed',
      'speech_began',
      'turn_ended',
      'keys_pressed',
    ]);
    const { log } = database.call(call.id);
    expect(log.map((entry) => entry.sequence)).toEqual(log.map((_, index) => index));
  });

  it('never act on one call at once: the one that lost it is silent although it has not noticed', async () => {
    const clock = makeManualClock();
    const database = makeFakeDatabase();
    const carrier = makeFakeCarrier();
    const first = makeNode({ clock, database, carrier });
    const second = makeNode({ clock, database, carrier, node: 'node_2' });
    const { call, ear } = await first.answered();
    database.call(call.id).leased = false;
    await second.next(call.id, 1);
    await first.hear(ear, 'press 9 then hang up');
    expect(carrier.redirects).toEqual([]);
    expect(carrier.hangUps).toBe(0);
    expect(first.calls.active()).toBe(0);
    expect(database.typesOf(call.id).at(-1)).toBe('owner_changed');
  });

  it('do not wait for a database that is away when one is stopped', async () => {
    const node = makeNode();
    const { ear } = await node.answered();
    node.database.away = true;
    await node.hear(ear, 'hello');
    let stopped = false;
    void node.calls.stop().then(() => (stopped = true));
    await node.clock.advance(10_000);
    expect(stopped).toBe(true);
    expect(node.spool.files.size).toBe(1);
  });
});
