import { describe, expect, it } from 'vitest';
import { FencedError } from '../kernel/call-store.ts';
import { ProviderError } from '../kernel/errors.ts';
import type { ScriptEvent } from '../script/event.ts';
import { digestOf, replay } from './binding.ts';
import { generationOf, leaseMs, makeFakeProposer, makeNode } from './testing/node.ts';
import { toyCall } from './testing/stores.ts';
import { toyScript } from './testing/toy-script.ts';

type Said = Extract<ScriptEvent, { type: 'said' }>;

/** A call that was answered, with its mouth open. */
async function speakingCall(options: Parameters<typeof makeNode>[0] = {}) {
  const node = makeNode(options);
  const { call, ear } = await node.answered();
  await node.hear(ear, 'open');
  const mouth = await node.connectMouth(call.id);
  const said = () => node.database.eventsOf(call.id).filter((event): event is Said => event.type === 'said');
  return { ...node, call, ear, mouth, said };
}

describe('a call that is placed', () => {
  it('is in the log, and its first document in the database, before the carrier is asked to dial', async () => {
    const order: string[] = [];
    const node = makeNode({
      placer: {
        place: (call) => {
          order.push(
            ...node.database.typesOf(call.id),
            `document ${[...node.database.call(call.id).documents.keys()].join()}`,
          );
          return Promise.resolve({ placed: true, sid: 'CA1' });
        },
      },
    });
    node.calls.begin(node.database.add(toyCall()));
    await node.clock.advance(100);
    expect(order).toEqual(['call_placed', 'document 0']);
  });

  it('is told that it was answered once, whether a document is asked for first or a callback comes first', async () => {
    const node = makeNode();
    const { call } = await node.answered();
    await node.calls.desk.status(call.id, {
      sid: 'CA-call_1',
      status: 'in-progress',
      sequence: 2,
      durationSeconds: null,
    });
    await node.next(call.id, 1);
    await node.clock.advance(100);
    expect(node.database.typesOf(call.id).filter((type) => type === 'call_answered')).toHaveLength(1);
  });

  it.each([
    ['busy', 'busy'],
    ['no-answer', 'no_answer'],
    ['failed', 'failed'],
    ['canceled', 'canceled'],
  ] as const)('ends when the carrier says %s, and its tasks are finished', async (status, how) => {
    const node = makeNode();
    const call = node.database.add(toyCall());
    node.calls.begin(call);
    await node.clock.advance(100);
    await node.calls.desk.status(call.id, { sid: 'CA-call_1', status, sequence: 1, durationSeconds: 0 });
    await node.clock.advance(100);
    expect(node.database.eventsOf(call.id).at(-1)).toMatchObject({ type: 'call_ended', how });
    expect(node.database.call(call.id).finished).toHaveLength(1);
    expect(node.calls.active()).toBe(0);
  });

  it('ends where the placer could not place it', async () => {
    const node = makeNode({
      placer: { place: () => Promise.resolve({ placed: false, how: 'failed', reason: 'rejected' }) },
    });
    const call = node.database.add(toyCall());
    node.calls.begin(call);
    await node.clock.advance(100);
    expect(node.database.typesOf(call.id)).toEqual(['call_placed', 'call_ended']);
    expect(node.database.call(call.id).finished).toHaveLength(1);
  });

  it('is not dialed where its machine fails at the very first event', async () => {
    const node = makeNode({
      binding: {
        ...toyScript,
        step: () => {
          throw new Error('a bug');
        },
      },
    });
    const call = node.database.add(toyCall());
    node.calls.begin(call);
    await node.clock.advance(1_000);
    expect(node.placed).toEqual([]);
    expect(node.database.call(call.id).finished[0]).toMatchObject([{ failure: { reason: 'agent_failure' } }]);
  });
});

