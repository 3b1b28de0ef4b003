import { sql, type Selectable } from 'kysely';
import type { Database, Tables } from '../db/database.ts';
import type { Principal } from '../kernel/access.ts';
import type { CallTaskSummary } from '../kernel/call-task.ts';
import type { TaskFilters, TaskPage } from '../kernel/task-work.ts';
import { cursorOf, placeOf } from './cursor.ts';
import { standingOf, type StandingRow } from './task-store.ts';

/** Tasks that match every filter, the newest first, without what was asked and what came back. */
export async function listTasks(
  db: Database,
  principal: Principal,
  filters: TaskFilters,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<TaskPage> {
  const place = cursor === undefined ? undefined : placeOf(cursor);
  const rows = await db.tenant(principal, (tx) => {
    const { states, callType, payorId, practiceId, externalId, batchId, reason, needsReview } = filters;
    const time = (iso: string) => new Date(iso);
    return (
      tx
        .selectFrom('call_tasks')
        .select([
          'id',
          'call_type',
          'external_id',
          'state',
          'payor_id',
          'payor_name',
          'payor_phone',
          'practice_id',
          'revision',
          'created_at',
          'priority',
          'not_before',
          'due_by',
          'attempts',
          'max_attempts',
          'next_attempt_at',
          'last_reason',
          'needs_review',
          'batch_id',
          'updated_at',
          'finished_at',
        ])
        // To the microsecond, which a Date does not hold.
        .select(sql<string>`created_at::text`.as('exact'))
        .$if(states !== undefined, (q) => q.where('state', 'in', states ?? []))
        .$if(callType !== undefined, (q) => q.where('call_type', '=', callType ?? ''))
        .$if(payorId !== undefined, (q) => q.where('payor_id', '=', payorId ?? ''))
        .$if(practiceId !== undefined, (q) => q.where('practice_id', '=', practiceId ?? ''))
        .$if(externalId !== undefined, (q) => q.where('external_id', '=', externalId ?? ''))
        .$if(batchId !== undefined, (q) => q.where('batch_id', '=', batchId ?? ''))
        .$if(reason !== undefined, (q) => q.where('last_reason', '=', reason ?? ''))
        .$if(needsReview !== undefined, (q) => q.where('needs_review', '=', needsReview ?? false))
        .$if(filters.createdFrom !== undefined, (q) =>
          q.where('created_at', '>=', time(filters.createdFrom ?? '')),
        )
        .$if(filters.createdTo !== undefined, (q) =>
          q.where('created_at', '<', time(filters.createdTo ?? '')),
        )
        .$if(filters.updatedSince !== undefined, (q) =>
          q.where('updated_at', '>=', time(filters.updatedSince ?? '')),
        )
        .$if(place !== undefined, (q) =>
          q.where(sql<boolean>`(created_at, id) < (${place?.at ?? ''}::timestamptz, ${place?.id ?? ''})`),
        )
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit + 1)
        .execute()
    );
  });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    data: page.map(toSummary),
    nextCursor: last === undefined ? null : cursorOf({ at: last.exact, id: last.id }),
  };
}

type SummaryRow = StandingRow &
  Pick<
    Selectable<Tables['call_tasks']>,
    | 'id'
    | 'call_type'
    | 'external_id'
    | 'state'
    | 'payor_id'
    | 'payor_name'
    | 'payor_phone'
    | 'practice_id'
    | 'revision'
    | 'created_at'
  >;

function toSummary(row: SummaryRow): CallTaskSummary {
  return {
    id: row.id,
    callType: row.call_type,
    externalId: row.external_id,
    state: row.state,
    payor: { id: row.payor_id, name: row.payor_name, phoneNumber: row.payor_phone },
    practiceId: row.practice_id,
    revision: row.revision,
    createdAt: row.created_at.toISOString(),
    ...standingOf(row),
  };
}
