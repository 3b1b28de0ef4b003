import { describe, expect, it } from 'vitest';
import { makeManualClock } from '../kernel/clock.ts';
import { silentLogger } from '../kernel/logger.ts';
import type { ScriptEvent } from '../script/event.ts';
import { Hearing } from './hearing.ts';
import { receiveStream } from './reception.ts';
import { Speaking } from './speaking.ts';
import { makeCarrierStream } from './testing/media-streams.ts';
import { makeFakeRecognizer, speakSlowly } from './testing/speech.ts';
import { toyCall } from './testing/stores.ts';

function rig() {
  const clock = makeManualClock();
  const events: ScriptEvent[] = [];
  const restarts: number[] = [];
  let refuses = false;
  const { recognizer, opened } = makeFakeRecognizer();
  const callMs = () => clock.now();
  const feed = (event: ScriptEvent) => void events.push(event);
  const speaking = new Speaking({
    callId: 'call_1',
    callMs,
    clock,
    logger: silentLogger,
    speakClause: speakSlowly,
    mouthWanted: () => true,
    onSaid: feed,
    onOpened: () => hearing.mouthStarted(),
    onClosed: () => undefined,
    onAudioSaid: () => undefined,
  });
  const hearing: Hearing = new Hearing({
    call: toyCall(),
    callMs,
    clock,
    logger: silentLogger,
    recognizer,
    recorder: undefined,
    keyterms: ['Example Health'],
    speaking,
    feed,
    restartEar: () => {
      restarts.push(clock.now());
      return refuses ? Promise.reject(new Error('no answer')) : Promise.resolve();
    },
    turnsTold: 3,
  });
  hearing.expect({ to: 'person' });
  function connect(role: 'ear' | 'mouth') {
    const carrier = makeCarrierStream(clock);
    receiveStream(carrier.socket, {
      role,
      admit: () => ({ hearing, speaking, connected: () => undefined }),
      clock,
      logger: silentLogger,
    });
    carrier.start('token');
    return carrier;
  }
  const types = () => events.map((event) => event.type);
  const say = (text: string, interruptible: boolean) =>
    speaking.say({
      type: 'say',
      sayId: 's1',
      clauses: [{ text, sensitive: false }],
      interruptible,
      disclosing: false,
    });
  const recognition = () => {
    const last = opened.at(-1);
    if (last === undefined) throw new Error('no recognition was opened');
    return last;
  };
  return {
    clock,
    hearing,
    speaking,
    events,
    types,
    restarts,
    opened,
    recognition,
    connect,
    say,
    refuse: (now: boolean) => (refuses = now),
  };
}

const long = 'this sentence takes rather more than three seconds to be spoken by the toy';