describe('the carrier’s callbacks', () => {
  const callback = (status: 'ringing' | 'in-progress' | 'completed' | 'busy', sequence: number) => ({
    sid: 'CA-call_1',
    status,
    sequence,
    durationSeconds: null,
  });

  it('end the call once, however often and in whatever order they come', async () => {
    const node = makeNode();
    const { call } = await node.answered();
    for (const late of [
      callback('completed', 3),
      callback('completed', 3),
      callback('in-progress', 2),
      callback('ringing', 1),
      callback('busy', 4),
    ]) {
      await node.calls.desk.status(call.id, late);
      await node.clock.advance(100);
    }
    const types = node.database.typesOf(call.id);
    expect(types.filter((type) => type === 'call_ended')).toHaveLength(1);
    expect(types.at(-1)).toBe('call_ended');
    expect(node.database.call(call.id).finished).toHaveLength(1);
  });

  it('that come after the end do not say that the call was answered', async () => {
    const node = makeNode();
    const call = node.database.add(toyCall());
    node.calls.begin(call);
    await node.clock.advance(100);
    await node.calls.desk.status(call.id, callback('completed', 3));
    void node.next(call.id, 0);
    await node.clock.advance(100);
    expect(node.database.typesOf(call.id)).toEqual(['call_placed', 'call_ended']);
  });

  it('end the call although the database is away when they come', async () => {
    const node = makeNode();
    const { call } = await node.answered();
    node.database.away = true;
    await node.calls.desk.status(call.id, callback('completed', 3)).catch(() => undefined);
    await node.clock.advance(3_000);
    node.database.away = false;
    await node.clock.advance(5_000);
    expect(node.database.typesOf(call.id).at(-1)).toBe('call_ended');
    expect(node.database.call(call.id).finished).toHaveLength(1);
  });

  it('are not needed: a call that was never answered is looked up at the carrier', async () => {
    const node = makeNode();
    const call = node.database.add(toyCall());
    node.calls.begin(call);
    node.carrier.status = 'busy';
    await node.clock.advance(leaseMs * 2);
    expect(node.database.eventsOf(call.id).at(-1)).toMatchObject({ type: 'call_ended', how: 'busy' });
    expect(node.database.call(call.id).finished).toHaveLength(1);
  });

  it('are not needed: a call that has long been silent is looked up at the carrier', async () => {
    const node = makeNode();
    const { call } = await node.answered();
    node.carrier.status = 'completed';
    await node.clock.advance(leaseMs * 2);
    expect(node.database.typesOf(call.id)).toContain('call_ended');
  });
});

describe('pressing keys', () => {
  it('waits until the log is durable, then redirects to a document with the keys and says so', async () => {
    const node = makeNode();
    const { call, ear } = await node.answered();
    await ear.sound(400);
    node.database.away = true;
    node.opened.at(-1)?.hear('press 2w1');
    await node.clock.advance(5_000);
    expect(node.carrier.redirects).toEqual([]);
    node.database.away = false;
    await node.clock.advance(1_000);
    expect(node.carrier.redirects).toHaveLength(1);
    expect((await node.next(call.id, generationOf(node.carrier.redirects[0]))).press).toBe('2w1');
    expect(node.database.eventsOf(call.id)).toContainEqual(
      expect.objectContaining({ type: 'keys_pressed', pressId: 'p-2w1' }),
    );
  });

  it('is not reported where the carrier refused', async () => {
    const node = makeNode();
    const { call, ear } = await node.answered();
    node.carrier.refuses = new ProviderError('twilio', 'unavailable', 'No answer.');
    await node.hear(ear, 'press 1');
    expect(node.database.typesOf(call.id)).not.toContain('keys_pressed');
    node.carrier.refuses = undefined;
    await node.hear(ear, 'press 3');
    expect(node.database.eventsOf(call.id)).toContainEqual(
      expect.objectContaining({ type: 'keys_pressed', pressId: 'p-3' }),
    );
  });
});

