import { sql } from 'kysely';
import type { Database, Tx } from '../db/database.ts';
import { makeId } from '../kernel/ids.ts';
import type { PayorProfile, ProfileRules } from '../kernel/payor-profile.ts';
import { readPayorFiles } from './payor-file.ts';
import { normalisePayorName } from './payor-name.ts';
import { storeChanges } from './store.ts';

/** Any constant: whoever writes the shared directory holds this lock. */
const lockKey = 4_653_121;

export interface SeedOptions {
  db: Database;
  paths: readonly string[];
  /** Names of a call type's inputs, to check what payors require; without it their names are not checked. */
  inputsOf?: ProfileRules['inputsOf'] | undefined;
}

/**
 * Loads payors from files or folders into the shared directory. An entry replaces the shared one of the same
 * (normalised) name and keeps its id; entries that no file names stay. Returns how many were loaded.
 */
export async function seedPayors({ db, paths, inputsOf }: SeedOptions): Promise<number> {
  const entries = await readPayorFiles(paths, inputsOf);
  await db.system(async (tx) => {
    await sql`select pg_advisory_xact_lock(${lockKey})`.execute(tx);
    for (const entry of entries) await store(tx, entry);
  });
  return entries.length;
}

async function store(tx: Tx, entry: PayorProfile): Promise<void> {
  const shared = await tx
    .selectFrom('payors')
    .select(['id', 'name'])
    .where('organization_id', 'is', null)
    .execute();
  const wanted = normalisePayorName(entry.name);
  const known = shared.find((payor) => normalisePayorName(payor.name) === wanted);
  const id = known?.id ?? makeId('pay');
  if (known === undefined)
    await tx.insertInto('payors').values({ id, organization_id: null, name: entry.name }).execute();
  await storeChanges(tx, null, id, entry);
}
