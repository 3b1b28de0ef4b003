/** Sounds of a telephone line made from numbers: call progress tones and hold music. All of it µ-law at 8 kHz. */
import { encodeMulaw, mulawSilence } from './mulaw.ts';

const rateHz = 8000;

const samplesOf = (ms: number): number => Math.round((ms * rateHz) / 1000);

export function silence(ms: number): Uint8Array {
  return new Uint8Array(samplesOf(ms)).fill(mulawSilence);
}

/** Several sines at once, each with an equal share of `level` (0–1 of full scale). */
export function tone(frequenciesHz: readonly number[], ms: number, level = 0.2): Uint8Array {
  const share = (level * 32_767) / Math.max(1, frequenciesHz.length);
  return encodeMulaw(
    Int16Array.from({ length: samplesOf(ms) }, (_, index) =>
      Math.round(
        share * frequenciesHz.reduce((sum, hz) => sum + Math.sin((2 * Math.PI * hz * index) / rateHz), 0),
      ),
    ),
  );
}

/** North American ring-back: 440 + 480 Hz, two seconds on and four off. One cadence; repeat it. */
export function ringBack(): Uint8Array {
  return Buffer.concat([tone([440, 480], 2000, 0.15), silence(4000)]);
}

/** North American busy signal: 480 + 620 Hz, half a second on and half off. */
export function busyTone(seconds: number): Uint8Array {
  const beat = [tone([480, 620], 500, 0.15), silence(500)];
  return Buffer.concat(Array.from({ length: seconds }, () => beat).flat());
}

const noteHz = (semitonesFromA4: number): number => 440 * 2 ** (semitonesFromA4 / 12);

interface Note {
  semitone: number;
  startMs: number;
  ms: number;
  level: number;
}

const beatMs = 480;

/** Four bars, I–vi–IV–V, as [bass, chord, melody] in semitones from A4. */
const bars = [
  { bass: -21, chord: [-9, -5, -2], melody: [3, 7, 10, 7] },
  { bass: -24, chord: [-12, -9, -5], melody: [3, 0, 3, 7] },
  { bass: -28, chord: [-16, -12, -9], melody: [8, 5, 3, 0] },
  { bass: -26, chord: [-14, -10, -7], melody: [2, 5, 2, -2] },
] as const;

function notesOf(ms: number): Note[] {
  const barMs = 4 * beatMs;
  return Array.from({ length: Math.ceil(ms / barMs) }, (_, bar) => {
    const startMs = bar * barMs;
    const { bass, chord, melody } = bars[(bar % bars.length) as 0];
    return [
      { semitone: bass, startMs, ms: barMs, level: 0.25 },
      ...chord.map((semitone) => ({ semitone, startMs, ms: barMs, level: 0.12 })),
      ...melody.map((semitone, beat) => ({
        semitone,
        startMs: startMs + beat * beatMs,
        ms: beatMs * 1.4,
        level: 0.22,
      })),
    ];
  }).flat();
}

/** Hold music: a slow electric-piano progression, `ms` long, that never falls silent. */
export function holdMusic(ms: number, level = 0.25): Uint8Array {
  const sum = new Float64Array(samplesOf(ms));
  for (const note of notesOf(ms)) {
    const hz = noteHz(note.semitone);
    const from = samplesOf(note.startMs);
    const length = samplesOf(note.ms);
    for (let index = 0; index < length && from + index < sum.length; index += 1) {
      const time = index / rateHz;
      const attack = Math.min(1, index / 160);
      const release = Math.min(1, (length - index) / 400);
      const body =
        Math.sin(2 * Math.PI * hz * time) + 0.35 * Math.sin(4 * Math.PI * hz * time) * Math.exp(-4 * time);
      sum[from + index] =
        (sum[from + index] ?? 0) + note.level * attack * release * Math.exp(-0.9 * time) * body;
    }
  }
  return encodeMulaw(
    Int16Array.from(sum, (value) => Math.round(Math.max(-1, Math.min(1, value * level * 2)) * 32_767)),
  );
}
