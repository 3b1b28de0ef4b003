import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';
import type { FlagKind } from '../kernel/dialing.ts';
import { makeId } from '../kernel/ids.ts';
import type { FailureReason } from '../kernel/outcome.ts';
import type { CallRow } from './call-row.ts';

/** What a call may find out about a payor or its number that people of the organization should look at. */
export function flagFor(reason: FailureReason | undefined): FlagKind | undefined {
  switch (reason) {
    case 'refused_automation':
      return 'refuses_automation';
    case 'wrong_number':
      return 'wrong_number';
    default:
      return undefined;
  }
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
