import { describe, expect, it } from 'vitest';
import type { SoundKind } from '../kernel/speech.ts';
import { initialSoundState, soundStep } from './sound.ts';

/** ITU-T G.711 µ-law, written out apart from the decoder. */
function encode(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const magnitude = Math.min(Math.abs(Math.round(sample)), 32_635) + 132;
  const exponent = Math.floor(Math.log2(magnitude)) - 7;
  const mantissa = (magnitude >> (exponent + 3)) & 0x0f;
  return ~(sign | (exponent << 4) | mantissa) & 0xff;
}

type Wave = (seconds: number) => number;
const sine =
  (hertz: number, level = 4_000): Wave =>
  (t) =>
    level * Math.sin(2 * Math.PI * hertz * t);
const sum =
  (...waves: Wave[]): Wave =>
  (t) =>
    waves.reduce((total, wave) => total + wave(t), 0);
const cadence =
  (wave: Wave, on: number, off: number): Wave =>
  (t) =>
    t % (on + off) < on ? wave(t) : 0;

const quiet: Wave = (t) => 8 * Math.sin(t * 5_000);
/** A chord over a bass, with a soft beat. */
const music: Wave = (t) =>
  (1 + 0.2 * Math.sin(4 * t)) * sum(sine(220, 1_500), sine(277, 1_200), sine(330, 1_200), sine(660, 600))(t);
/** Syllables four a second, words with pauses: a buzz whose level rises and falls. */
const speech: Wave = (t) => {
  const syllable = Math.max(0, Math.sin(2 * Math.PI * 4 * t)) ** 2;
  return (t % 1.3 < 0.9 ? syllable : 0) * sum(sine(140, 3_000), sine(700, 2_500), sine(1_900, 1_500))(t);
};
const ringback = cadence(sum(sine(440), sine(480)), 2, 4);
const busy = cadence(sum(sine(480), sine(620)), 0.5, 0.5);

/** What is told, and in which second, of waves that follow each other. */
function told(
  ...parts: readonly (readonly [wave: Wave, seconds: number])[]
): [second: number, kind: SoundKind][] {
  let state = initialSoundState;
  const changes: [number, SoundKind][] = [];
  let at = 0;
  for (const [wave, seconds] of parts) {
    for (let frame = 0; frame < seconds * 50; frame += 1, at += 1) {
      const audio = Uint8Array.from({ length: 160 }, (_, i) => encode(wave((frame * 160 + i) / 8_000)));
      const step = soundStep(state, audio);
      state = step.state;
      if (step.changed !== undefined) changes.push([Math.ceil(at / 50), step.changed]);
    }
  }
  return changes;
}

describe('the sound of a call', () => {
  it('is speech within a second', () => {
    expect(told([quiet, 3], [speech, 10])).toEqual([[4, 'speech']]);
  });

  it('is music after six seconds of it, not before', () => {
    expect(told([speech, 5], [music, 5])).toEqual([[1, 'speech']]);
    expect(told([speech, 5], [music, 20])).toEqual([
      [1, 'speech'],
      [11, 'music'],
    ]);
  });

  it('is speech again as soon as somebody speaks after the music', () => {
    expect(told([music, 12], [speech, 3]).at(-1)).toEqual([13, 'speech']);
  });

  it('is silence after three seconds without sound', () => {
    expect(told([speech, 4], [quiet, 2], [speech, 2])).toEqual([[1, 'speech']]);
    expect(told([speech, 4], [quiet, 4]).at(-1)).toEqual([7, 'silence']);
  });

  it('is ringing through the pauses between rings', () => {
    expect(told([ringback, 18])).toEqual([[1, 'ringback']]);
  });

  it('is busy', () => {
    expect(told([busy, 6])).toEqual([[2, 'busy']]);
  });

  it('is a fax machine, one that calls or one that answers', () => {
    expect(told([quiet, 3], [cadence(sine(1_100), 0.5, 3), 8]).at(-1)?.[1]).toBe('fax');
    expect(told([quiet, 3], [sine(2_100), 3])).toEqual([[4, 'fax']]);
  });

  it('is no fax machine where an answering machine beeps', () => {
    expect(told([quiet, 3], [sine(1_000), 1], [quiet, 4]).map(([, kind]) => kind)).not.toContain('fax');
    expect(told([quiet, 3], [cadence(sine(1_100), 0.2, 3), 4]).map(([, kind]) => kind)).not.toContain('fax');
  });

  it('is silence on a line that hisses, however loudly, and music behind it is music', () => {
    let seed = 1;
    // A generator of its own, so that it is the same noise each time.
    const hiss =
      (level: number): Wave =>
      () => {
        seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
        return level * (seed / 0x3fffffff - 1);
      };
    for (const level of [200, 1_500]) {
      expect(told([hiss(level), 20])).toEqual([]);
      expect(told([speech, 5], [hiss(level), 10]).map(([, kind]) => kind)).toEqual(['speech', 'silence']);
      expect(told([sum(music, hiss(level)), 12]).map(([, kind]) => kind)).toEqual(['music']);
    }
  });

  it('is steady while music goes on, and not where somebody speaks over it', () => {
    const over = sum(speech, (t) => 0.4 * music(t));
    const steadyAfter = (...parts: [Wave, number][]) => {
      let state = initialSoundState;
      for (const [wave, seconds] of parts)
        for (let frame = 0; frame < seconds * 50; frame += 1) {
          const audio = Uint8Array.from({ length: 160 }, (_, i) => encode(wave((frame * 160 + i) / 8_000)));
          state = soundStep(state, audio).state;
        }
      return state.steady;
    };
    expect(steadyAfter([music, 10])).toBe(true);
    expect(steadyAfter([music, 10], [over, 2])).toBe(false);
    expect(steadyAfter([music, 10], [speech, 2])).toBe(false);
    expect(steadyAfter([ringback, 16])).toBe(true);
    expect(steadyAfter([music, 3])).toBe(false);
  });
});
