import { sql, type Selectable } from 'kysely';
import type { Database, Tables } from '../db/database.ts';
import type { Principal } from '../kernel/access.ts';
import type { Clock } from '../kernel/clock.ts';
import type { RowCounts, TaskImport } from '../kernel/task-work.ts';
import { cursorOf, placeOf } from './cursor.ts';

/** An import notes each chunk; one that noted nothing for so long has died with its process. */
const silentMs = 5 * 60_000;

type ImportRow = Selectable<Tables['task_imports']>;

export interface ImportRecords {
  begin(principal: Principal, id: string, dryRun: boolean): Promise<void>;
  note(principal: Principal, id: string, counts: RowCounts, state: TaskImport['state']): Promise<TaskImport>;
  get(principal: Principal, id: string): Promise<TaskImport | undefined>;
  list(
    principal: Principal,
    page: { limit: number; cursor?: string | undefined },
  ): Promise<{ data: readonly TaskImport[]; nextCursor: string | null }>;
}

/**
 * What imports have come to, kept while they run: whoever lost the answer looks it up. Whoever is limited to practices
 * sees their own: a file may hold rows of any practice.
 */
export function makeImportRecords({ db, clock }: { db: Database; clock: Clock }): ImportRecords {
  return {
    async begin(principal, id, dryRun) {
      await db.tenant(principal, (tx) =>
        tx
          .insertInto('task_imports')
          .values({
            id,
            organization_id: principal.organizationId,
            started_by: principal.actorId,
            started_at: new Date(clock.now()),
            updated_at: new Date(clock.now()),
            dry_run: dryRun,
          })
          .execute(),
      );
    },
    note: (principal, id, counts, state) =>
      db.tenant(principal, async (tx) => {
        const row = await tx
          .updateTable('task_imports')
          .set({
            rows_read: counts.rows,
            created: counts.created,
            repeated: counts.repeated,
            refused: counts.refused,
            state,
            updated_at: new Date(clock.now()),
          })
          .where('id', '=', id)
          .returningAll()
          .executeTakeFirstOrThrow();
        return toImport(row, clock.now());
      }),
    async get(principal, id) {
      const row = await db.tenant(principal, (tx) =>
        tx
          .selectFrom('task_imports')
          .selectAll()
          .where('id', '=', id)
          .$if(principal.practiceIds !== null, (q) => q.where('started_by', '=', principal.actorId))
          .executeTakeFirst(),
      );
      return row && toImport(row, clock.now());
    },
    async list(principal, { limit, cursor }) {
      const place = cursor === undefined ? undefined : placeOf(cursor);
      const rows = await db.tenant(principal, (tx) =>
        tx
          .selectFrom('task_imports')
          .selectAll()
          .select(sql<string>`started_at::text`.as('exact'))
          .$if(place !== undefined, (q) =>
            q.where(sql<boolean>`(started_at, id) < (${place?.at ?? ''}::timestamptz, ${place?.id ?? ''})`),
          )
          .$if(principal.practiceIds !== null, (q) => q.where('started_by', '=', principal.actorId))
          .orderBy('started_at', 'desc')
          .orderBy('id', 'desc')
          .limit(limit + 1)
          .execute(),
      );
      const last = rows.length > limit ? rows[limit - 1] : undefined;
      return {
        data: rows.slice(0, limit).map((row) => toImport(row, clock.now())),
        nextCursor: last === undefined ? null : cursorOf({ at: last.exact, id: last.id }),
      };
    },
  };
}

function toImport(row: ImportRow, nowMs: number): TaskImport {
  const died = row.state === 'running' && nowMs - row.updated_at.getTime() > silentMs;
  return {
    id: row.id,
    state: died ? 'broken_off' : row.state,
    dryRun: row.dry_run,
    rows: row.rows_read,
    created: row.created,
    repeated: row.repeated,
    refused: row.refused,
    startedAt: row.started_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}
