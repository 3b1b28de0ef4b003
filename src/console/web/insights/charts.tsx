import type { Insights, InsightRow } from '../../../kernel/insights.ts';
import { Chart } from '../ui/chart.tsx';
import { formatNumber } from '../ui/format.ts';
import { formatCents, formatSeconds, formatShare } from './figures.ts';
import styles from './insights.module.css';

/** Seconds between two lines of the axis: whole minutes. */
const lengthSteps = [60, 120, 300, 600, 900, 1_800, 3_600];

/** The days of a span as charts, each with its table. */
export function Charts({ insights: { series, totals } }: { insights: Insights }) {
  const days = series.map(({ key }) => key ?? '');
  const of = (read: (row: InsightRow) => number | null) => series.map(read);
  const { tasks } = totals;
  return (
    <div className={styles.charts}>
      <Chart
        title="Tasks that ended"
        kind="stack"
        days={days}
        format={formatNumber}
        summary={`${formatNumber(tasks.ended)} tasks ended: ${formatNumber(tasks.completed)} completed, ${formatNumber(tasks.partial)} partial, ${formatNumber(tasks.failed)} failed. ${highest(series, 'tasks ended', (row) => row.tasks.ended, formatNumber)}`}
        series={[
          { label: 'Completed', color: 'first', values: of((row) => row.tasks.completed) },
          { label: 'Partial', color: 'second', values: of((row) => row.tasks.partial) },
          { label: 'Failed', color: 'third', values: of((row) => row.tasks.failed) },
        ]}
      />
      <Chart
        title="Success and first-call completion"
        kind="lines"
        days={days}
        format={formatShare}
        summary={`${formatShare(totals.successRate)} of tasks were completed, ${formatShare(totals.firstCallCompletionRate)} by their first call.`}
        series={[
          { label: 'Success', color: 'first', values: of((row) => row.successRate) },
          {
            label: 'First call',
            color: 'second',
            values: of((row) => row.firstCallCompletionRate),
            dashed: true,
          },
        ]}
      />
      <Chart
        title="Median time on hold and active"
        kind="lines"
        days={days}
        format={formatSeconds}
        steps={lengthSteps}
        summary={`Half of the calls were on hold for no more than ${formatSeconds(totals.holdSeconds.median)} and active for no more than ${formatSeconds(totals.activeSeconds.median)}. ${highest(series, 'on hold', (row) => row.holdSeconds.median, formatSeconds)}`}
        series={[
          { label: 'On hold', color: 'third', values: of((row) => row.holdSeconds.median) },
          { label: 'Active', color: 'first', values: of((row) => row.activeSeconds.median), dashed: true },
        ]}
      />
      <Chart
        title="Cost a task"
        kind="lines"
        days={days}
        format={formatCents}
        summary={
          totals.costCentsPerTask === null
            ? 'What a minute costs is not set.'
            : `A task cost ${formatCents(totals.costCentsPerTask)}. ${highest(series, 'a task', (row) => row.costCentsPerTask, formatCents)}`
        }
        series={[{ label: 'Cost a task', color: 'second', values: of((row) => row.costCentsPerTask) }]}
      />
    </div>
  );
}

/** The day that stands out, as a sentence; empty where there is none. */
function highest(
  series: readonly InsightRow[],
  what: string,
  read: (row: InsightRow) => number | null,
  format: (value: number) => string,
): string {
  const most = series.reduce<InsightRow | undefined>(
    (best, row) => ((read(row) ?? 0) > (best === undefined ? 0 : (read(best) ?? 0)) ? row : best),
    undefined,
  );
  return most === undefined ? '' : `Highest on ${most.label}: ${format(read(most) ?? 0)} ${what}.`;
}
