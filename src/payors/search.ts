import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';
import { leastLikeness, likeness } from './likeness.ts';
import { normalisePayorName } from './payor-name.ts';
import { namesAsSeen } from './seen.ts';

export interface SearchOptions {
  /** As it was asked; undefined for all entries, by name. */
  query: string | undefined;
  limit: number;
  after: SearchPlace | undefined;
}

/** Where a page ended. */
export interface SearchPlace {
  score: string;
  key: string;
  id: string;
}

export interface SearchHit extends SearchPlace {
  /** The name that came nearest, as it is written. */
  matched: string;
}

/**
 * Entries that the tenant sees, the likest first. A shared entry is not shown beside an own one that goes by its name.
 */
export async function searchPayors(tx: Tx, { query, limit, after }: SearchOptions): Promise<SearchHit[]> {
  const wanted = query === undefined ? undefined : normalisePayorName(query);
  if (wanted === '') return [];
  const score = wanted === undefined ? sql<number>`1::real` : likeness(wanted);
  // Each name is compared once, and only what is like enough goes on.
  const scored = namesAsSeen(tx)
    .select([
      'payors.id',
      'payor_aliases.kind',
      sql<string>`coalesce(payor_overrides.fields ->> 'name', payors.name)`.as('name'),
      sql<string>`coalesce(payor_aliases.written, payor_aliases.alias)`.as('written'),
      score.as('score'),
    ])
    .where((eb) =>
      eb.or([
        eb('payors.organization_id', 'is not', null),
        eb.not(
          eb.exists(
            eb
              .selectFrom('payor_aliases as shared')
              .innerJoin('payor_aliases as own', 'own.alias', 'shared.alias')
              .innerJoin('payors as owned', 'owned.id', 'own.payor_id')
              .select('owned.id')
              .whereRef('shared.payor_id', '=', 'payors.id')
              .where('shared.kind', '=', 'name')
              .where('owned.organization_id', 'is not', null)
              .where('owned.archived_at', 'is', null),
          ),
        ),
      ]),
    );
  const named = tx
    .selectFrom(scored.as('scored'))
    .select([
      'scored.id',
      // Four places: what is shown, and what pages are counted by.
      sql<string>`round(max(scored.score)::numeric, 4)`.as('score'),
      sql<string>`lower(scored.name) collate "C"`.as('key'),
      sql<string>`(array_agg(scored.written order by scored.score desc, scored.kind desc))[1]`.as('matched'),
    ])
    .$if(wanted !== undefined, (all) => all.where('scored.score', '>=', leastLikeness))
    .groupBy(['scored.id', 'scored.name']);
  return tx
    .selectFrom(named.as('named'))
    .selectAll()
    .$if(after !== undefined, (all) =>
      all.where(
        sql<boolean>`(-score, key, id) > (-${after?.score ?? 0}::numeric, ${after?.key ?? ''}, ${after?.id ?? ''})`,
      ),
    )
    .orderBy(sql`-score`)
    .orderBy('key')
    .orderBy('id')
    .limit(limit)
    .execute();
}
