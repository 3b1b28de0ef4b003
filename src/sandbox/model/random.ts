/** Numbers from 0 to 1 that a seed fixes (mulberry32), with the draws that are made of them. */
export interface Dice {
  chance(probability: number): boolean;
  pick<T>(from: readonly T[]): T | undefined;
  /** A whole number below `limit`. */
  below(limit: number): number;
}

export function makeDice(seed: number): Dice {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    chance: (probability) => next() < probability,
    pick: (from) => from[below(from.length)],
    below,
  };
}
