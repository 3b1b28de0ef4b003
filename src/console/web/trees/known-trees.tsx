import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { PhoneTreeSummary } from '../../../kernel/payor-desk.ts';
import { api } from '../api/client.ts';
import { Badge } from '../ui/badge.tsx';
import { formatMoment } from '../ui/format.ts';
import { Shown } from '../ui/states.tsx';
import { DataTable, type Columns } from '../ui/table.tsx';

const columns: Columns<PhoneTreeSummary> = [
  {
    id: 'payor',
    header: 'Payor',
    accessorFn: ({ payor }) => payor?.name ?? '',
    cell: ({ row: { original: tree } }) => <TreeName tree={tree} />,
  },
  { id: 'number', header: 'Number', accessorFn: (tree) => tree.phoneNumber },
  { id: 'prompts', header: 'Prompts', accessorFn: (tree) => tree.prompts },
  {
    id: 'drifted',
    header: 'Drifted',
    accessorFn: (tree) => tree.drifted,
    cell: ({ row: { original: tree } }) =>
      tree.drifted === 0 ? '0' : <Badge tone="warn">{tree.drifted} drifted</Badge>,
  },
  { id: 'edited', header: 'Edited', accessorFn: (tree) => tree.edited },
  {
    id: 'updated',
    header: 'Changed',
    accessorFn: (tree) => tree.updatedAt,
    cell: ({ row }) => formatMoment(row.original.updatedAt),
  },
];

/** Every line of which something is known, the latest changed first. */
export function KnownTrees() {
  const query = useQuery({
    queryKey: ['phone-trees'],
    queryFn: ({ signal }) => api.get<{ data: PhoneTreeSummary[] }>('/v1/phone-trees', { signal }),
  });
  return (
    <Shown query={query} what="Reading trees">
      {({ data }) => (
        <DataTable
          caption="Phone trees"
          columns={columns}
          rows={data}
          rowId={({ phoneNumber }) => phoneNumber}
          figures={['prompts', 'drifted', 'edited']}
          empty="No call has met a menu yet, and nobody has described one."
        />
      )}
    </Shown>
  );
}

function TreeName({ tree: { payor, lineId } }: { tree: PhoneTreeSummary }) {
  if (payor === null) return <span className="muted">In no directory</span>;
  const line = lineId === null ? '' : `&line=${lineId}`;
  return <Link to={`/trees?payor=${payor.id}${line}`}>{payor.name}</Link>;
}
