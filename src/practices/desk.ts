import { sql } from 'kysely';
import type { Database, Tx } from '../db/database.ts';
import type { Principal } from '../kernel/access.ts';
import { readCursor, writeCursor } from '../kernel/cursor.ts';
import { ProblemError } from '../kernel/errors.ts';
import { makeId } from '../kernel/ids.ts';
import type { PracticeDesk } from '../kernel/practice.ts';
import type { PracticeProfile } from '../kernel/practice-profile.ts';
import { identified, lockFiling } from './lookup.ts';
import { columnsOf, viewOf, type PracticeRow } from './rows.ts';

/** Name and id of the last row of a page. */
const place = [/^.{1,200}$/s, /^\w{1,60}$/] as const;

/** Practices as the API works with them, as far as the caller may see them. */
export function makePracticeDesk({ db }: { db: Database }): PracticeDesk {
  return {
    // Async so that a refusal arrives as a rejection.
    async search(principal, { query, archived, limit, cursor }) {
      const after = cursor === undefined ? undefined : readCursor(cursor, place);
      const rows = await db.tenant(principal, (tx) =>
        tx
          .selectFrom('practices')
          .selectAll()
          .$if(!archived, (all) => all.where('archived_at', 'is', null))
          .$if(query !== undefined, (all) => all.where(matches(query ?? '')))
          .$if(after !== undefined, (all) =>
            all.where(sql<boolean>`(name collate "C", id) > (${after?.[0] ?? ''}, ${after?.[1] ?? ''})`),
          )
          .orderBy(sql`name collate "C"`)
          .orderBy('id')
          .limit(limit + 1)
          .execute(),
      );
      const shown = rows.slice(0, limit);
      const last = shown.at(-1);
      const more = rows.length > limit && last !== undefined;
      return { data: shown.map(viewOf), nextCursor: more ? writeCursor([last.name, last.id]) : null };
    },

    get: (principal, practiceId) =>
      db.tenant(principal, async (tx) => viewOf(await practiceOf(tx, practiceId, 'reading'))),

    create: (principal, profile) =>
      db.tenant(principal, async (tx) => {
        await demandUnfiled(tx, principal, profile, undefined);
        const row = await tx
          .insertInto('practices')
          .values({ id: makeId('prac'), organization_id: principal.organizationId, ...columnsOf(profile) })
          .returningAll()
          .executeTakeFirstOrThrow();
        return viewOf(row);
      }),

    change: (principal, practiceId, changes) =>
      db.tenant(principal, async (tx) => {
        const before = viewOf(await practiceOf(tx, practiceId));
        const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
        const profile: PracticeProfile = { ...before, ...given };
        // A practice that moves to another state takes that state's zone with it, unless it says otherwise.
        if (changes.state !== undefined && changes.state !== before.state && changes.timeZone === undefined)
          delete profile.timeZone;
        if (changes.npis !== undefined || changes.taxIds !== undefined)
          await demandUnfiled(tx, principal, profile, practiceId);
        return viewOf(await update(tx, practiceId, columnsOf(profile)));
      }),

    archive: (principal, practiceId, archived) =>
      db.tenant(principal, async (tx) => {
        const { archived_at } = await practiceOf(tx, practiceId);
        const at = archived ? (archived_at ?? sql<Date>`now()`) : null;
        return viewOf(await update(tx, practiceId, { archived_at: at }));
      }),
  };
}

/** Whoever changes it holds it until the change is done. */
async function practiceOf(
  tx: Tx,
  practiceId: string,
  purpose: 'reading' | 'changing' = 'changing',
): Promise<PracticeRow> {
  const row = await tx
    .selectFrom('practices')
    .selectAll()
    .where('id', '=', practiceId)
    .$if(purpose === 'changing', (one) => one.forUpdate())
    .executeTakeFirst();
  if (row === undefined) throw new ProblemError('not_found', 404, 'There is no such practice.');
  return row;
}

async function update(tx: Tx, practiceId: string, columns: object): Promise<PracticeRow> {
  return tx
    .updateTable('practices')
    .set({ ...columns, updated_at: sql<Date>`now()` })
    .where('id', '=', practiceId)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Tasks name practices by NPI and tax ID, so no two practices may share both. */
async function demandUnfiled(
  tx: Tx,
  { organizationId }: Principal,
  { npis, taxIds }: PracticeProfile,
  practiceId: string | undefined,
): Promise<void> {
  await lockFiling(tx, organizationId);
  for (const { npi } of npis)
    for (const { taxId } of taxIds) {
      const known = await identified(tx, { npi, taxId }, practiceId);
      if (known !== undefined)
        throw new ProblemError(
          'conflict',
          409,
          `The practice ${known.id} has this NPI together with this tax ID${known.archived_at === null ? '' : ', and is archived'}.`,
          [{ pointer: '/npis', detail: 'are on file with this tax ID already' }],
        );
    }
}

/** By a part of the name, or by a whole identifier. */
function matches(query: string) {
  const part = `%${query.replace(/[\\%_]/g, '\\$&')}%`;
  const digits = query.replace(/-/g, '');
  return sql<boolean>`(name ilike ${part} or npi = ${digits} or tax_id = ${digits}
    or npis @> ${JSON.stringify([{ npi: digits }])}::jsonb or tax_ids @> ${JSON.stringify([{ taxId: digits }])}::jsonb)`;
}
