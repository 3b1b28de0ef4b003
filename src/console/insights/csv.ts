import { stringify } from 'csv-stringify/sync';
import type { InsightRow, Insights } from '../../kernel/insights.ts';
import { failureReasons } from '../../kernel/outcome.ts';

/**
 * The rows of insights as CSV (RFC 4180), a row a group: rates as shares of one, lengths in seconds, money in cents;
 * empty where there is nothing to tell. Each reason has a column, of partial and failed tasks together. Cells that a
 * spreadsheet would take for a formula begin with an apostrophe.
 */
export function insightsAsCsv({ by, rows }: Insights): string {
  return stringify([Object.keys(columns), ...rows.map(cellsOf)], {
    escape_formulas: true,
    record_delimiter: 'windows',
  });

  function cellsOf(row: InsightRow): unknown[] {
    return Object.values(columns).map((cell) => cell(row, by));
  }
}

const columns: Readonly<Record<string, (row: InsightRow, by: string) => string | number | null>> = {
  groupedBy: (_row, by) => by,
  key: ({ key }) => key,
  label: ({ label }) => label,
  ended: ({ tasks }) => tasks.ended,
  completed: ({ tasks }) => tasks.completed,
  partial: ({ tasks }) => tasks.partial,
  failed: ({ tasks }) => tasks.failed,
  canceled: ({ tasks }) => tasks.canceled,
  successRate: ({ successRate }) => successRate,
  firstCallCompletions: (row) => row.firstCallCompletions,
  firstCallCompletionRate: (row) => row.firstCallCompletionRate,
  needsReview: ({ needsReview }) => needsReview,
  needsReviewRate: ({ needsReviewRate }) => needsReviewRate,
  reviewed: ({ reviewed }) => reviewed,
  corrected: ({ corrected }) => corrected,
  correctionRate: ({ correctionRate }) => correctionRate,
  calls: ({ calls }) => calls.ended,
  answeredCalls: ({ calls }) => calls.answered,
  minutes: ({ calls }) => calls.minutes,
  medianHoldSeconds: ({ holdSeconds }) => holdSeconds.median,
  p95HoldSeconds: ({ holdSeconds }) => holdSeconds.p95,
  medianActiveSeconds: ({ activeSeconds }) => activeSeconds.median,
  p95ActiveSeconds: ({ activeSeconds }) => activeSeconds.p95,
  costCents: ({ costCents }) => costCents,
  costCentsPerTask: ({ costCentsPerTask }) => costCentsPerTask,
  ...Object.fromEntries(
    failureReasons.map((reason) => [`reason.${reason}`, (row: InsightRow) => countOf(row, reason)]),
  ),
  'reason.none': (row) => countOf(row, null),
};

function countOf({ reasons }: InsightRow, wanted: string | null): number {
  const count = reasons.find(({ reason }) => reason === wanted);
  return (count?.partial ?? 0) + (count?.failed ?? 0);
}