describe('speaking', () => {
  it('waits for the mouth and reports what was heard once the mark came back', async () => {
    const node = makeNode();
    const { call, ear } = await node.answered();
    await node.hear(ear, 'open then say good morning');
    expect(node.database.typesOf(call.id)).not.toContain('said');
    const mouth = await node.connectMouth(call.id);
    await node.clock.advance(1_000);
    expect(node.database.typesOf(call.id)).not.toContain('said');
    mouth.echoMarks();
    await node.clock.advance(100);
    expect(node.database.eventsOf(call.id).at(-1)).toMatchObject({
      type: 'said',
      sayId: 's1',
      heardText: 'good morning',
      complete: true,
    });
  });

  it('discloses nothing before the log is durable', async () => {
    const { database, ear, mouth, opened, clock } = await speakingCall();
    await ear.sound(400);
    database.away = true;
    opened.at(-1)?.hear('disclose member number');
    await clock.advance(3_000);
    expect(mouth.receivedMs()).toBe(0);
    database.away = false;
    await clock.advance(2_000);
    expect(mouth.receivedMs()).toBeGreaterThan(0);
  });

  it('closes the mouth only after the last mark', async () => {
    const { database, call, hear, ear, mouth, clock } = await speakingCall();
    await hear(ear, 'say one moment then close');
    await clock.advance(1_000);
    expect(mouth.closedByUs()).toBe(false);
    mouth.echoMarks();
    await clock.advance(100);
    expect(mouth.closedByUs()).toBe(true);
    expect(database.typesOf(call.id).slice(-2)).toEqual(['said', 'mouth_closed']);
  });

  it('accounts for what never found a mouth when the mouth is given up, and does not say it later', async () => {
    const node = makeNode();
    const { call, ear } = await node.answered();
    await node.hear(ear, 'open then say hello there then close');
    await node.clock.advance(16_000);
    expect(node.database.eventsOf(call.id)).toContainEqual(
      expect.objectContaining({ type: 'said', sayId: 's1', heardText: '', complete: false }),
    );
    await node.hear(ear, 'open');
    const mouth = await node.connectMouth(call.id);
    await node.clock.advance(1_000);
    expect(mouth.receivedMs()).toBe(0);
  });

  it('does not keep a mouth that comes after it was given up', async () => {
    const node = makeNode();
    const { call, ear } = await node.answered();
    await node.hear(ear, 'open');
    const asked = await node.next(call.id, generationOf(node.carrier.redirects.at(-1)));
    await node.hear(ear, 'close');
    const mouth = node.connect('mouth', asked.then.kind === 'mouth' ? asked.then.stream : undefined);
    await node.clock.advance(100);
    expect(mouth.closedByUs()).toBe(true);
    expect(node.database.typesOf(call.id)).not.toContain('mouth_opened');
  });
});

describe('asking the model', () => {
  it('feeds what it proposes', async () => {
    const { proposer, asked } = makeFakeProposer();
    const { database, call, hear, ear, clock } = await speakingCall({ proposer });
    await hear(ear, 'ask');
    asked[0]?.answer([{ tool: 'say fine', arguments: {} }]);
    await clock.advance(500);
    expect(database.eventsOf(call.id)).toContainEqual(
      expect.objectContaining({ type: 'proposed', turnId: 't2' }),
    );
  });

  it('is given up when another turn was heard, and its late answer counts for nothing', async () => {
    const { proposer, asked } = makeFakeProposer();
    const { database, call, hear, ear, clock } = await speakingCall({ proposer });
    await hear(ear, 'ask');
    await hear(ear, 'actually');
    expect(asked[0]?.signal.aborted).toBe(true);
    asked[0]?.answer([{ tool: 'say too late', arguments: {} }]);
    await clock.advance(500);
    expect(database.typesOf(call.id)).not.toContain('proposed');
    expect(database.typesOf(call.id)).not.toContain('proposal_failed');
  });

  it('fails at once where there is no model', async () => {
    const { database, call, hear, ear } = await speakingCall();
    await hear(ear, 'ask');
    expect(database.eventsOf(call.id)).toContainEqual(
      expect.objectContaining({ type: 'proposal_failed', reason: 'unavailable' }),
    );
  });
});

