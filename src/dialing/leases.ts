import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';
import type { CallRow } from './call-row.ts';

/** `ms` from now by the database's clock, which all nodes share. */
export function fromNow(ms: number) {
  return sql<Date>`now() + make_interval(secs => ${ms / 1_000})`;
}

/** False where the fence is no longer the call's, or the call has ended. */
export async function renewLease(tx: Tx, callId: string, fence: number, leaseMs: number): Promise<boolean> {
  const renewed = await tx
    .updateTable('calls')
    .set({ lease_until: fromNow(leaseMs) })
    .where('id', '=', callId)
    .where('fence', '=', fence)
    .where('state', '<>', 'ended')
    .returning('id')
    .executeTakeFirst();
  return renewed !== undefined;
}

export async function releaseLease(tx: Tx, callId: string, fence: number): Promise<void> {
  await tx
    .updateTable('calls')
    .set({ lease_until: sql<Date>`now()`, owner_node: null })
    .where('id', '=', callId)
    .where('fence', '=', fence)
    .execute();
}

/** Makes `node` the owner of a call whose lease has run out. Of several who try at once, one succeeds. */
export async function claim(
  tx: Tx,
  callId: string,
  node: string,
  leaseMs: number,
): Promise<CallRow | undefined> {
  return await tx
    .updateTable('calls')
    .set((eb) => ({ owner_node: node, fence: eb('fence', '+', 1), lease_until: fromNow(leaseMs) }))
    .where('id', '=', callId)
    .where('state', '<>', 'ended')
    .where(expired)
    .returningAll()
    .executeTakeFirst();
}

/** Calls that nobody sees to, longest abandoned first. */
export async function orphans(tx: Tx, limit: number): Promise<CallRow[]> {
  return await tx
    .selectFrom('calls')
    .selectAll()
    .where('state', '<>', 'ended')
    .where(expired)
    .orderBy('lease_until')
    .limit(limit)
    .execute();
}

const expired = sql<boolean>`(lease_until is null or lease_until <= now())`;
