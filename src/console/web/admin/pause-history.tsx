import { useQuery } from '@tanstack/react-query';
import type { Pause } from '../../../kernel/dialing.ts';
import { api } from '../api/client.ts';
import { Badge } from '../ui/badge.tsx';
import { formatMoment } from '../ui/format.ts';
import { Shown } from '../ui/states.tsx';
import { DataTable, type Columns } from '../ui/table.tsx';
import { useActorNames } from './actors.ts';
import styles from './admin.module.css';

/** Pauses that last and those that are over, the newest two hundred. */
export function PauseHistory({ nameOf }: { nameOf: (pause: Pause) => string }) {
  const query = useQuery({
    queryKey: ['dialing', 'pauses'],
    queryFn: ({ signal }) => api.get<{ data: Pause[] }>('/v1/dialing/pauses?ended=true', { signal }),
  });
  const actorName = useActorNames();
  const columns: Columns<Pause> = [
    { id: 'what', header: 'What', accessorFn: nameOf },
    { id: 'why', header: 'Why', accessorFn: (pause) => pause.reason },
    {
      id: 'running',
      header: 'Running calls',
      accessorFn: ({ runningCalls }) => (runningCalls === 'continue' ? 'Went on' : 'Ended politely'),
    },
    {
      id: 'from',
      header: 'From',
      accessorFn: (pause) => pause.createdAt,
      cell: ({ row: { original: pause } }) =>
        `${formatMoment(pause.createdAt)}, ${actorName(pause.createdBy)}`,
    },
    {
      id: 'to',
      header: 'To',
      accessorFn: (pause) => pause.endedAt ?? '',
      cell: ({ row: { original: pause } }) =>
        pause.endedAt === null ? (
          <Badge tone="bad">Lasts</Badge>
        ) : (
          `${formatMoment(pause.endedAt)}, ${actorName(pause.endedBy ?? '')}`
        ),
    },
  ];
  return (
    <div className={styles.tab}>
      <Shown query={query}>
        {({ data }) => (
          <DataTable
            caption="Pauses"
            columns={columns}
            rows={data}
            rowId={({ id }) => id}
            empty="Dialing was never paused."
          />
        )}
      </Shown>
    </div>
  );
}
