import { describe, expect, it } from 'vitest';
import { decodeMulaw, encodeMulaw } from './mulaw.ts';
import { makeWidener, resample } from './resample.ts';
import { busyTone, holdMusic, ringBack, tone } from './synthesis.ts';
import { readWav, writeWav } from './wav.ts';

const sine = (hz: number, rate: number, count: number): Int16Array =>
  Int16Array.from({ length: count }, (_, at) =>
    Math.round(10_000 * Math.sin((2 * Math.PI * hz * at) / rate)),
  );

const rms = (samples: Int16Array): number =>
  Math.sqrt(samples.reduce((sum, sample) => sum + sample ** 2, 0) / samples.length);

describe('µ-law', () => {
  it('gives every byte back, but for the two zeros', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    const again = encodeMulaw(decodeMulaw(bytes));
    expect([...again].filter((byte, at) => byte !== at)).toEqual([0xff]);
  });

  it('has the values of the standard', () => {
    expect([...decodeMulaw(Uint8Array.of(0x00, 0x80, 0xff, 0x7f))]).toEqual([-32_124, 32_124, 0, 0]);
    expect([...encodeMulaw(Int16Array.of(0, 32_767, -32_768))]).toEqual([0xff, 0x80, 0x00]);
  });

  it('stays within a thirty-second of the sample', () => {
    const samples = Int16Array.from({ length: 300 }, (_, at) => at * 100 + 500);
    decodeMulaw(encodeMulaw(samples)).forEach((value, at) => {
      const sample = samples[at] ?? 0;
      expect(Math.abs(value - sample)).toBeLessThanOrEqual(sample / 32 + 8);
    });
  });
});

describe('change of rate', () => {
  it('takes away what the telephone cannot carry and keeps what it can', () => {
    expect(rms(resample(sine(6000, 16_000, 8000), 16_000, 8000))).toBeLessThan(150);
    expect(rms(resample(sine(1000, 16_000, 8000), 16_000, 8000))).toBeGreaterThan(6900);
  });

  it('leaves an image in the upper band when it widens, which plain interpolation would not', () => {
    const image = (factor: number): number => {
      const wide = makeWidener(factor)(sine(1000, 8000, 4000));
      // A sum of neighbours passes 1 kHz and all but removes its image at 7 kHz; their difference does the reverse.
      return rms(wide.map((sample, at) => (sample - (wide[at + 1] ?? sample)) / 2));
    };
    expect(image(0.7)).toBeGreaterThan(1.2 * image(1));
  });

  it('widens chunk by chunk as it does in one piece', () => {
    const samples = sine(700, 8000, 333);
    const widen = makeWidener();
    const parts = [...widen(samples.subarray(0, 100)), ...widen(samples.subarray(100))];
    expect(parts).toEqual([...makeWidener()(samples)]);
  });
});

describe('WAV', () => {
  it('reads what it wrote', () => {
    const wav = { sampleRate: 8000, channels: 2, samples: Int16Array.of(1, -2, 3, -32_768) };
    expect(readWav(writeWav(wav))).toEqual(wav);
  });

  it('refuses other files', () => {
    expect(() => readWav(new Uint8Array(60))).toThrow('not a WAV file');
  });
});

describe('line sounds', () => {
  it('last as long as they should', () => {
    expect(ringBack().length).toBe(48_000);
    expect(busyTone(2).length).toBe(16_000);
    expect(tone([440], 250).length).toBe(2000);
    expect(holdMusic(3000).length).toBe(24_000);
  });

  it('play music that never falls silent', () => {
    const music = decodeMulaw(holdMusic(8000));
    for (let at = 800; at + 800 <= music.length; at += 800)
      expect(rms(music.subarray(at, at + 800))).toBeGreaterThan(500);
  });
});
