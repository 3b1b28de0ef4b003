import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';
import { terminalStatuses } from './carrier-status.ts';

/** Calls that are under way over all nodes, and how many began lately. */
export interface ServerLoad {
  alive: number;
  lastSecond: number;
  byOrganization: ReadonlyMap<string, number>;
  /** By {@link practiceKey}. */
  byPractice: ReadonlyMap<string, number>;
  /** By number, whoever calls it. */
  byLine: ReadonlyMap<string, number>;
  byPayor: ReadonlyMap<string, number>;
  /** Calls that began within the last minute. */
  minuteByPayor: ReadonlyMap<string, number>;
}

export const practiceKey = (organizationId: string, practiceId: string) => `${organizationId} ${practiceId}`;

/** A call whose line is down needs no place any more, though its tasks may still be finishing. */
export async function loadOf(tx: Tx, at: Date): Promise<ServerLoad> {
  const alive = await tx
    .selectFrom('calls')
    .select([
      'organization_id',
      'payor_id',
      'practice_id',
      'to_number',
      sql<number>`count(*)::integer`.as('calls'),
    ])
    .where('state', '<>', 'ended')
    .where('carrier_status', 'not in', terminalStatuses)
    .groupBy(['organization_id', 'payor_id', 'practice_id', 'to_number'])
    .execute();
  const recent = await tx
    .selectFrom('calls')
    .select([
      'payor_id',
      sql<number>`count(*)::integer`.as('minute'),
      sql<number>`(count(*) filter (where started_at > ${at}::timestamptz - interval '1 second'))::integer`.as(
        'second',
      ),
    ])
    .where('started_at', '>', sql<Date>`${at}::timestamptz - interval '1 minute'`)
    .groupBy('payor_id')
    .execute();
  const sum = (keyOf: (row: (typeof alive)[number]) => string | null) => {
    const counts = new Map<string, number>();
    for (const row of alive) {
      const key = keyOf(row);
      if (key !== null) counts.set(key, (counts.get(key) ?? 0) + row.calls);
    }
    return counts;
  };
  return {
    alive: alive.reduce((total, { calls }) => total + calls, 0),
    lastSecond: recent.reduce((total, { second }) => total + second, 0),
    byOrganization: sum((row) => row.organization_id),
    byPractice: sum((row) => practiceKey(row.organization_id, row.practice_id ?? '')),
    byLine: sum((row) => row.to_number),
    byPayor: sum((row) => row.payor_id),
    minuteByPayor: new Map(
      recent.flatMap(({ payor_id, minute }) => (payor_id === null ? [] : [[payor_id, minute] as const])),
    ),
  };
}
