import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import type { CorrectionAction } from '../../kernel/outcome.ts';
import type { InsightFilter, InsightGrouping } from '../../kernel/insights.ts';
import { counted, groupKey, type CountedColumns, type Span } from './span.ts';

/** Of what a row is a count. */
export type Level = 'group' | 'day' | 'all' | 'callType';

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

/**
 * Tasks whose newest asking ended in the span, with what people made of that asking's outcome: one look at them counts
 * them at every level.
 */
export async function countTasks(
  tx: Tx,
  filter: InsightFilter,
  by: InsightGrouping,
  span: Span,
): Promise<TaskCount[]> {
  const { rows } = await sql<TaskCount>`
    select case grouping(by_group, by_day, call_type)
        when 3 then 'group' when 5 then 'day' when 6 then 'callType' else 'all' end as level,
      coalesce(by_group::text, by_day::text, call_type) as key, state, reason,
      count(*)::integer as tasks,
      count(*) filter (where is_first)::integer as first_calls,
      count(*) filter (where needs_review)::integer as needs_review,
      count(*) filter (where reviewed)::integer as reviewed,
      count(*) filter (where corrected)::integer as corrected,
      min(payor_name) as payor_name
    from (
      select ${groupKey(by, columns, span)} as by_group, ${groupKey('day', columns, span)} as by_day,
        task.call_type, task.state, task.payor_name,
        case when task.state in ('partial', 'failed') then task.last_reason end as reason,
        task.state = 'completed' and task.attempts = 1 and task.revision = 1 as is_first,
        review.reasons && array['doubtful_value', 'failed_check'] as needs_review,
        (review.state = 'approved' or correction.task_id is not null) as reviewed,
        correction.changed as corrected
      from call_tasks task
      left join task_reviews review on review.task_id = task.id and review.revision = task.revision
      left join (
        select task_id, revision, bool_or(action <> 'confirm') as changed
        from task_corrections group by task_id, revision
      ) correction on correction.task_id = task.id and correction.revision = task.revision
      where task.organization_id = ${span.organizationId} and ${counted(filter, columns, span)}
    ) ended
    group by grouping sets (
      (by_group, state, reason), (by_day, state, reason), (call_type, state, reason), (state, reason)
    )`.execute(tx);
  return rows;
}

export interface FieldAction {
  call_type: string;
  field: string;
  action: CorrectionAction;
  tasks: number;
}

/** What was done last to each field of the tasks whose newest asking ended in the span, counted. */
export async function countFieldActions(tx: Tx, filter: InsightFilter, span: Span): Promise<FieldAction[]> {
  const { rows } = await sql<FieldAction>`
    select call_type, field, action, count(*)::integer as tasks
    from (
      select distinct on (done.task_id, done.field) task.call_type, done.field, done.action
      from task_corrections done
      join call_tasks task on task.id = done.task_id and task.revision = done.revision
      where done.organization_id = ${span.organizationId}
        and task.organization_id = ${span.organizationId} and ${counted(filter, columns, span)}
      order by done.task_id, done.field, done.version desc
    ) last
    group by call_type, field, action`.execute(tx);
  return rows;
}
