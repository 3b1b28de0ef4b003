import { Link } from 'react-router';
import type { FieldCorrections, Insights, ReasonCount, WebhookHealth } from '../../../kernel/insights.ts';
import { useMay } from '../app/session.tsx';
import { Facts } from '../ui/facts.tsx';
import { formatNumber, inWords } from '../ui/format.ts';
import { Panel } from '../ui/page.tsx';
import { DataTable, type Columns } from '../ui/table.tsx';
import { formatSeconds, formatShare } from './figures.ts';
import styles from './insights.module.css';

const reasonOf = ({ reason }: ReasonCount) => (reason === null ? 'Answers missing' : inWords(reason));

const reasonColumns: Columns<ReasonCount> = [
  { id: 'reason', header: 'Reason', accessorFn: reasonOf },
  { id: 'partial', header: 'Partial', accessorFn: (row) => row.partial },
  { id: 'failed', header: 'Failed', accessorFn: (row) => row.failed },
  { id: 'both', header: 'Together', accessorFn: (row) => row.partial + row.failed },
];

const correctionColumns: Columns<FieldCorrections> = [
  { id: 'field', header: 'Field', accessorFn: (row) => inWords(spaced(row.field)) },
  { id: 'callType', header: 'Call type', accessorFn: (row) => inWords(row.callType) },
  { id: 'correct', header: 'Corrected', accessorFn: (row) => row.actions.correct },
  { id: 'reject', header: 'Rejected', accessorFn: (row) => row.actions.reject },
  { id: 'add', header: 'Added', accessorFn: (row) => row.actions.add },
  { id: 'confirm', header: 'Confirmed', accessorFn: (row) => row.actions.confirm },
  {
    id: 'rate',
    header: 'Changed',
    accessorFn: (row) => row.correctionRate,
    cell: ({ row }) => formatShare(row.original.correctionRate),
  },
];

/** `callReference` → `call reference`. */
const spaced = (name: string) => name.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();

/** Why tasks did not succeed, what reviewers change, and how webhooks arrive. */
export function Details({ insights: { totals, corrections, webhooks } }: { insights: Insights }) {
  return (
    <div className={styles.details}>
      <Panel title="Why tasks ended partial or failed">
        <DataTable
          caption="Failures by reason"
          columns={reasonColumns}
          rows={totals.reasons}
          rowId={(row) => row.reason ?? ''}
          figures={['partial', 'failed', 'both']}
          empty="No task ended partial or failed."
        />
      </Panel>
      <Panel title="Corrections by field">
        <DataTable
          caption="Fields that people decided"
          columns={correctionColumns}
          rows={corrections}
          rowId={(row) => `${row.callType}/${row.field}`}
          figures={['correct', 'reject', 'add', 'confirm', 'rate']}
          empty="Nobody corrected or confirmed a value."
        />
      </Panel>
      <Webhooks health={webhooks} />
    </div>
  );
}

function Webhooks({
  health: { delivered, pending, dead, replays, delaySeconds },
}: {
  health: WebhookHealth;
}) {
  const may = useMay();
  return (
    <Panel title="Webhooks" actions={may('webhooks:read') && <Link to="/admin/endpoints">Endpoints</Link>}>
      <Facts
        facts={[
          ['Delivered', formatNumber(delivered)],
          ['Under way', formatNumber(pending)],
          ['Given up', formatNumber(dead)],
          ['Replays among these', formatNumber(replays)],
          ['Delay, median', shortSeconds(delaySeconds.median)],
          ['Delay, p95', shortSeconds(delaySeconds.p95)],
        ]}
      />
    </Panel>
  );
}

/** Deliveries take less than seconds when all is well. */
const shortSeconds = (seconds: number | null) =>
  seconds !== null && seconds < 60 ? `${seconds.toFixed(1)} s` : formatSeconds(seconds);
