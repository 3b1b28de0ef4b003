import type { Random } from '../../src/bench/random.ts';
import type { Reel } from './reels.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** One seeded task: which call it is a copy of, and when it ended. */
export interface PastTask {
  reel: Reel;
  externalId: string;
  /** In place of the scenario's; undefined where the transcript tells that one. */
  memberId: string | undefined;
  finishedAtMs: number;
  practice: number;
  attempts: number;
  /** What became of its review, where it had one. */
  decided: boolean;
}

export interface PastOptions {
  count: number;
  reels: readonly Reel[];
  practices: number;
  /** The newest of them ended just before. */
  nowMs: number;
  /** Over which they are spread. */
  days: number;
  random: Random;
}

/** Tasks from the oldest to the newest; the older ones have been reviewed. */
export function* pastTasks({
  count,
  reels,
  practices,
  nowMs,
  days,
  random,
}: PastOptions): Generator<PastTask> {
  const easy = reels.filter(({ outcome }) => outcome.state === 'completed' && !outcome.needsReview);
  for (let n = 0; n < count; n += 1) {
    const age = 1 - (n + random()) / count;
    // Most calls go well: three of four are copies of those that did.
    const from = random() < 0.75 ? easy : reels;
    const reel = from[Math.floor(random() * from.length)];
    if (reel === undefined) throw new Error('There is no call to copy.');
    yield {
      reel,
      externalId: `seed-${String(n + 1).padStart(6, '0')}`,
      memberId: `SEED${String(100_000 + n)}`,
      finishedAtMs: nowMs - minuteMs - Math.floor(age * days * dayMs),
      practice: Math.floor(random() ** 2 * practices),
      attempts: random() < 0.85 ? 1 : 2,
      decided: age > 0.2 || random() < 0.3,
    };
  }
}
