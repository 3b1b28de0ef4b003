import type { Database, Tx } from '../db/database.ts';
import { markReady } from './choose-next.ts';
import { refreshLines } from './line-openings.ts';
import { momentOf } from './moment.ts';

/** So much in one transaction, so that none of them holds anybody up. */
const readiesAtOnce = 1_000;
const refreshesAtOnce = 200;

/**
 * Does in advance and in small pieces what a choice would have to do: lets tasks in line whose time has come, and reads
 * anew what the directory says of lines. Several nodes may do it at once.
 */
export async function keepHouse(db: Database, now?: () => Date): Promise<void> {
  await untilLess(db, refreshesAtOnce, now, refreshLines);
  await untilLess(db, readiesAtOnce, now, markReady);
}

async function untilLess(
  db: Database,
  size: number,
  now: (() => Date) | undefined,
  work: (tx: Tx, at: Date, limit: number) => Promise<number>,
): Promise<void> {
  let done: number;
  do done = await db.system(async (tx) => work(tx, await momentOf(tx, { now }), size));
  while (done === size);
}
