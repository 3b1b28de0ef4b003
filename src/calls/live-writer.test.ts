import { beforeEach, describe, expect, it } from 'vitest';
import { makeManualClock, type ManualClock } from '../kernel/clock.ts';
import type { LiveRow } from '../kernel/floor.ts';
import { silentLogger } from '../kernel/logger.ts';
import type { ScriptEvent } from '../script/event.ts';
import { LiveCallState, LiveWriter } from './live-writer.ts';
import { toyCall } from './testing/stores.ts';

let clock: ManualClock;
let writes: (readonly LiveRow[])[];
/** What the database does with a write. */
let answer: (rows: readonly LiveRow[]) => Promise<ReadonlySet<string>>;
let writer: LiveWriter;

const all = (rows: readonly LiveRow[]) => Promise.resolve(new Set(rows.map(({ callId }) => callId)));

beforeEach(() => {
  clock = makeManualClock();
  writes = [];
  answer = all;
  const store = {
    write(rows: readonly LiveRow[]) {
      writes.push(rows);
      return answer(rows);
    },
  };
  writer = new LiveWriter({ store, mask: (text) => `masked ${text}`, clock, logger: silentLogger });
});

const callOf = (id: string) =>
  new LiveCallState(toyCall({ id, startedAtMs: 0 }), () => clock.monotonic(), writer);

const heard = (text: string): ScriptEvent => ({
  type: 'turn_ended',
  atMs: clock.monotonic(),
  turn: { id: 't1', text, words: [], startMs: 0, endMs: clock.monotonic(), confidence: 1, overlapped: false },
});

const lastRow = (callId: string) => writes.at(-1)?.find((row) => row.callId === callId);

describe('the rows of running calls', () => {
  it('are written in one statement for all calls, at most once a second', async () => {
    const [one, two] = [callOf('call_1'), callOf('call_2')];
    await clock.advance(100);
    expect(writes.map((rows) => rows.map(({ callId }) => callId))).toEqual([['call_1', 'call_2']]);
    for (let times = 0; times < 20; times++) {
      one.hears(`word ${times}`);
      two.hears(`other ${times}`);
      await clock.advance(10);
    }
    expect(writes).toHaveLength(1);
    await clock.advance(1_000);
    expect(writes).toHaveLength(2);
    expect(lastRow('call_1')?.words.beingSaid?.text).toBe('word 19');
  });

  it('are not written where nothing changed', async () => {
    const call = callOf('call_1');
    await clock.advance(5_000);
    call.took({ type: 'sound_changed', atMs: 0, sound: 'music' }, 'dialing');
    await clock.advance(60_000);
    expect(writes).toHaveLength(1);
  });

  it('are written again where the database could not, or would not wait', async () => {
    callOf('call_1');
    answer = () => Promise.reject(new Error('away'));
    await clock.advance(1_500);
    answer = () => Promise.resolve(new Set());
    await clock.advance(1_000);
    answer = all;
    await clock.advance(10_000);
    expect(writes.length).toBeGreaterThanOrEqual(3);
    const tries = writes.length;
    await clock.advance(10_000);
    expect(writes).toHaveLength(tries);
  });

  it('are let alone once the call is over', async () => {
    const call = callOf('call_1');
    await clock.advance(100);
    call.hears('bye');
    call.close();
    await clock.advance(5_000);
    expect(writes).toHaveLength(1);
  });
});

describe('what is shown of a call', () => {
  it('are its last words, masked for the wallboard, and how long it was on hold', async () => {
    const call = callOf('call_1');
    await clock.advance(1_000);
    call.took({ type: 'call_answered', atMs: 1_000 }, 'menu');
    await clock.advance(4_000);
    call.took({ type: 'sound_changed', atMs: 5_000, sound: 'music' }, 'hold');
    await clock.advance(60_000);
    call.took(heard('Thanks for holding.'), 'conversation.greeting');
    await clock.advance(2_000);
    expect(lastRow('call_1')).toMatchObject({
      phase: 'conversation',
      phaseSince: '1970-01-01T00:01:05.000Z',
      holdMs: 60_000,
      words: {
        last: { speaker: 'menu', text: 'Thanks for holding.', masked: 'masked Thanks for holding.' },
        beingSaid: null,
      },
    });
    expect(call.spent()).toEqual({ holdMs: 60_000, activeMs: 6_000 });
  });

  it('is what the other side is saying, and else what we say', async () => {
    const call = callOf('call_1');
    call.took({ type: 'call_answered', atMs: 0 }, 'conversation.inquiry');
    call.says('s1', 'What is the status?');
    await clock.advance(1_100);
    expect(lastRow('call_1')?.words.beingSaid).toEqual({ speaker: 'agent', text: 'What is the status?' });
    call.hears('it is');
    await clock.advance(1_100);
    expect(lastRow('call_1')?.words.beingSaid).toEqual({ speaker: 'representative', text: 'it is' });
    call.took(
      { type: 'said', atMs: 1, sayId: 's1', heardText: 'What is the status?', startMs: 0, complete: true },
      'conversation.inquiry',
    );
    call.took(heard('it is paid'), 'conversation.inquiry');
    await clock.advance(1_100);
    expect(lastRow('call_1')?.words.beingSaid).toBeNull();
  });

  it('rings where the carrier says so', async () => {
    const call = callOf('call_1');
    call.rings();
    await clock.advance(100);
    expect(lastRow('call_1')?.phase).toBe('ringing');
  });
});
