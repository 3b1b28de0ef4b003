import { describe, expect, it } from 'vitest';
import type { Listening, RecognitionEvent } from '../kernel/speech.ts';
import { Background } from './background.ts';
import { VoiceLevel } from './voice-level.ts';

/** µ-law bytes of a loud voice, one 10 dB below it, and one 24 dB below it. */
const loud = 0x10;
const lower = 0x28;
const soft = 0x50;
type Sound = typeof loud | typeof lower | typeof soft;

/** Words of 150 ms, five a second, from that time on. */
const final = (text: string, startMs: number): RecognitionEvent => ({
  type: 'final',
  text,
  startMs,
  endMs: startMs + 900,
  confidence: 0.9,
  endOfUtterance: true,
  words: text.split(' ').map((word, index) => ({
    text: word,
    startMs: startMs + index * 200,
    endMs: startMs + index * 200 + 150,
    confidence: 0.9,
  })),
});

/** A line on which we speak during the fifth second, and somebody said "how can i help" loudly in the second. */
function line({ to = 'person', known = true }: { to?: Listening['to']; known?: boolean } = {}) {
  const level = new VoiceLevel();
  const background = new Background({
    level,
    playingText: (startMs, endMs) => (startMs < 5_000 && endMs > 4_000 ? 'the member id is golf' : ''),
  });
  const sounds = (sound: Sound, atMs: number, ms = 1_000) =>
    level.heard(new Uint8Array(ms * 8).fill(sound), atMs);
  const without = (event: RecognitionEvent) => background.without(event, { to }, 60_000);
  const heard = (event: RecognitionEvent) => {
    const left = without(event);
    return left !== undefined && 'text' in left ? left.text : undefined;
  };
  if (known) {
    sounds(loud, 1_000);
    heard(final('how can i help', 1_000));
  }
  return { sounds, heard, without };
}

describe('our own voice coming back softly', () => {
  it('is left out, whatever recognition made of it', () => {
    const { sounds, heard } = line();
    sounds(soft, 4_000);
    expect(heard(final('id is june', 4_100))).toBe('');
  });

  it('confirms nothing where it is placed behind our last word', () => {
    const { sounds, heard } = line();
    sounds(soft, 5_000);
    expect(heard(final('correct', 5_600))).toBe('');
  });

  it('is no reason to leave out who talks over us', () => {
    const { sounds, heard } = line();
    sounds(loud, 4_000);
    expect(heard(final('wait a moment', 4_100))).toBe('wait a moment');
  });

  it('is not believed for its length', () => {
    const { sounds, heard } = line({ to: 'hold' });
    sounds(soft, 4_000);
    for (let times = 0; times < 20; times += 1) expect(heard(final('id is june and', 4_100))).toBe('');
  });
});

describe('somebody else in their room', () => {
  it('says nothing that we hear, before, between and behind their words', () => {
    const { sounds, heard } = line();
    sounds(soft, 8_000, 400);
    sounds(loud, 8_400, 600);
    sounds(soft, 9_000, 400);
    expect(heard(final('yes i that is right we went', 8_000))).toBe('that is right');
    sounds(soft, 12_000);
    expect(heard(final('told him so', 12_000))).toBe('');
  });

  it('does not keep their turn open by beginning to speak', () => {
    const { sounds, without } = line();
    sounds(soft, 12_000);
    expect(without({ type: 'speech_started', atMs: 12_100 })).toBeUndefined();
    sounds(loud, 13_000);
    expect(without({ type: 'speech_started', atMs: 13_100 })).toBeDefined();
  });

  it('is not told from them before anybody was heard', () => {
    const { sounds, heard } = line({ known: false });
    sounds(soft, 1_000);
    expect(heard(final('hello there', 1_000))).toBe('hello there');
  });
});

describe('somebody who speaks less loudly than who was heard before', () => {
  it('is heard, and held against the background by their own voice', () => {
    const { sounds, heard } = line();
    sounds(lower, 8_000, 600);
    sounds(soft, 8_600);
    expect(heard(final('my name is he said so', 8_000))).toBe('my name is');
  });

  it.each([
    ['hold', 5],
    ['person', 15],
  ] as const)('is believed far below it, listening to a %s, after %i seconds alone', (to, seconds) => {
    const { sounds, heard } = line({ to });
    // Five words of 150 ms fill three quarters of a second.
    const breaths = Math.ceil((seconds * 1_000) / 750);
    let atMs = 8_000;
    for (let breath = 1; breath < breaths; breath += 1, atMs += 1_000) {
      sounds(soft, atMs);
      expect(heard(final('hello are you there please', atMs))).toBe('');
    }
    sounds(soft, atMs);
    expect(heard(final('hello are you there please', atMs))).toBe('hello are you there please');
    sounds(soft, atMs + 1_000);
    expect(heard(final('i am here', atMs + 1_000))).toBe('i am here');
  });

  it('is not believed where others speak in between', () => {
    const { sounds, heard } = line({ to: 'hold' });
    for (let atMs = 8_000; atMs < 20_000; atMs += 2_000) {
      sounds(soft, atMs);
      expect(heard(final('hello are you there please', atMs))).toBe('');
      sounds(loud, atMs + 1_000);
      heard(final('please stay on the line', atMs + 1_000));
    }
  });
});
