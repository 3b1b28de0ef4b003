import type { Random } from '../random.ts';
import { makeRandom } from '../random.ts';

/** Seeded choices. */
export interface Draw {
  chance: (share: number) => boolean;
  /** Whole numbers, both ends included. */
  int: (from: number, to: number) => number;
  pick: <T>(from: readonly T[]) => T;
  /** Picks by weight. */
  weighed: <T extends string>(weights: Readonly<Record<T, number>>) => T;
  /** Some of these, in an order of chance. */
  some: <T>(from: readonly T[], share: number) => T[];
  shuffled: <T>(from: readonly T[]) => T[];
  digits: (count: number) => string;
  letters: (count: number) => string;
}

/** Letters that are not taken for digits, nor for one another more than need be. */
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ';

export function makeDraw(seed: number): Draw {
  const random: Random = makeRandom(seed);
  const int = (from: number, to: number) => from + Math.floor(random() * (to - from + 1));
  const shuffled = <T>(from: readonly T[]): T[] =>
    from
      .map((value) => ({ value, key: random() }))
      .sort((a, b) => a.key - b.key)
      .map(({ value }) => value);
  return {
    chance: (share) => random() < share,
    int,
    pick<T>(from: readonly T[]): T {
      const picked = from[int(0, from.length - 1)];
      if (picked === undefined) throw new Error('There is nothing to pick from.');
      return picked;
    },
    weighed<T extends string>(weights: Readonly<Record<T, number>>): T {
      const entries = Object.entries(weights) as [T, number][];
      let left = random() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [name, weight] of entries) {
        left -= weight;
        if (left < 0) return name;
      }
      const last = entries.at(-1);
      if (last === undefined) throw new Error('There is nothing to pick from.');
      return last[0];
    },
    some: (from, share) => shuffled(from.filter(() => random() < share)),
    shuffled,
    digits: (count) => Array.from({ length: count }, () => String(int(0, 9))).join(''),
    letters: (count) =>
      Array.from({ length: count }, () => alphabet[int(0, alphabet.length - 1)] ?? 'A').join(''),
  };
}