describe('hanging up', () => {
  it('waits for the last mark', async () => {
    const { carrier, hear, ear, mouth, clock } = await speakingCall();
    await hear(ear, 'say goodbye now then hang up');
    await clock.advance(1_000);
    expect(carrier.hangUps).toBe(0);
    mouth.echoMarks();
    await clock.advance(100);
    expect(carrier.hangUps).toBe(1);
  });

  it('waits for a durable log', async () => {
    const { carrier, database, ear, opened, clock } = await speakingCall();
    await ear.sound(400);
    database.away = true;
    opened.at(-1)?.hear('hang up');
    await clock.advance(4_000);
    expect(carrier.hangUps).toBe(0);
    database.away = false;
    await clock.advance(1_000);
    expect(carrier.hangUps).toBe(1);
  });

  it('is over when the carrier says so, also where its callback is lost', async () => {
    const { carrier, database, call, hear, ear, clock } = await speakingCall();
    await hear(ear, 'hang up');
    carrier.status = 'completed';
    await clock.advance(5_000);
    expect(database.typesOf(call.id).at(-1)).toBe('call_ended');
    expect(carrier.hangUps).toBe(1);
  });

  it('is tried again, and is what the carrier is told whenever it asks', async () => {
    const { carrier, call, hear, ear, next, clock } = await speakingCall();
    carrier.refuses = new ProviderError('twilio', 'unavailable', 'No answer.');
    await hear(ear, 'hang up');
    await clock.advance(2_000);
    expect((await next(call.id, 999)).then.kind).toBe('hang_up');
    carrier.refuses = undefined;
    await clock.advance(4_000);
    expect(carrier.hangUps).toBe(1);
  });

  it('happens as soon as there is something to hang up, where a command came while the call was being placed', async () => {
    let place: () => void = () => undefined;
    const node = makeNode({
      placer: {
        place: () =>
          new Promise((resolve) => {
            place = () => resolve({ placed: true, sid: 'CA1' });
          }),
      },
    });
    const call = node.database.add(toyCall());
    node.calls.begin(call);
    node.database.call(call.id).commands.push({ kind: 'cancel' });
    await node.clock.advance(leaseMs);
    expect(node.carrier.hangUps).toBe(0);
    place();
    await node.clock.advance(10);
    expect(node.carrier.hangUps).toBe(1);
  });

  it('closes the mouth in the end, so that the carrier asks', async () => {
    const { carrier, hear, ear, mouth, clock } = await speakingCall();
    carrier.refuses = new ProviderError('twilio', 'unavailable', 'No answer.');
    await hear(ear, 'hang up');
    await clock.advance(15_000);
    expect(mouth.closedByUs()).toBe(true);
  });

  it('follows from a command', async () => {
    const { carrier, database, call, clock } = await speakingCall();
    database.call(call.id).commands.push({ kind: 'cancel' });
    await clock.advance(leaseMs / 2);
    expect(database.eventsOf(call.id)).toContainEqual(
      expect.objectContaining({ type: 'command', command: 'cancel' }),
    );
    expect(carrier.hangUps).toBeGreaterThan(0);
  });

  it('is told which task a command is about', async () => {
    const { database, call, clock } = await speakingCall();
    database.call(call.id).commands.push({ kind: 'cancel', taskId: 'task_2' });
    await clock.advance(leaseMs / 2);
    expect(database.eventsOf(call.id)).toContainEqual(
      expect.objectContaining({ type: 'command', command: 'cancel', taskId: 'task_2' }),
    );
  });
});

describe('finishing', () => {
  const completed = { sid: 'CA-call_1', status: 'completed', sequence: 9, durationSeconds: 60 } as const;

  it('happens once, after the log is durable, and is tried until the database is back', async () => {
    const { carrier, database, call, calls, clock } = await speakingCall();
    carrier.status = 'completed';
    await calls.desk.status(call.id, completed);
    database.away = true;
    await clock.advance(30_000);
    expect(database.call(call.id).finished).toHaveLength(0);
    database.away = false;
    await clock.advance(5_000);
    expect(database.call(call.id).finished).toHaveLength(1);
    expect(database.typesOf(call.id).at(-1)).toBe('call_ended');
    await clock.advance(60_000);
    expect(database.call(call.id).finished).toHaveLength(1);
    expect(calls.active()).toBe(0);
  });

  it('is left to the new owner where the call was lost', async () => {
    const { database, call, calls, clock } = await speakingCall();
    database.call(call.id).record = { ...database.call(call.id).record, fence: 2 };
    await calls.desk.status(call.id, completed);
    await clock.advance(5_000);
    expect(database.call(call.id).finished).toEqual([]);
    expect(calls.active()).toBe(0);
  });

  it('comes after the turn that was still being said', async () => {
    const { database, call, calls, ear, opened, clock } = await speakingCall();
    await ear.sound(400);
    opened.at(-1)?.interim('the status is denied');
    await calls.desk.status(call.id, completed);
    await clock.advance(100);
    const events = database.eventsOf(call.id);
    const ended = events.findIndex((event) => event.type === 'call_ended');
    expect(events[ended - 1]).toMatchObject({ type: 'turn_ended', turn: { text: 'the status is denied' } });
    expect(database.call(call.id).finished[0]).toMatchObject([{ answers: { status: { value: 'denied' } } }]);
  });

  it('leaves a log that rebuilds the state exactly', async () => {
    const digests: unknown[] = [];
    const { database, call, calls, hear, ear, mouth, clock } = await speakingCall({
      binding: {
        ...toyScript,
        step: (state, event) => {
          const next = toyScript.step(state, event);
          digests.push(digestOf(next.state));
          return next;
        },
      },
    });
    await hear(ear, 'say good morning then press 1');
    mouth.echoMarks();
    await calls.desk.status(call.id, completed);
    await clock.advance(1_000);
    expect(digestOf(replay(toyScript, database.eventsOf(call.id)))).toBe(digests.at(-1));
  });
});

