import type { Database, Tx } from '../../db/database.ts';
import type { FieldCorrections, InsightGrouping, InsightRow, InsightsDesk } from '../../kernel/insights.ts';
import { correctionActions } from '../../kernel/review.ts';
import { countCalls, type CallCount } from './call-counts.ts';
import { insightsAsCsv } from './csv.ts';
import { figuresOf } from './figures.ts';
import { namesOf } from './names.ts';
import { spanOf, type Span } from './span.ts';
import {
  countFieldActions,
  countTasks,
  levels,
  type FieldAction,
  type Level,
  type TaskCount,
} from './task-counts.ts';
import { webhookHealth } from './webhook-health.ts';

/** Counts what ended in a span, as it is seen from a scope. */
export function makeInsightsDesk({ db }: { db: Database }): InsightsDesk {
  const insights: InsightsDesk['insights'] = (scope, filter, by) =>
    db.tenant(scope, async (tx) => {
      const span = await spanOf(tx, scope.organizationId, filter);
      const centsPerMinute = await rateOf(tx, scope.organizationId);
      const counts = sorted(await countTasks(tx, filter, by, span), await countCalls(tx, filter, by, span));
      const figures = (level: keyof Counts, key: string | null) => {
        const { tasks, calls } = counts[level].get(key) ?? { tasks: [] };
        return figuresOf(tasks, calls, centsPerMinute);
      };
      const names = await namesOf(tx, by, counts.group);
      return {
        from: filter.from,
        to: filter.to,
        timeZone: span.timeZone,
        by,
        centsPerMinute,
        totals: figures('all', null),
        rows: inOrder(
          by,
          keysOf(by, counts, span).map((key) => ({
            key: key === '' ? null : key,
            label: names.get(key) ?? key,
            ...figures('group', key),
          })),
        ),
        series: span.days.map((day) => ({ key: day, label: day, ...figures('day', day) })),
        corrections: byField(await countFieldActions(tx, filter, span)),
        webhooks: await webhookHealth(tx, filter, span),
      };
    });
  return {
    insights,
    exportCsv: async (scope, filter, by) => insightsAsCsv(await insights(scope, filter, by)),
  };
}

async function rateOf(tx: Tx, organizationId: string): Promise<number> {
  const row = await tx
    .selectFrom('dial_limits')
    .select('cents_per_minute')
    .where('organization_id', '=', organizationId)
    .executeTakeFirst();
  return row?.cents_per_minute ?? 0;
}

/** What was counted under one key. */
export interface Counted {
  tasks: TaskCount[];
  calls?: CallCount;
}

type Counts = Record<(typeof levels)[Level], Map<string | null, Counted>>;

function sorted(tasks: readonly TaskCount[], calls: readonly CallCount[]): Counts {
  const counts: Counts = { group: new Map(), day: new Map(), all: new Map() };
  const at = ({ level, key }: { level: Level; key: string | null }): Counted => {
    const under = counts[levels[level]];
    const known = under.get(key) ?? { tasks: [] };
    under.set(key, known);
    return known;
  };
  for (const row of tasks) at(row).tasks.push(row);
  for (const row of calls) at(row).calls = row;
  return counts;
}

/** Each day and each week of the span, also those in which nothing ended; otherwise the groups that there are. */
function keysOf(by: InsightGrouping, { group }: Counts, { days }: Span): string[] {
  if (by === 'day') return [...days];
  if (by === 'week') return [...new Set(days.map(mondayOf))];
  return [...group.keys()].flatMap((key) => key ?? []);
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

function byField(rows: readonly FieldAction[]): FieldCorrections[] {
  const fields = new Map<string, FieldCorrections>();
  for (const { call_type: callType, field, action, tasks, reviewed } of rows) {
    const key = `${callType}/${field}`;
    const none = Object.fromEntries(correctionActions.map((name) => [name, 0]));
    const known = fields.get(key)?.actions ?? (none as FieldCorrections['actions']);
    const actions = { ...known, [action]: tasks };
    const changed = actions.correct + actions.reject + actions.add;
    fields.set(key, { callType, field, actions, reviewed, correctionRate: changed / reviewed });
  }
  const changes = ({ reviewed, correctionRate }: FieldCorrections) => reviewed * correctionRate;
  return [...fields.values()].toSorted(
    (a, b) =>
      changes(b) - changes(a) || a.callType.localeCompare(b.callType) || a.field.localeCompare(b.field),
  );
}
