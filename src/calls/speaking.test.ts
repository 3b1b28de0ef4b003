import { describe, expect, it } from 'vitest';
import { makeManualClock } from '../kernel/clock.ts';
import { silentLogger } from '../kernel/logger.ts';
import { MediaStream } from '../media/twilio-stream.ts';
import { Speaking } from './speaking.ts';
import { makeCarrierStream } from './testing/media-streams.ts';
import { speakSlowly } from './testing/speech.ts';

function rig() {
  const clock = makeManualClock();
  const happened: string[] = [];
  let wanted = true;
  const speaking = new Speaking({
    callId: 'call_1',
    callMs: () => clock.now(),
    clock,
    logger: silentLogger,
    speakClause: speakSlowly,
    mouthWanted: () => wanted,
    onSaid: ({ sayId, heardText, complete }) =>
      happened.push(`${sayId} ${complete ? 'whole' : 'cut'}: ${heardText}`),
    onOpened: () => happened.push('opened'),
    onClosed: () => happened.push('closed'),
    onAudioSaid: () => undefined,
  });
  function mouth() {
    const carrier = makeCarrierStream(clock);
    const stream: MediaStream = new MediaStream(carrier.socket, {
      start: () => speaking.attach(stream),
      audio: () => undefined,
      mark: (name) => speaking.marked(stream, name),
      end: () => speaking.lost(stream),
    });
    carrier.start('token');
    return carrier;
  }
  const say = (sayId: string, texts: string[], interruptible = true) =>
    speaking.say({
      type: 'say',
      sayId,
      clauses: texts.map((text) => ({ text, sensitive: false })),
      interruptible,
      disclosing: false,
    });
  return { clock, speaking, happened, mouth, say, unwanted: () => (wanted = false) };
}

const long = 'this sentence takes rather more than three seconds to be spoken by the toy';

describe('the mouth of a call', () => {
  it('keeps what is to be said until a mouth stands, then says it one after the other', async () => {
    const { clock, happened, mouth, say } = rig();
    say('s1', ['good morning']);
    say('s2', ['this is Robin']);
    await clock.advance(1_000);
    expect(happened).toEqual([]);
    const carrier = mouth();
    await clock.advance(1_000);
    expect(happened).toEqual(['opened']);
    carrier.echoMarks();
    await clock.advance(1_000);
    carrier.echoMarks();
    await clock.advance(10);
    expect(happened).toEqual(['opened', 's1 whole: good morning', 's2 whole: this is Robin']);
  });

  it('sends a mark after every clause and never runs far ahead', async () => {
    const { clock, mouth, say } = rig();
    const carrier = mouth();
    say('s1', [long, 'and so on']);
    await clock.advance(500);
    expect(carrier.receivedMs()).toBeLessThanOrEqual(900);
    await clock.advance(5_000);
    expect(carrier.sent.filter((frame) => frame.event === 'mark')).toHaveLength(2);
  });

  it('does not hold a lost mark against the other side for ever', async () => {
    const { clock, happened, mouth, say } = rig();
    mouth();
    say('s1', ['hello']);
    await clock.advance(10_000);
    expect(happened).toEqual(['opened', 's1 whole: hello']);
  });

  it('is cut by an interruption: the buffer is cleared and every say accounted for, the current one first', async () => {
    const { clock, speaking, happened, mouth, say } = rig();
    const carrier = mouth();
    say('s1', [long]);
    say('s2', ['and more']);
    await clock.advance(1_500);
    speaking.interrupt();
    await clock.advance(10);
    expect(carrier.sent.at(-1)?.event).toBe('clear');
    expect(happened[1]).toMatch(/^s1 cut: this sentence takes/);
    expect(happened[1]).not.toContain('toy');
    expect(happened.slice(2)).toEqual(['s2 cut: ']);
    const received = carrier.receivedMs();
    await clock.advance(3_000);
    expect(carrier.receivedMs()).toBe(received);
  });

  it('does not count marks echoed because of the clear for the next say', async () => {
    const { clock, speaking, happened, mouth, say } = rig();
    const carrier = mouth();
    say('s1', ['a short clause', long]);
    await clock.advance(1_000);
    speaking.interrupt();
    say('s1', ['said once more']);
    await clock.advance(50);
    carrier.echoMarks();
    await clock.advance(10);
    expect(happened.filter((line) => line.includes('once more'))).toEqual([]);
  });

  it('is lost in the middle of a say: what was heard is told, and the rest waits for the next mouth', async () => {
    const { clock, happened, mouth, say } = rig();
    const carrier = mouth();
    say('s1', [long]);
    say('s2', ['hello again']);
    await clock.advance(1_500);
    carrier.drop();
    await clock.advance(10);
    expect(happened[1]).toMatch(/^s1 cut: this sentence/);
    expect(happened[2]).toBe('closed');
    const next = mouth();
    await clock.advance(1_000);
    next.echoMarks();
    await clock.advance(10);
    expect(happened.slice(3)).toEqual(['opened', 's2 whole: hello again']);
  });

  it('replaces an older mouth, whose end is then of no interest', async () => {
    const { clock, happened, mouth } = rig();
    const older = mouth();
    mouth();
    older.drop();
    await clock.advance(10);
    expect(happened).toEqual(['opened', 'opened']);
  });

  it('tells what was heard before a clause that could not be made', async () => {
    const { clock, happened, mouth, say } = rig();
    const carrier = mouth();
    say('s1', ['the first half', 'unspeakable']);
    await clock.advance(900);
    carrier.echoMarks();
    await clock.advance(5_000);
    expect(happened[1]).toMatch(/^s1 cut: the/);
    expect(happened).toHaveLength(2);
  });

  it('is idle when the last mark came back, or when waiting has taken long enough', async () => {
    const { clock, speaking, mouth, say } = rig();
    const carrier = mouth();
    say('s1', ['hello']);
    let idle = 0;
    void speaking.idle(60_000).then(() => (idle += 1));
    await clock.advance(500);
    expect(idle).toBe(0);
    carrier.echoMarks();
    await clock.advance(10);
    expect(idle).toBe(1);
    say('s2', [long]);
    void speaking.idle(1_000).then(() => (idle += 1));
    await clock.advance(999);
    expect(idle).toBe(1);
    await clock.advance(2);
    expect(idle).toBe(2);
  });

  it('is let go at once when it is closed, without waiting for the socket’s own end', async () => {
    const { clock, speaking, happened, mouth, say } = rig();
    const carrier = mouth();
    say('s1', [long]);
    say('s2', ['never said']);
    await clock.advance(1_500);
    speaking.closeMouth();
    await clock.advance(10);
    expect(carrier.closedByUs()).toBe(true);
    expect(happened.slice(2)).toEqual(['s2 cut: ', 'closed']);
  });

  it('is not opened where none is wanted any more', () => {
    const { happened, mouth, unwanted } = rig();
    unwanted();
    expect(mouth().closedByUs()).toBe(true);
    expect(happened).toEqual([]);
  });

  it('accounts for everything when the call ends, and is silent and shut from then on', async () => {
    const { clock, speaking, happened, mouth, say } = rig();
    const carrier = mouth();
    say('s1', [long]);
    say('s2', ['never said']);
    await clock.advance(1_500);
    await speaking.end();
    expect(happened).toHaveLength(3);
    expect(happened.at(-1)).toBe('s2 cut: ');
    expect(carrier.closedByUs()).toBe(true);
    say('s3', ['too late']);
    expect(mouth().closedByUs()).toBe(true);
    await clock.advance(1_000);
    expect(happened).toHaveLength(3);
  });
});