describe('a machine that throws', () => {
  it('ends its own call as agent_failure with the answers so far, hangs up, and touches no other', async () => {
    const node = makeNode();
    const first = await node.answered();
    await node.hear(first.ear, 'the status is paid');
    const other = await node.answered({ id: 'call_2' });
    await first.ear.sound(400);
    node.opened[0]?.hear('break');
    await node.clock.advance(2_000);
    expect(node.database.call('call_1').finished).toMatchObject([
      [
        {
          taskId: 'task_1',
          failure: { reason: 'agent_failure', fault: 'ours' },
          answers: { status: { value: 'paid' } },
        },
      ],
    ]);
    expect(node.carrier.hangUps).toBe(1);
    expect(node.calls.active()).toBe(1);
    await node.hear(other.ear, 'press 4');
    expect(node.database.typesOf('call_2')).toContain('keys_pressed');
    expect(node.database.call('call_2').finished).toEqual([]);
  });

  it('says and presses nothing further', async () => {
    const { carrier, hear, ear, mouth, clock } = await speakingCall();
    await hear(ear, 'say a rather long sentence that takes its time then close then press 9');
    const redirects = carrier.redirects.length;
    await hear(ear, 'break');
    const receivedMs = mouth.receivedMs();
    await clock.advance(20_000);
    expect(mouth.receivedMs()).toBe(receivedMs);
    expect(carrier.redirects).toHaveLength(redirects);
    expect(mouth.closedByUs()).toBe(true);
  });

  it('harms nobody where its deadline or its answers throw as well', async () => {
    const node = makeNode({
      binding: {
        ...toyScript,
        deadline: (state) => {
          if (state.heard.includes('trouble')) throw new Error('a bug in the deadline');
          return undefined;
        },
        answers: (state) => {
          if (state.heard.includes('trouble')) throw new Error('a bug in the answers');
          return {};
        },
      },
    });
    const { ear } = await node.answered();
    await node.hear(ear, 'trouble');
    await node.clock.advance(1_000);
    expect(node.database.call('call_1').finished).toMatchObject([
      [{ answers: {}, failure: { reason: 'agent_failure' } }],
    ]);
  });
});

describe('a call that another node owns', () => {
  it('falls silent: nothing is said, pressed, hung up, logged or finished any more', async () => {
    const { carrier, database, call, calls, hear, ear, mouth, clock } = await speakingCall();
    const before = database.typesOf(call.id).length;
    database.call(call.id).record = { ...database.call(call.id).record, fence: 2 };
    await hear(ear, 'say something then press 1 then hang up');
    await clock.advance(leaseMs);
    expect(calls.active()).toBe(0);
    expect(mouth.closedByUs()).toBe(true);
    expect(ear.closedByUs()).toBe(true);
    expect(carrier.hangUps).toBe(0);
    expect(database.typesOf(call.id)).toHaveLength(before);
    expect(database.call(call.id).finished).toEqual([]);
  });

  it('is noticed with the next renewal of the lease', async () => {
    const { database, call, calls, clock } = await speakingCall();
    database.call(call.id).record = { ...database.call(call.id).record, fence: 2 };
    await clock.advance(leaseMs / 2);
    expect(calls.active()).toBe(0);
  });

  it('is noticed when its document cannot be stored', async () => {
    const { database, call, calls, next } = await speakingCall();
    const store = database.store.storeDocument.bind(database.store);
    database.store.storeDocument = () => Promise.reject(new FencedError('another owner'));
    await next(call.id, 500);
    database.store.storeDocument = store;
    expect(calls.active()).toBe(0);
  });
});
