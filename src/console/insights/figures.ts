import type { InsightFigures, ReasonCount, Spread } from '../../kernel/insights.ts';
import type { CallCount } from './call-counts.ts';
import type { TaskCount } from './task-counts.ts';

/** What the rows of one group or day come to; docs/insights.md defines each figure. */
export function figuresOf(
  tasks: readonly TaskCount[],
  calls: CallCount | undefined,
  centsPerMinute: number,
): InsightFigures {
  const ended = tasks.filter(({ state }) => state !== 'canceled');
  const of = (state: TaskCount['state']) => sum(tasks.filter((row) => row.state === state));
  const count = sum(ended);
  const completed = of('completed');
  const firstCallCompletions = sum(ended, 'first_calls');
  const needsReview = sum(ended, 'needs_review');
  const reviewed = sum(ended, 'reviewed');
  const corrected = sum(ended, 'corrected');
  const minutes = (calls?.seconds ?? 0) / 60;
  const cents = centsPerMinute > 0 ? minutes * centsPerMinute : null;
  return {
    tasks: {
      ended: count,
      completed,
      partial: of('partial'),
      failed: of('failed'),
      canceled: of('canceled'),
    },
    successRate: share(completed, count),
    firstCallCompletions,
    firstCallCompletionRate: share(firstCallCompletions, count),
    reasons: reasonsOf(ended),
    needsReview,
    needsReviewRate: share(needsReview, count),
    reviewed,
    corrected,
    correctionRate: share(corrected, reviewed),
    calls: { ended: calls?.ended ?? 0, answered: calls?.answered ?? 0, minutes: rounded(minutes, 10) },
    holdSeconds: spreadOf(calls?.measured, calls?.hold_ms),
    activeSeconds: spreadOf(calls?.measured, calls?.active_ms),
    costCents: cents === null ? null : Math.round(cents),
    costCentsPerTask: cents === null || count === 0 ? null : rounded(cents / count, 10),
  };
}

function sum(
  rows: readonly TaskCount[],
  of: 'tasks' | 'first_calls' | 'needs_review' | 'reviewed' | 'corrected' = 'tasks',
): number {
  return rows.reduce((total, row) => total + row[of], 0);
}

function reasonsOf(ended: readonly TaskCount[]): ReasonCount[] {
  const counts = new Map<string | null, { partial: number; failed: number }>();
  for (const { state, reason, tasks } of ended) {
    if (state !== 'partial' && state !== 'failed') continue;
    const known = counts.get(reason) ?? { partial: 0, failed: 0 };
    counts.set(reason, { ...known, [state]: known[state] + tasks });
  }
  return [...counts]
    .map(([reason, count]) => ({ reason, ...count }))
    .toSorted(
      (a, b) => b.partial + b.failed - a.partial - a.failed || (a.reason ?? '').localeCompare(b.reason ?? ''),
    );
}

function spreadOf(calls = 0, ms: readonly [number, number] | null = null): Spread {
  const seconds = (of: number) => rounded(of / 1_000, 10);
  return { calls, median: ms && seconds(ms[0]), p95: ms && seconds(ms[1]) };
}

const share = (part: number, whole: number) => (whole === 0 ? null : part / whole);
const rounded = (value: number, parts: number) => Math.round(value * parts) / parts;
