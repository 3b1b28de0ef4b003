import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import type { InsightRow, Insights } from '../../kernel/insights.ts';
import { insightsAsCsv } from './csv.ts';
import { figuresOf } from './figures.ts';

const ended = (state: 'completed' | 'partial' | 'failed', reason: string | null, tasks: number) => ({
  level: 'group' as const,
  key: 'x',
  state,
  reason,
  tasks,
  first_calls: 0,
  needs_review: 0,
  reviewed: 0,
  corrected: 0,
  payor_name: '',
});

it('the rows of insights as CSV have a column a figure and a column a reason, and nothing a spreadsheet would run', () => {
  const figures = figuresOf(
    [
      ended('completed', null, 3),
      ended('partial', 'closed', 1),
      ended('failed', 'closed', 2),
      ended('failed', null, 2),
    ],
    {
      level: 'group',
      key: 'x',
      ended: 4,
      answered: 3,
      seconds: 450,
      measured: 0,
      hold_ms: null,
      active_ms: null,
    },
    10,
  );
  const row: InsightRow = { key: null, label: '=1+1', ...figures };
  const csv = insightsAsCsv({ by: 'practice', rows: [row] } as unknown as Insights);
  const [read, ...more] = parse<Record<string, string>>(csv, { columns: true });
  expect(more).toEqual([]);
  expect(read).toMatchObject({
    groupedBy: 'practice',
    key: '',
    label: `'=1+1`,
    ended: '8',
    completed: '3',
    successRate: '0.375',
    minutes: '7.5',
    medianHoldSeconds: '',
    costCents: '75',
    costCentsPerTask: '9.4',
    'reason.closed': '3',
    'reason.busy': '0',
    'reason.none': '2',
  });
});
