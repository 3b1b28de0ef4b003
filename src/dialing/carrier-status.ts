import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';
import type { CarrierStatus, StatusCallback } from '../kernel/telephony.ts';
import type { CallRow } from './call-row.ts';
import { lockCall } from './call-row.ts';

/** Calls only move forward: a status of a lower or the same rank comes late and changes nothing. */
const rank: Record<CarrierStatus, number> = {
  queued: 0,
  initiated: 1,
  ringing: 2,
  'in-progress': 3,
  completed: 4,
  busy: 4,
  failed: 4,
  'no-answer': 4,
  canceled: 4,
};

export function isTerminal(status: CarrierStatus): boolean {
  return rank[status] === rank.completed;
}

/** Statuses of calls whose line is down. */
export const terminalStatuses = (Object.keys(rank) as CarrierStatus[]).filter(isTerminal);

/**
 * Links the carrier's call to ours; the first sid stays. The address that the carrier used names our call, so this is
 * certain. Throws the database's unique violation where another call of ours holds that sid.
 */
export async function linkCarrierCall(tx: Tx, callId: string, sid: string): Promise<void> {
  await tx
    .updateTable('calls')
    .set({
      carrier_sid: sid,
      place_state: sql`case when place_state = 'not_placed' then place_state else 'placed' end`,
    })
    .where('id', '=', callId)
    .where('carrier_sid', 'is', null)
    .execute();
}

/** Takes one status callback in. See CallStore.applyStatus. */
export async function applyStatus(
  tx: Tx,
  callId: string,
  callback: StatusCallback,
): Promise<{ status: CarrierStatus; changed: boolean } | undefined> {
  const row = await lockCall(tx, callId);
  if (row === undefined) return undefined;
  const fresh = await tx
    .insertInto('call_status_callbacks')
    .values({
      call_id: callId,
      carrier_sid: callback.sid,
      sequence: callback.sequence,
      organization_id: row.organization_id,
      status: callback.status,
    })
    .onConflict((conflict) => conflict.columns(['call_id', 'carrier_sid', 'sequence']).doNothing())
    .returning('sequence')
    .executeTakeFirst();
  const isOurs = row.carrier_sid === null || row.carrier_sid === callback.sid;
  if (fresh === undefined || !isOurs || rank[callback.status] <= rank[row.carrier_status])
    return { status: row.carrier_status, changed: false };
  await moveTo(tx, row, callback);
  return { status: callback.status, changed: true };
}

async function moveTo(tx: Tx, row: CallRow, callback: StatusCallback): Promise<void> {
  const { status } = callback;
  const answered = status === 'in-progress' || status === 'completed';
  const talkedSeconds = callback.durationSeconds ?? 0;
  await tx
    .updateTable('calls')
    .set({
      carrier_status: status,
      last_sequence: Math.max(row.last_sequence, callback.sequence),
      // Ended is what finish makes of it: until then somebody has to see to the tasks.
      ...(row.state !== 'ended' && { state: stateOf(status, row) }),
      ...(answered && {
        answered_at: sql<Date>`coalesce(answered_at, now() - make_interval(secs => ${talkedSeconds}))`,
      }),
      ...(isTerminal(status) && { ended_at: sql<Date>`coalesce(ended_at, now())`, end_reason: status }),
    })
    .where('id', '=', row.id)
    .execute();
}

function stateOf(status: CarrierStatus, row: CallRow): CallRow['state'] {
  if (status === 'ringing') return 'ringing';
  return status === 'in-progress' ? 'live' : row.state;
}
