import { sql } from 'kysely';
import type { Database, Tx } from '../../db/database.ts';
import type { InsightGrouping, InsightRow, InsightsDesk } from '../../kernel/insights.ts';
import { countCalls } from './call-counts.ts';
import { sortCounts, type Counts } from './counts.ts';
import { insightsAsCsv } from './csv.ts';
import { correctionsByField } from './field-corrections.ts';
import { namesOf } from './names.ts';
import { spanOf, type Span } from './span.ts';
import { countFieldActions, countTasks } from './task-counts.ts';
import { webhookHealth } from './webhook-health.ts';

/** Counts what ended in a span, as it is seen from a scope: tasks and calls at the same time. */
export function makeInsightsDesk({ db }: { db: Database }): InsightsDesk {
  const insights: InsightsDesk['insights'] = async (scope, filter, by) => {
    const span = await db.tenant(scope, (tx) => spanOf(tx, scope.organizationId, filter));
    const [{ tasks, actions }, { calls, webhooks, centsPerMinute }] = await Promise.all([
      db.tenant(scope, async (tx) => {
        await sortInMemory(tx);
        return {
          tasks: await countTasks(tx, filter, by, span),
          actions: await countFieldActions(tx, filter, span),
        };
      }),
      db.tenant(scope, async (tx) => {
        await sortInMemory(tx);
        return {
          calls: await countCalls(tx, filter, by, span),
          webhooks: await webhookHealth(tx, filter, span),
          centsPerMinute: await rateOf(tx, scope.organizationId),
        };
      }),
    ]);
    const counts = sortCounts(tasks, calls, centsPerMinute);
    const names = await db.tenant(scope, (tx) => namesOf(tx, by, counts));
    const rows = keysOf(by, counts, span).map((key) => ({
      key: key === '' ? null : key,
      label: names.get(key) ?? key,
      ...counts.figures('group', key),
    }));
    return {
      from: filter.from,
      to: filter.to,
      timeZone: span.timeZone,
      by,
      centsPerMinute,
      totals: counts.figures('all', null),
      rows: inOrder(by, rows),
      series: span.days.map((day) => ({ key: day, label: day, ...counts.figures('day', day) })),
      corrections: correctionsByField(actions, (callType) => counts.figures('callType', callType).reviewed),
      webhooks,
    };
  };
  return {
    insights,
    exportCsv: async (scope, filter, by) => insightsAsCsv(await insights(scope, filter, by)),
  };
}

/** A hundred thousand lengths fit; with what a server allows by default they would be sorted on disk. */
async function sortInMemory(tx: Tx): Promise<void> {
  await sql`set local work_mem = '32MB'`.execute(tx);
}

async function rateOf(tx: Tx, organizationId: string): Promise<number> {
  const row = await tx
    .selectFrom('dial_limits')
    .select('cents_per_minute')
    .where('organization_id', '=', organizationId)
    .executeTakeFirst();
  return row?.cents_per_minute ?? 0;
}

/** Each day and each week of the span, also those in which nothing ended; otherwise the groups that there are. */
function keysOf(by: InsightGrouping, { groups }: Counts, { days }: Span): readonly string[] {
  if (by === 'day') return days;
  if (by === 'week') return [...new Set(days.map(mondayOf))];
  return groups;
}

function mondayOf(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  return date.toISOString().slice(0, 10);
}

function inOrder(by: InsightGrouping, rows: readonly InsightRow[]): readonly InsightRow[] {
  if (by === 'day' || by === 'week') return rows;
  return rows.toSorted((a, b) => b.tasks.ended - a.tasks.ended || a.label.localeCompare(b.label));
}
