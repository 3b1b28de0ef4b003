import { seededRandom } from '../sandbox/payor/random.ts';

export type { Random } from '../sandbox/payor/random.ts';
export const makeRandom = seededRandom;

/** A seed for one named part of a run, so that adding a scenario leaves the others as they were. */
export function seedOf(seed: number, name: string): number {
  let hash = (seed ^ 0x811c9dc5) >>> 0;
  for (const char of name) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 16_777_619) >>> 0;
  return hash;
}
