import { sql } from 'kysely';
import type { Database, Tx } from '../db/database.ts';
import type { Practice } from '../kernel/call-task.ts';
import { makeId } from '../kernel/ids.ts';
import type { PracticeLookup, PracticeMatch } from '../kernel/practice.ts';
import { copyOf, type PracticeRow } from './rows.ts';
import { zoneOfState } from './state-zones.ts';

/** Practices as intake asks them. */
export function makePracticeLookup({ db }: { db: Database }): PracticeLookup {
  return {
    byId: (principal, practiceId) =>
      db.tenant(principal, async (tx) => {
        const row = await tx
          .selectFrom('practices')
          .selectAll()
          .where('id', '=', practiceId)
          .executeTakeFirst();
        return row === undefined ? { kind: 'unknown' } : matchOf(row);
      }),

    onFile: (principal, practice) =>
      db.tenant(principal, async (tx) => {
        const known = await identified(tx, practice);
        if (known !== undefined) return matchOf(known);
        // Whoever is limited to practices puts no others on file.
        if (principal.practiceIds !== null) return { kind: 'unknown' };
        await lockFiling(tx, principal.organizationId);
        const meanwhile = await identified(tx, practice);
        return matchOf(meanwhile ?? (await putOnFile(tx, principal.organizationId, practice)));
      }),
  };
}

/** Who puts practices of an organization on file waits for whoever does already, or one would be there twice. */
export async function lockFiling(tx: Tx, organizationId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('practices'), hashtext(${organizationId}))`.execute(tx);
}

/** The practice with this NPI and tax ID, whichever of its several they are; one in use before one that is archived. */
export async function identified(
  tx: Tx,
  { npi, taxId }: { npi: string; taxId: string },
  except?: string,
): Promise<PracticeRow | undefined> {
  return tx
    .selectFrom('practices')
    .selectAll()
    .where((eb) => eb.or([eb('npi', '=', npi), holds('npis', { npi })]))
    .where((eb) => eb.or([eb('tax_id', '=', taxId), holds('tax_ids', { taxId })]))
    .$if(except !== undefined, (all) => all.where('id', '<>', except ?? ''))
    .orderBy(sql`archived_at is not null`)
    .orderBy('created_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
}

function holds(column: 'npis' | 'tax_ids', entry: object) {
  return sql<boolean>`${sql.ref(column)} @> ${JSON.stringify([entry])}::jsonb`;
}

async function putOnFile(tx: Tx, organizationId: string, practice: Practice): Promise<PracticeRow> {
  return tx
    .insertInto('practices')
    .values({
      id: makeId('prac'),
      organization_id: organizationId,
      name: practice.name,
      npi: practice.npi,
      tax_id: practice.taxId,
      phone: practice.phone,
      state: practice.state ?? null,
      address: practice.address ?? null,
      time_zone: practice.timeZone ?? zoneOfState(practice.state),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

function matchOf(row: PracticeRow): PracticeMatch {
  if (row.archived_at !== null) return { kind: 'archived' };
  return {
    kind: 'found',
    practiceId: row.id,
    practice: copyOf(row),
  };
}
