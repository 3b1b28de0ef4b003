import { describe, expect, it } from 'vitest';
import type { RecognitionEvent } from '../kernel/speech.ts';
import { withoutSoftEcho } from './echo.ts';
import { VoiceLevel } from './voice-level.ts';

/** µ-law bytes at both ends of the range: a loud voice, and one 24 dB below it. */
const loud = new Uint8Array(8_000).fill(0x10);
const soft = new Uint8Array(8_000).fill(0x50);

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
/** We speak during the fifth second. */
const playingText = (startMs: number, endMs: number) =>
  startMs < 5_000 && endMs > 4_000 ? 'the member id is golf' : '';

function lineWith(sounds: readonly [audio: Uint8Array, atMs: number][]): VoiceLevel {
  const level = new VoiceLevel();
  for (const [audio, atMs] of sounds) level.heard(audio, atMs);
  return level;
}
const textOf = (event: RecognitionEvent) => ('text' in event ? event.text : undefined);

describe('our own voice coming back softly', () => {
  it('is left out, whatever recognition made of it', () => {
    const level = lineWith([
      [loud, 1_000],
      [soft, 4_000],
    ]);
    withoutSoftEcho(final('how can i help', 1_000), playingText, level);
    expect(textOf(withoutSoftEcho(final('id is june', 4_100), playingText, level))).toBe('');
  });

  it('confirms nothing where it is placed behind our last word', () => {
    const level = lineWith([
      [loud, 1_000],
      [soft, 5_000],
    ]);
    withoutSoftEcho(final('how can i help', 1_000), playingText, level);
    expect(textOf(withoutSoftEcho(final('correct', 5_600), playingText, level))).toBe('');
  });

  it('is no reason to leave out who talks over us', () => {
    const level = lineWith([
      [loud, 1_000],
      [loud, 4_000],
    ]);
    withoutSoftEcho(final('how can i help', 1_000), playingText, level);
    expect(textOf(withoutSoftEcho(final('wait a moment', 4_100), playingText, level))).toBe('wait a moment');
  });

  it('is not looked for while nothing is played, nor before the other side was heard', () => {
    const quiet = lineWith([
      [loud, 1_000],
      [soft, 8_000],
    ]);
    withoutSoftEcho(final('how can i help', 1_000), playingText, quiet);
    expect(textOf(withoutSoftEcho(final('just a moment', 8_000), playingText, quiet))).toBe('just a moment');
    const unknown = lineWith([[soft, 4_000]]);
    expect(textOf(withoutSoftEcho(final('hello there', 4_100), playingText, unknown))).toBe('hello there');
  });
});
