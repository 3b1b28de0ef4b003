import type { SoundKind } from '../kernel/speech.ts';
import { mulawLevel, mulawToLinear } from './mulaw.ts';

const windowSamples = 8_000;
const frameSamples = 160;
/** About -54 dB: line noise and comfort noise stay below. */
const silenceLevel = 70;
/** Within a second speech rises and falls with its syllables; music holds its level. */
const musicVariation = 0.35;
const speechVariation = 0.6;
/** Share of a window's energy in a call-progress tone's two frequencies that nothing else reaches. */
const toneShare = 0.75;
/**
 * How even a spectrum must be to be hiss: geometric over arithmetic mean of its power, 1 for white noise. Measured on
 * recordings: hiss 0.98 to 0.99, music 0.03 to 0.08, speech 0.03 to 0.3.
 */
const hissFlatness = 0.6;
/** Hertz, over the telephone band. */
const hissFrequencies = Array.from({ length: 38 }, (_, index) => 320 + 80 * index);
const hissBlock = 200;
/** North American call progress tones. */
const tones = { ringback: [440, 480], busy: [480, 620] } as const;
/** A fax machine: the one that calls (CNG), the one that answers (CED). ITU-T T.30. */
const faxTones = [1_100, 2_100] as const;
/** Shorter whistles are beeps of answering machines, or music. */
const faxSamples = 3_200;
/** Answering machines of fax turn their tone's phase about twice a second: it is looked at in shorter pieces. */
const faxBlock = 800;

/** So many windows (seconds) of a kind in a row until it counts. */
const confirmWindows: Readonly<Record<SoundKind, number>> = {
  // A turn's pauses and the gaps of a ringing tone are no silence.
  silence: 3,
  speech: 1,
  // Someone who speaks evenly for a few seconds is not music.
  music: 6,
  ringback: 1,
  busy: 2,
  // A fax machine that calls sends half a second of it every three seconds.
  fax: 1,
};
/** Four silent seconds separate two rings. */
const ringGapWindows = 6;

/** Plain data; replaced, never changed. */
export interface SoundState {
  /** What counts now. */
  kind: SoundKind;
  candidate: SoundKind;
  windows: number;
  /** The last second was music, ringing or silence, as the seconds before it were. */
  steady: boolean;
  /** µ-law bytes of the window that is being filled. */
  pending: Uint8Array;
}

export const initialSoundState: SoundState = {
  kind: 'silence',
  candidate: 'silence',
  windows: 0,
  steady: false,
  pending: new Uint8Array(0),
};

/** Takes in heard audio; `changed` is the new kind of sound where it changed. Decided over whole seconds. */
export function soundStep(
  state: SoundState,
  audio: Uint8Array,
): { state: SoundState; changed: SoundKind | undefined } {
  let pending: Uint8Array = Buffer.concat([state.pending, audio]);
  let next = state;
  while (pending.length >= windowSamples) {
    next = takeWindow(next, windowKind(pending.subarray(0, windowSamples)));
    pending = pending.subarray(windowSamples);
  }
  return { state: { ...next, pending }, changed: next.kind === state.kind ? undefined : next.kind };
}

function takeWindow(state: SoundState, kind: SoundKind | undefined): SoundState {
  if (kind === undefined) return { ...state, steady: false };
  const windows = kind === state.candidate ? state.windows + 1 : 1;
  const needed = kind === 'silence' && state.kind === 'ringback' ? ringGapWindows : confirmWindows[kind];
  const counts = windows >= needed ? kind : state.kind;
  const steady = kind === counts && (kind === 'music' || kind === 'ringback' || kind === 'silence');
  // Between two rings there is silence, which belongs to the ringing.
  const ringing = counts === 'ringback' && kind === 'silence';
  return { ...state, candidate: kind, windows, kind: counts, steady: steady || ringing };
}

/** What one second sounds like; undefined where it is neither one nor the other. */
function windowKind(audio: Uint8Array): SoundKind | undefined {
  const levels: number[] = [];
  for (let at = 0; at < audio.length; at += frameSamples) {
    levels.push(mulawLevel(audio.subarray(at, at + frameSamples)));
  }
  const mean = levels.reduce((sum, level) => sum + level, 0) / levels.length;
  if (mean < silenceLevel) return 'silence';
  const samples = Float64Array.from(audio, mulawToLinear);
  if (isTone(samples, tones.ringback)) return 'ringback';
  if (isTone(samples, tones.busy)) return 'busy';
  if (isFax(samples)) return 'fax';
  const variance = levels.reduce((sum, level) => sum + (level - mean) ** 2, 0) / levels.length;
  const variation = Math.sqrt(variance) / mean;
  // A line that hisses is silent, however loudly.
  if (variation <= musicVariation) return isHiss(samples) ? 'silence' : 'music';
  return variation >= speechVariation ? 'speech' : undefined;
}

function isTone(samples: Float64Array, frequencies: readonly [number, number]): boolean {
  const loud = loudPart(samples);
  let energy = 0;
  for (const sample of loud) energy += sample * sample;
  const powers = frequencies.map((hertz) => (2 * goertzel(loud, hertz)) / (loud.length * energy));
  const [low = 0, high = 0] = powers;
  return low + high >= toneShare && Math.min(low, high) > 0.15;
}

/** One tone of a fax machine and nothing else, for long enough. */
function isFax(samples: Float64Array): boolean {
  const loud = loudPart(samples);
  if (loud.length < faxSamples) return false;
  return faxTones.some((hertz) => {
    for (let at = 0; at + faxBlock <= loud.length; at += faxBlock) {
      const block = loud.subarray(at, at + faxBlock);
      const energy = block.reduce((sum, sample) => sum + sample * sample, 0);
      if ((2 * goertzel(block, hertz)) / (block.length * energy) < toneShare) return false;
    }
    return true;
  });
}

/** Power spread evenly over the band, as no music has it. */
function isHiss(samples: Float64Array): boolean {
  const powers = hissFrequencies.map((hertz) => {
    let power = 0;
    for (let at = 0; at + hissBlock <= samples.length; at += hissBlock)
      power += goertzel(samples.subarray(at, at + hissBlock), hertz);
    return power;
  });
  const arithmetic = powers.reduce((sum, power) => sum + power, 0) / powers.length;
  const geometric = Math.exp(powers.reduce((sum, power) => sum + Math.log(power), 0) / powers.length);
  return geometric >= hissFlatness * arithmetic;
}

/** The longest part without a pause: cadences begin and end within a window. */
function loudPart(samples: Float64Array): Float64Array {
  let best: [number, number] = [0, 0];
  let start = -1;
  for (let at = 0; at <= samples.length; at += frameSamples) {
    const frame = samples.subarray(at, at + frameSamples);
    const loud =
      frame.length > 0 && Math.sqrt(frame.reduce((sum, s) => sum + s * s, 0) / frame.length) >= silenceLevel;
    if (loud && start < 0) start = at;
    if (!loud && start >= 0) {
      if (at - start > best[1] - best[0]) best = [start, at];
      start = -1;
    }
  }
  return samples.subarray(best[0], best[1]);
}

/** Squared magnitude of one frequency. */
function goertzel(samples: Float64Array, hertz: number): number {
  const coefficient = 2 * Math.cos((2 * Math.PI * hertz) / 8_000);
  let previous = 0;
  let before = 0;
  for (const sample of samples) {
    const current = sample + coefficient * previous - before;
    before = previous;
    previous = current;
  }
  return previous * previous + before * before - coefficient * previous * before;
}
