import { sql } from 'kysely';
import type { Database, Tx } from '../db/database.ts';
import { makeId } from '../kernel/ids.ts';
import { readPayorFiles, type PayorEntry } from './payor-file.ts';
import { normalisePayorName } from './payor-name.ts';

/** Any constant: whoever writes the shared directory holds this lock. */
const lockKey = 4_653_121;

/**
 * Loads payors from files or folders into the shared directory. An entry replaces the shared one of the same
 * (normalised) name and keeps its id; entries that no file names stay. Returns how many were loaded.
 */
export async function seedPayors(options: { db: Database; paths: readonly string[] }): Promise<number> {
  const entries = await readPayorFiles(options.paths);
  await options.db.system(async (tx) => {
    await sql`select pg_advisory_xact_lock(${lockKey})`.execute(tx);
    for (const entry of entries) await store(tx, entry);
  });
  return entries.length;
}

async function store(tx: Tx, entry: PayorEntry): Promise<void> {
  const shared = await tx
    .selectFrom('payors')
    .select(['id', 'name'])
    .where('organization_id', 'is', null)
    .execute();
  const wanted = normalisePayorName(entry.name);
  const known = shared.find((payor) => normalisePayorName(payor.name) === wanted);
  const id = known?.id ?? makeId('pay');
  const values = { name: entry.name, tasks_per_call: entry.limits.tasksPerCall };
  if (known === undefined)
    await tx
      .insertInto('payors')
      .values({ id, organization_id: null, ...values })
      .execute();
  else await tx.updateTable('payors').set(values).where('id', '=', id).execute();

  await tx.deleteFrom('payor_aliases').where('payor_id', '=', id).execute();
  const aliases = new Set([entry.name, ...entry.aliases].map(normalisePayorName));
  await tx
    .insertInto('payor_aliases')
    .values([...aliases].map((alias) => ({ payor_id: id, organization_id: null, alias })))
    .execute();

  await tx.deleteFrom('payor_lines').where('payor_id', '=', id).execute();
  await tx
    .insertInto('payor_lines')
    .values(
      entry.lines.map((line, position) => ({
        id: makeId('line'),
        payor_id: id,
        organization_id: null,
        purpose: line.purpose,
        phone_number: line.phoneNumber,
        time_zone: line.timeZone,
        hours: line.hours === undefined ? null : JSON.stringify(line.hours),
        position,
      })),
    )
    .execute();
}
