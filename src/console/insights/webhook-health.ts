import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import type { InsightFilter, WebhookHealth } from '../../kernel/insights.ts';
import type { Span } from './span.ts';

/** Of the deliveries made out in the span; where anything is filtered, of those that tell of such tasks. */
export async function webhookHealth(tx: Tx, filter: InsightFilter, span: Span): Promise<WebhookHealth> {
  const { payorId, practiceId, callType, state } = filter;
  const rules = [
    sql`organization_id = ${span.organizationId}`,
    sql`created_at >= ${span.begins}`,
    sql`created_at < ${span.ends}`,
  ];
  const ofTasks = [
    ...(payorId === undefined ? [] : [sql`coalesce(task.payor_id, task.payor_phone) = ${payorId}`]),
    ...(practiceId === undefined ? [] : [sql`task.practice_id = ${practiceId}`]),
    ...(callType === undefined ? [] : [sql`task.call_type = ${callType}`]),
    ...(state === undefined ? [] : [sql`task.practice_state = ${state}`]),
  ];
  if (ofTasks.length > 0)
    rules.push(sql`event_id in (
      select event.id from events event join call_tasks task on task.id = event.task_id
      where ${sql.join(ofTasks, sql` and `)})`);
  const { rows } = await sql<{
    delivered: number;
    pending: number;
    dead: number;
    replays: number;
    delays: readonly [number, number] | null;
  }>`
    select count(*) filter (where state = 'delivered')::integer as delivered,
      count(*) filter (where state in ('pending', 'waiting'))::integer as pending,
      count(*) filter (where state = 'dead')::integer as dead,
      count(*) filter (where is_replay)::integer as replays,
      percentile_cont(array[0.5, 0.95]) within group (order by extract(epoch from finished_at - created_at))
        filter (where state = 'delivered' and not is_replay) as delays
    from webhook_deliveries where ${sql.join(rules, sql` and `)}`.execute(tx);
  const [row] = rows;
  if (row === undefined) throw new Error('An aggregate without a row.');
  const { delays, ...counts } = row;
  return { ...counts, delaySeconds: { median: toMs(delays?.[0]), p95: toMs(delays?.[1]) } };
}

/** Seconds to the millisecond. */
const toMs = (seconds: number | undefined) =>
  seconds === undefined ? null : Math.round(seconds * 1_000) / 1_000;