describe('the ears of a call', () => {
  it('send what the ear hears to one recognition, with the names on the case', async () => {
    const { connect, opened } = rig();
    await connect('ear').sound(1_000);
    expect(opened).toHaveLength(1);
    expect(opened[0]).toMatchObject({ sentMs: 1_000, keyterms: ['Example Health'] });
  });

  it('tell the beginning of a turn and, after a pause, the turn on the call’s clock with the next number', async () => {
    const { connect, recognition, clock, events } = rig();
    await clock.advance(10_000);
    const ear = connect('ear');
    await ear.sound(1_000);
    recognition().hear('good morning', 400);
    await clock.advance(2_000);
    expect(events).toMatchObject([
      { type: 'speech_began', text: 'good morning' },
      { type: 'turn_ended', turn: { id: 't4', text: 'good morning', startMs: 10_600, endMs: 11_000 } },
    ]);
  });

  it('use the mouth’s audio only while there is no ear', async () => {
    const { connect, recognition, clock } = rig();
    const ear = connect('ear');
    const mouth = connect('mouth');
    await ear.sound(200);
    await mouth.sound(200);
    expect(recognition().sentMs).toBe(200);
    ear.drop();
    await mouth.sound(300);
    expect(recognition().sentMs).toBe(500);
    const next = connect('ear');
    await mouth.sound(200);
    await next.sound(100);
    expect(recognition().sentMs).toBe(600);
    await clock.advance(10);
  });

  it('place what a second ear hears on the same clock', async () => {
    const { connect, recognition, clock, events } = rig();
    const ear = connect('ear');
    await ear.sound(1_000);
    ear.drop();
    await clock.advance(4_000);
    await connect('ear').sound(1_000);
    recognition().hear('are you there', 400);
    await clock.advance(2_000);
    expect(events.at(-1)).toMatchObject({ type: 'turn_ended', turn: { startMs: 5_600, endMs: 6_000 } });
  });

  it('ask for another ear when one is lost, without crowding the carrier, until it comes', async () => {
    const { connect, restarts, clock } = rig();
    const ear = connect('ear');
    await ear.sound(100);
    ear.stop();
    await clock.advance(3_000);
    expect(restarts).toEqual([1_100]);
    await clock.advance(5_000);
    expect(restarts).toHaveLength(2);
    connect('ear');
    await clock.advance(60_000);
    expect(restarts).toHaveLength(2);
  });

  it('ask again soon where the carrier refused', async () => {
    const { connect, restarts, clock, refuse } = rig();
    refuse(true);
    connect('ear').drop();
    await clock.advance(3_500);
    expect(restarts).toEqual([1_000, 2_000, 3_000]);
  });

  it('ask for an ear that was expected and never came', async () => {
    const { hearing, restarts, clock } = rig();
    hearing.expectEar();
    await clock.advance(5_100);
    expect(restarts).toEqual([5_000]);
  });

  it('listen to one ear: an older one is closed', async () => {
    const { connect, recognition } = rig();
    const older = connect('ear');
    const newer = connect('ear');
    expect(older.closedByUs()).toBe(true);
    await newer.sound(100);
    expect(recognition().sentMs).toBe(100);
  });

  it('say when recognition failed, and open it anew', async () => {
    const { connect, recognition, opened, clock, types } = rig();
    const ear = connect('ear');
    await ear.sound(100);
    recognition().tell({ type: 'failed', reason: 'unavailable' });
    expect(types()).toEqual(['ear_lost']);
    await clock.advance(5_000);
    await ear.sound(200);
    expect(opened).toHaveLength(2);
    expect(opened[1]?.sentMs).toBe(200);
  });

  it('cut what is being said when somebody speaks, and then tell the turn', async () => {
    const { connect, recognition, clock, say, events, speaking } = rig();
    const ear = connect('ear');
    const mouth = connect('mouth');
    say(long, true);
    await ear.sound(1_500);
    recognition().interim('wait a minute');
    await clock.advance(10);
    expect(mouth.sent.at(-1)?.event).toBe('clear');
    expect(speaking.speaking).toBe(false);
    expect(events.at(-1)).toMatchObject({ type: 'said', complete: false });
    recognition().hear('wait a minute please');
    await clock.advance(2_000);
    expect(events.at(-1)).toMatchObject({ type: 'turn_ended', turn: { overlapped: true } });
  });

  it('let nobody cut what must be said to the end', async () => {
    const { connect, recognition, say, speaking, clock } = rig();
    const ear = connect('ear');
    connect('mouth');
    say(long, false);
    await ear.sound(1_500);
    recognition().interim('wait a minute');
    await clock.advance(10);
    expect(speaking.speaking).toBe(true);
  });

  it('take our own voice coming back for nobody', async () => {
    const { connect, recognition, say, types, clock } = rig();
    const ear = connect('ear');
    connect('mouth');
    say(long, true);
    await ear.sound(1_500);
    const word = (text: string, startMs: number) => ({
      text,
      startMs,
      endMs: startMs + 200,
      confidence: 0.9,
    });
    recognition().tell({
      type: 'interim',
      text: 'this sentence takes',
      words: [word('this', 600), word('sentence', 800), word('takes', 1_000)],
      startMs: 600,
      endMs: 1_200,
    });
    await clock.advance(10);
    expect(types()).toEqual([]);
  });

  it('ask the recogniser for what it still holds back before a turn is over', async () => {
    const { connect, recognition, clock } = rig();
    const ear = connect('ear');
    await ear.sound(500);
    recognition().interim('good morning');
    await clock.advance(1_200);
    expect(recognition().finalized).toBe(1);
  });

  it('at the end of the call tell the turn that was still open, close everything and hear no more', async () => {
    const { connect, recognition, hearing, events, clock, restarts } = rig();
    const ear = connect('ear');
    await ear.sound(500);
    recognition().interim('it was denied');
    hearing.end();
    expect(events.at(-1)).toMatchObject({ type: 'turn_ended', atMs: 500, turn: { text: 'it was denied' } });
    expect(ear.closedByUs()).toBe(true);
    expect(recognition().closed).toBe(true);
    const told = events.length;
    recognition().hear('more words');
    expect(connect('ear').closedByUs()).toBe(true);
    await clock.advance(10_000);
    expect(events).toHaveLength(told);
    expect(restarts).toEqual([]);
  });
});
