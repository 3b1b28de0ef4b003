/** Tells held notes from speech by steadiness: speech never keeps both its level and its pitch for a whole second. */

/** Long enough that no vowel lasts it, 20 ms blocks. */
const windowBlocks = 50;
/** Measured: hold music has 1.0–3.5 dB and 1.1–5.3 crossings; a second of speech without a dip is above one of them. */
const steadyDb = 3.8;
const steadyCrossings = 5.6;

export const musicWindowMs = windowBlocks * 20;

function deviation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

function zeroCrossings(block: Int16Array): number {
  let crossings = 0;
  for (let at = 1; at < block.length; at += 1)
    if ((block[at] ?? 0) < 0 !== (block[at - 1] ?? 0) < 0) crossings += 1;
  return crossings;
}

/** Feed block by block; true while the last second was steady sound. */
export function makeMusicDetector(): (block: Int16Array, db: number, loud: boolean) => boolean {
  let levels: number[] = [];
  let crossings: number[] = [];
  return (block, db, loud) => {
    if (!loud) {
      levels = [];
      crossings = [];
      return false;
    }
    levels = [...levels.slice(1 - windowBlocks), db];
    crossings = [...crossings.slice(1 - windowBlocks), zeroCrossings(block)];
    return (
      levels.length === windowBlocks && deviation(levels) < steadyDb && deviation(crossings) < steadyCrossings
    );
  };
}
