import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import type { Insights } from '../../../kernel/insights.ts';
import { addressOf, api } from '../api/client.ts';
import { useMe } from '../app/session.tsx';
import { formatNumber } from '../ui/format.ts';
import { useNow } from '../ui/now.ts';
import { Page } from '../ui/page.tsx';
import { Select } from '../ui/select.tsx';
import { Shown } from '../ui/states.tsx';
import { Breakdown } from './breakdown.tsx';
import { Charts } from './charts.tsx';
import { Details } from './details.tsx';
import { formatCents, formatSeconds, formatShare } from './figures.ts';
import { InsightFilters } from './filters.tsx';
import { askedIn, groupings, todayIn, type InsightsAsked } from './range.ts';
import styles from './insights.module.css';

/** How the work goes, in figures: as a whole, by day, and by whatever is asked for. */
export function Component() {
  const { organization } = useMe();
  const [params, setParams] = useSearchParams();
  const today = todayIn(organization.timeZone, useNow(60_000));
  const asked = askedIn(params, today);
  const query = useQuery({
    queryKey: ['insights', asked],
    queryFn: ({ signal }) => api.get<Insights>(addressOf('/v1/insights', { ...asked }), { signal }),
    placeholderData: keepPreviousData,
  });
  function change(changes: Partial<InsightsAsked>): void {
    setParams((before) => {
      for (const [name, value] of Object.entries(changes))
        if (value === null || value === '') before.delete(name);
        else before.set(name, value);
      return before;
    });
  }
  return (
    <Page
      title="Insights"
      about={`Days as they are in ${organization.timeZone.replaceAll('_', ' ')}`}
      actions={
        <a className={styles.download} href={addressOf('/v1/insights/export', { ...asked })} download>
          Download CSV
        </a>
      }
    >
      <InsightFilters asked={asked} today={today} onChange={change} />
      <Shown query={query} what="Counting">
        {(insights) => (
          <div className={styles.all} aria-busy={query.isPlaceholderData}>
            <Totals insights={insights} />
            <Charts insights={insights} />
            <div className={styles.section}>
              <header className={styles.sectionHead}>
                <h2>Figures by {groupings[insights.by].toLowerCase()}</h2>
                <Select
                  label="Rows by"
                  labelHidden
                  value={asked.by}
                  options={Object.entries(groupings).map(([value, label]) => ({
                    value,
                    label: `By ${label.toLowerCase()}`,
                  }))}
                  onChange={(by) => change({ by: by as InsightsAsked['by'] })}
                />
              </header>
              <Breakdown insights={insights} onChoose={change} />
            </div>
            <Details insights={insights} />
          </div>
        )}
      </Shown>
    </Page>
  );
}

function Totals({ insights: { totals } }: { insights: Insights }) {
  const { tasks, holdSeconds, activeSeconds, calls } = totals;
  const cards: readonly (readonly [label: string, value: string, more: string])[] = [
    ['Tasks ended', formatNumber(tasks.ended), `${formatNumber(tasks.canceled)} canceled`],
    ['Success', formatShare(totals.successRate), `${formatNumber(tasks.completed)} completed`],
    [
      'First call',
      formatShare(totals.firstCallCompletionRate),
      `${formatNumber(totals.firstCallCompletions)} by it`,
    ],
    ['Needs review', formatShare(totals.needsReviewRate), `${formatNumber(totals.needsReview)} tasks`],
    ['Corrected', formatShare(totals.correctionRate), `of ${formatNumber(totals.reviewed)} reviewed`],
    ['Hold, median', formatSeconds(holdSeconds.median), `p95 ${formatSeconds(holdSeconds.p95)}`],
    ['Active, median', formatSeconds(activeSeconds.median), `p95 ${formatSeconds(activeSeconds.p95)}`],
    [
      'Cost a task',
      formatCents(totals.costCentsPerTask),
      totals.costCents === null
        ? 'Say what a minute costs'
        : `${formatCents(totals.costCents)} in ${formatNumber(Math.round(calls.minutes))} min`,
    ],
  ];
  return (
    <dl className={styles.totals}>
      {cards.map(([label, value, more]) => (
        <div key={label} className={styles.total}>
          <dt>{label}</dt>
          <dd className={styles.value}>{value}</dd>
          <dd className={styles.more}>{more}</dd>
        </div>
      ))}
    </dl>
  );
}
