import { sql, type Selectable } from 'kysely';
import type { Tables, Tx } from '../db/database.ts';

export type PayorRow = Selectable<Tables['payors']>;
export type LineRow = Selectable<Tables['payor_lines']>;

/** A payor as an organization sees it: a shared one with what the organization changed. Archived ones too. */
export async function payorAsSeen(
  tx: Tx,
  organizationId: string,
  payorId: string,
): Promise<PayorRow | undefined> {
  const { rows } = await sql<PayorRow>`select * from payor_as_seen(${organizationId}, ${payorId})`.execute(
    tx,
  );
  return rows[0];
}

/** Its lines, the first one first. */
export async function linesAsSeen(tx: Tx, organizationId: string, payorId: string): Promise<LineRow[]> {
  const { rows } = await sql<LineRow>`select * from lines_as_seen(${organizationId}, ${payorId})`.execute(tx);
  return rows;
}

/** Columns that the organization changed of a shared payor; empty where it changed nothing. */
export async function overriddenFields(tx: Tx, payorId: string): Promise<readonly string[]> {
  const row = await tx
    .selectFrom('payor_overrides')
    .select('fields')
    .where('payor_id', '=', payorId)
    .executeTakeFirst();
  return Object.keys(row?.fields ?? {});
}

/**
 * Names under which the tenant finds payors: its own, and those of shared entries as far as it has not put its own in
 * their place.
 */
export function namesAsSeen(tx: Tx) {
  return tx
    .selectFrom('payor_aliases')
    .innerJoin('payors', 'payors.id', 'payor_aliases.payor_id')
    .leftJoin('payor_overrides', 'payor_overrides.payor_id', 'payors.id')
    .where('payors.archived_at', 'is', null)
    .where((eb) =>
      eb.or([
        eb('payor_aliases.organization_id', 'is not', null),
        eb('payor_overrides.fields', 'is', null),
        sql<boolean>`not payor_overrides.fields ? case payor_aliases.kind when 'name' then 'name' else 'aliases' end`,
      ]),
    );
}
