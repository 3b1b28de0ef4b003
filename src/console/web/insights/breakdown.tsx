import type { Insights, InsightRow } from '../../../kernel/insights.ts';
import { Button } from '../ui/button.tsx';
import { formatDay, formatNumber, inWords } from '../ui/format.ts';
import { DataTable, type Columns } from '../ui/table.tsx';
import { formatCents, formatSeconds, formatShare } from './figures.ts';
import { groupings, type InsightsAsked } from './range.ts';
import styles from './insights.module.css';

interface BreakdownProps {
  insights: Insights;
  /** Narrows everything down to what a row is about. */
  onChoose: (changes: Partial<InsightsAsked>) => void;
}

type Figure = readonly [
  id: string,
  header: string,
  read: (row: InsightRow) => number | null,
  format: (value: number | null) => string,
];

const count = (value: number | null) => formatNumber(value ?? 0);

const figures: readonly Figure[] = [
  ['ended', 'Ended', (row) => row.tasks.ended, count],
  ['completed', 'Completed', (row) => row.tasks.completed, count],
  ['partial', 'Partial', (row) => row.tasks.partial, count],
  ['failed', 'Failed', (row) => row.tasks.failed, count],
  ['success', 'Success', (row) => row.successRate, formatShare],
  ['first', 'First call', (row) => row.firstCallCompletionRate, formatShare],
  ['review', 'Review', (row) => row.needsReviewRate, formatShare],
  ['corrected', 'Corrected', (row) => row.correctionRate, formatShare],
  ['hold', 'Hold', (row) => row.holdSeconds.median, formatSeconds],
  ['hold95', 'Hold p95', (row) => row.holdSeconds.p95, formatSeconds],
  ['active', 'Active', (row) => row.activeSeconds.median, formatSeconds],
  ['minutes', 'Minutes', (row) => row.calls.minutes, (value) => formatNumber(Math.round(value ?? 0))],
  ['cost', 'Cost', (row) => row.costCentsPerTask, formatCents],
];

/** The rows of what was asked for: one a day, payor, practice and so on. */
export function Breakdown({ insights, onChoose }: BreakdownProps) {
  const { by, rows } = insights;
  const columns: Columns<InsightRow> = [
    {
      id: 'label',
      header: groupings[by],
      accessorFn: (row) => row.label,
      cell: ({ row: { original } }) => <RowName by={by} row={original} onChoose={onChoose} />,
    },
    ...figures.map(([id, header, read, format]) => ({
      id,
      header,
      accessorFn: (row: InsightRow) => read(row) ?? -1,
      cell: ({ row }: { row: { original: InsightRow } }) => format(read(row.original)),
    })),
  ];
  return (
    <div className={styles.rows}>
      <DataTable
        caption={`Figures by ${groupings[by].toLowerCase()}`}
        columns={columns}
        rows={rows}
        rowId={(row) => row.key ?? ''}
        figures={figures.map(([id]) => id)}
        empty="Nothing ended in this time."
      />
    </div>
  );
}

const filterOf = { payor: 'payorId', practice: 'practiceId', state: 'state', callType: 'callType' } as const;

function RowName({
  by,
  row,
  onChoose,
}: Pick<BreakdownProps, 'onChoose'> & { by: Insights['by']; row: InsightRow }) {
  const { key } = row;
  if (by === 'day' || by === 'week') return <span className={styles.day}>{formatDay(row.label)}</span>;
  const label = by === 'callType' ? inWords(row.label) : row.label;
  if (key === null) return label;
  return (
    <Button
      look="quiet"
      size="small"
      className={styles.rowName}
      title={`Only ${label}`}
      onClick={() => onChoose({ [filterOf[by]]: key, by: 'day' })}
    >
      {label}
    </Button>
  );
}
