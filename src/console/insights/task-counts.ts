import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../../db/database.ts';
import type { CorrectionAction } from '../../kernel/review.ts';
import type { InsightFilter, InsightGrouping } from '../../kernel/insights.ts';
import { counted, groupKey, type CountedColumns, type Span } from './span.ts';

/** Which of the three counts a row belongs to: of a group, of a day, of all. */
export const levels = { 1: 'group', 2: 'day', 3: 'all' } as const;

export type Level = keyof typeof levels;

/** Tasks of one group or day that ended alike. */
export interface TaskCount {
  level: Level;
  key: string | null;
  state: 'completed' | 'partial' | 'failed' | 'canceled';
  /** Of partial and failed ones. */
  reason: string | null;
  tasks: number;
  first_calls: number;
  needs_review: number;
  reviewed: number;
  corrected: number;
  payor_name: string;
}

const columns: CountedColumns = {
  at: sql`task.finished_at`,
  payorId: sql`task.payor_id`,
  phone: sql`task.payor_phone`,
  practiceId: sql`task.practice_id`,
  state: sql`task.practice_state`,
  callType: sql`task.call_type`,
};

/** Tasks whose newest asking ended in the span, with what people made of that asking's outcome. */
function endedTasks(filter: InsightFilter, span: Span): RawBuilder<unknown> {
  return sql`
    call_tasks task
    left join task_reviews review on review.task_id = task.id and review.revision = task.revision
    left join (
      select task_id, revision, bool_or(action <> 'confirm') as changed
      from task_corrections group by task_id, revision
    ) correction on correction.task_id = task.id and correction.revision = task.revision
    where task.organization_id = ${span.organizationId} and ${counted(filter, columns, span)}`;
}

const isReviewed = sql`(review.state = 'approved' or correction.task_id is not null)`;

/** One look at the tasks counts them by group, by day and as a whole. */
export async function countTasks(
  tx: Tx,
  filter: InsightFilter,
  by: InsightGrouping,
  span: Span,
): Promise<TaskCount[]> {
  const { rows } = await sql<TaskCount>`
    select grouping(by_group, by_day) as level, coalesce(by_group, by_day) as key, state, reason,
      count(*)::integer as tasks,
      count(*) filter (where is_first)::integer as first_calls,
      count(*) filter (where needs_review)::integer as needs_review,
      count(*) filter (where reviewed)::integer as reviewed,
      count(*) filter (where corrected)::integer as corrected,
      min(payor_name) as payor_name
    from (
      select ${groupKey(by, columns, span)} as by_group, ${groupKey('day', columns, span)} as by_day,
        task.state, task.payor_name,
        case when task.state in ('partial', 'failed') then task.last_reason end as reason,
        task.state = 'completed' and task.attempts = 1 and task.revision = 1 as is_first,
        review.reasons && array['doubtful_value', 'failed_check'] as needs_review,
        ${isReviewed} as reviewed, correction.changed as corrected
      from ${endedTasks(filter, span)}
    ) ended
    group by grouping sets ((by_group, state, reason), (by_day, state, reason), (state, reason))`.execute(tx);
  return rows;
}

export interface FieldAction {
  call_type: string;
  field: string;
  action: CorrectionAction;
  tasks: number;
  /** Tasks of the call type that a person decided. */
  reviewed: number;
}

/** What was done last to each field of these tasks, counted. */
export async function countFieldActions(tx: Tx, filter: InsightFilter, span: Span): Promise<FieldAction[]> {
  const { rows } = await sql<FieldAction>`
    with reviewed as (
      select task.id, task.revision, task.call_type from ${endedTasks(filter, span)} and ${isReviewed}
    ), last as (
      select distinct on (done.task_id, done.field) reviewed.call_type, done.field, done.action
      from reviewed
      join task_corrections done on done.task_id = reviewed.id and done.revision = reviewed.revision
      order by done.task_id, done.field, done.version desc
    )
    select last.call_type, last.field, last.action, count(*)::integer as tasks,
      (select count(*)::integer from reviewed where reviewed.call_type = last.call_type) as reviewed
    from last group by last.call_type, last.field, last.action`.execute(tx);
  return rows;
}
