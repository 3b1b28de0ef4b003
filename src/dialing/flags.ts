import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { Tables, Tx } from '../db/database.ts';
import type { DialingFlag, FlagKind } from '../kernel/dialing.ts';
import { makeId } from '../kernel/ids.ts';
import type { FailureReason } from '../kernel/outcome.ts';
import type { CallRow } from './call-row.ts';

const mostListed = 100;

/** What a call may find out about a payor or its number that people of the organization should look at. */
export function flagFor(reason: FailureReason | undefined): FlagKind | undefined {
  if (reason === 'refused_automation') return 'refuses_automation';
  return reason === 'wrong_number' ? reason : undefined;
}

/** Raises a flag, or counts it on where it is up already. It is the organization's own and holds nothing back. */
export async function raiseFlag(tx: Tx, call: CallRow, kind: FlagKind, payorName: string): Promise<void> {
  await sql`
    insert into dial_flags (id, organization_id, kind, payor_id, payor_name, phone_number, last_call_id)
    values (${makeId('flag')}, ${call.organization_id}, ${kind}, ${call.payor_id}, ${payorName}, ${call.to_number},
      ${call.id})
    on conflict (organization_id, kind, phone_number, coalesce(payor_id, '')) where cleared_at is null
    do update set times = dial_flags.times + 1, last_at = now(), last_call_id = excluded.last_call_id`.execute(
    tx,
  );
}

/** Flags that are up, the latest first. */
export async function listFlags(tx: Tx): Promise<DialingFlag[]> {
  const rows = await tx
    .selectFrom('dial_flags')
    .leftJoin('calls', 'calls.id', 'dial_flags.last_call_id')
    .selectAll('dial_flags')
    .select('calls.id as call_id')
    .where('cleared_at', 'is', null)
    .orderBy('last_at', 'desc')
    .limit(mostListed)
    .execute();
  // A call of a practice that is not seen is not named either.
  return rows.map((row) => toFlag({ ...row, last_call_id: row.call_id }));
}

/** Undefined where no such flag is up. */
export async function clearFlag(tx: Tx, flagId: string, by: string): Promise<DialingFlag | undefined> {
  const row = await tx
    .updateTable('dial_flags')
    .set({ cleared_at: sql<Date>`now()`, cleared_by: by })
    .where('id', '=', flagId)
    .where('cleared_at', 'is', null)
    .returningAll()
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const call = await tx
    .selectFrom('calls')
    .select('id')
    .where('id', '=', row.last_call_id)
    .executeTakeFirst();
  return toFlag({ ...row, last_call_id: call?.id ?? null });
}

type FlagRow = Omit<Selectable<Tables['dial_flags']>, 'last_call_id'> & { last_call_id: string | null };

function toFlag(row: FlagRow): DialingFlag {
  return {
    id: row.id,
    kind: row.kind,
    payorId: row.payor_id,
    payorName: row.payor_name,
    phoneNumber: row.phone_number,
    times: row.times,
    firstAt: row.first_at.toISOString(),
    lastAt: row.last_at.toISOString(),
    lastCallId: row.last_call_id,
  };
}
