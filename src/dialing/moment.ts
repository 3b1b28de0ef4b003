import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';

/** The moment at which something is asked: the one given, or the database's own, which all nodes share. */
export async function momentOf(tx: Tx, { now }: { now?: (() => Date) | undefined }): Promise<Date> {
  if (now !== undefined) return now();
  const { rows } = await sql<{ at: Date }>`select now() as at`.execute(tx);
  return rows[0]?.at ?? new Date(NaN);
}
