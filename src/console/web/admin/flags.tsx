import { Link } from 'react-router';
import type { DialingFlag } from '../../../kernel/dialing.ts';
import { api } from '../api/client.ts';
import { sentenceOf } from '../api/problem.ts';
import { useMay } from '../app/session.tsx';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { formatMoment } from '../ui/format.ts';
import { DataTable, type Columns } from '../ui/table.tsx';
import { toast } from '../ui/toast.tsx';
import styles from './admin.module.css';

const kinds = { refuses_automation: 'Refuses machines', wrong_number: 'Wrong number' } as const;

/** What calls ran into at a payor or a number. A flag holds nothing back by itself. */
export function Flags({ flags, onCleared }: { flags: readonly DialingFlag[]; onCleared: () => void }) {
  const may = useMay();
  async function clear({ id }: DialingFlag): Promise<void> {
    try {
      await api.delete(`/v1/dialing/flags/${id}`);
    } catch (error) {
      toast(sentenceOf(error), { tone: 'bad' });
    }
    onCleared();
  }
  const columns: Columns<DialingFlag> = [
    {
      id: 'kind',
      header: 'What',
      accessorFn: ({ kind }) => kinds[kind],
      cell: ({ row }) => <Badge tone="warn">{kinds[row.original.kind]}</Badge>,
    },
    { id: 'payor', header: 'Payor', accessorFn: (flag) => flag.payorName },
    { id: 'number', header: 'Number', accessorFn: (flag) => flag.phoneNumber },
    { id: 'times', header: 'Times', accessorFn: (flag) => flag.times },
    {
      id: 'last',
      header: 'Last',
      accessorFn: (flag) => flag.lastAt,
      cell: ({ row }) => formatMoment(row.original.lastAt),
    },
    {
      id: 'actions',
      header: 'Actions',
      enableSorting: false,
      cell: ({ row }) =>
        may('dialing:write') && (
          <Button size="small" onClick={() => void clear(row.original)}>
            Take down
          </Button>
        ),
    },
  ];
  return (
    <div className={styles.tab}>
      <p className="muted">
        A flag holds nothing back. Look into it, say in the <Link to="/admin/payors">directory</Link> what
        shall hold, and take it down; it goes up again when another call meets the same.
      </p>
      <DataTable
        caption="Flags"
        columns={columns}
        rows={flags}
        rowId={({ id }) => id}
        figures={['times']}
        empty="No call ran into anything."
      />
    </div>
  );
}
