import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import type { InsightFilter, InsightGrouping } from '../../kernel/insights.ts';
import { counted, groupKey, type CountedColumns, type Span } from './span.ts';
import type { Level } from './task-counts.ts';

/** Calls of one group or day. */
export interface CallCount {
  level: Exclude<Level, 'callType'>;
  key: string | null;
  ended: number;
  answered: number;
  seconds: number;
  /** Answered calls of which it is known how long they were on hold and how long not. */
  measured: number;
  /** Median and 95th percentile, in milliseconds. */
  hold_ms: readonly [number, number] | null;
  active_ms: readonly [number, number] | null;
}

const columns: CountedColumns = {
  at: sql`call.ended_at`,
  payorId: sql`call.payor_id`,
  phone: sql`call.to_number`,
  practiceId: sql`call.practice_id`,
  state: sql`call.practice_state`,
  callType: sql`call.call_type`,
};

/** Calls that the carrier took and that ended in the span, by group, by day and as a whole. */
export async function countCalls(
  tx: Tx,
  filter: InsightFilter,
  by: InsightGrouping,
  span: Span,
): Promise<CallCount[]> {
  const { rows } = await sql<CallCount>`
    select case grouping(by_group, by_day) when 1 then 'group' when 2 then 'day' else 'all' end as level,
      coalesce(by_group::text, by_day::text) as key,
      count(*)::integer as ended,
      count(seconds)::integer as answered,
      coalesce(sum(seconds), 0)::double precision as seconds,
      count(hold_ms)::integer as measured,
      percentile_cont(array[0.5, 0.95]) within group (order by hold_ms) as hold_ms,
      percentile_cont(array[0.5, 0.95]) within group (order by active_ms) as active_ms
    from (
      select ${groupKey(by, columns, span)} as by_group, ${groupKey('day', columns, span)} as by_day,
        extract(epoch from call.ended_at - call.answered_at)::double precision as seconds,
        case when call.answered_at is not null then call.hold_ms end as hold_ms,
        case when call.answered_at is not null then call.active_ms end as active_ms
      from calls call
      where call.organization_id = ${span.organizationId} and call.carrier_sid is not null
        and ${counted(filter, columns, span)}
    ) ended
    group by grouping sets ((by_group), (by_day), ())`.execute(tx);
  return rows;
}
