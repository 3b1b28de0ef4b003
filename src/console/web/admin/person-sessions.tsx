import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { MemberView, SessionView } from '../../../kernel/identity.ts';
import { api } from '../api/client.ts';
import { sentenceOf } from '../api/problem.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { formatMoment } from '../ui/format.ts';
import { Shown } from '../ui/states.tsx';
import { DataTable, type Columns } from '../ui/table.tsx';
import { toast } from '../ui/toast.tsx';

/** Where a person is signed in, to be ended. */
export function PersonSessions({ member, onClose }: { member: MemberView; onClose: () => void }) {
  const address = `/v1/users/${member.userId}/sessions`;
  const queries = useQueryClient();
  const query = useQuery({
    queryKey: [address],
    queryFn: ({ signal }) => api.get<{ data: SessionView[] }>(address, { signal }),
  });
  async function end(which: string): Promise<void> {
    try {
      await api.delete(which);
    } catch (error) {
      toast(sentenceOf(error), { tone: 'bad' });
    }
    await queries.invalidateQueries({ queryKey: [address] });
  }
  const columns: Columns<SessionView> = [
    { id: 'agent', header: 'Browser', accessorFn: (session) => session.userAgent ?? 'Unknown' },
    {
      id: 'seen',
      header: 'Last used',
      accessorFn: (session) => session.lastSeenAt,
      cell: ({ row }) => formatMoment(row.original.lastSeenAt),
    },
    {
      id: 'end',
      header: 'Actions',
      enableSorting: false,
      cell: ({ row: { original: session } }) =>
        session.current ? (
          <Badge tone="accent">This one</Badge>
        ) : (
          <Button size="small" onClick={() => void end(`${address}/${session.id}`)}>
            End
          </Button>
        ),
    },
  ];
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={`Sessions of ${member.name}`}
      wide
      actions={
        <>
          <Button look="danger" onClick={() => void end(address)}>
            End all
          </Button>
          <Button onClick={onClose}>Close</Button>
        </>
      }
    >
      <Shown query={query}>
        {({ data }) => (
          <DataTable
            caption="Sessions"
            columns={columns}
            rows={data}
            rowId={({ id }) => id}
            empty="Not signed in anywhere."
          />
        )}
      </Shown>
    </Dialog>
  );
}
