import { useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import type { PracticeView } from '../../../kernel/practice.ts';
import { api } from '../api/client.ts';
import { useList } from '../api/pages.ts';
import { useMay } from '../app/session.tsx';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { Check } from '../ui/choices.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { Filters, RowActions } from '../ui/facts.tsx';
import { Field } from '../ui/field.tsx';
import { PlusIcon } from '../ui/icons.tsx';
import { More } from '../ui/more.tsx';
import { Page } from '../ui/page.tsx';
import { Shown } from '../ui/states.tsx';
import { DataTable, type Columns } from '../ui/table.tsx';
import { PracticeForm } from './practice-form.tsx';

type Asked = { what: 'create' } | { what: 'edit' | 'archive'; practice: PracticeView };

/** Practices for which calls are made. */
export function Component() {
  const may = useMay();
  const [text, setText] = useState('');
  const [archived, setArchived] = useState(false);
  const [asked, setAsked] = useState<Asked>();
  const queries = useQueryClient();
  const list = useList<PracticeView>('/v1/practices', {
    q: useDeferredValue(text),
    archived: archived ? 'include' : 'leave_out',
  });
  const close = () => setAsked(undefined);
  const reload = () => queries.invalidateQueries({ queryKey: ['/v1/practices'] });
  return (
    <Page
      title="Practices"
      about="What calls say of whoever they are made for. The first number of each kind is the one that is given."
      actions={
        may('practices:write') && (
          <Button look="primary" icon={<PlusIcon />} onClick={() => setAsked({ what: 'create' })}>
            Add a practice
          </Button>
        )
      }
    >
      <Filters>
        <Field
          label="Search"
          labelHidden
          type="search"
          placeholder="Name, NPI or tax ID"
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <Check
          label="Archived ones, too"
          checked={archived}
          onChange={({ target }) => setArchived(target.checked)}
        />
      </Filters>
      <Shown query={list} what="Reading practices">
        {(practices) => (
          <DataTable
            caption="Practices"
            columns={columnsOf(may('practices:write') ? setAsked : undefined)}
            rows={practices}
            rowId={({ id }) => id}
            empty="No practice fits."
          />
        )}
      </Shown>
      <More list={list} />
      {asked?.what === 'create' && <PracticeForm onClose={close} onDone={reload} />}
      {asked?.what === 'edit' && <PracticeForm practice={asked.practice} onClose={close} onDone={reload} />}
      {asked?.what === 'archive' && <Archive practice={asked.practice} onClose={close} onDone={reload} />}
    </Page>
  );
}

function columnsOf(ask: ((asked: Asked) => void) | undefined): Columns<PracticeView> {
  return [
    {
      id: 'name',
      header: 'Name',
      accessorFn: (practice) => practice.name,
      cell: ({ row: { original: practice } }) => (
        <>
          <strong>{practice.name}</strong> {practice.archivedAt !== null && <Badge>Archived</Badge>}
        </>
      ),
    },
    { id: 'npi', header: 'NPI', accessorFn: (practice) => practice.npis.map(({ npi }) => npi).join(', ') },
    {
      id: 'tax',
      header: 'Tax ID',
      accessorFn: (practice) => practice.taxIds.map(({ taxId }) => taxId).join(', '),
    },
    {
      id: 'callback',
      header: 'Callback',
      accessorFn: (practice) => practice.callbackNumbers.map(({ number }) => number).join(', '),
    },
    { id: 'state', header: 'State', accessorFn: (practice) => practice.state ?? '—' },
    { id: 'zone', header: 'Time zone', accessorFn: (practice) => practice.timeZone.replaceAll('_', ' ') },
    ...(ask === undefined
      ? []
      : [
          {
            id: 'actions',
            header: 'Actions',
            enableSorting: false,
            cell: ({ row: { original: practice } }: { row: { original: PracticeView } }) => (
              <RowActions>
                <Button size="small" onClick={() => ask({ what: 'edit', practice })}>
                  Edit
                </Button>
                <Button size="small" onClick={() => ask({ what: 'archive', practice })}>
                  {practice.archivedAt === null ? 'Archive' : 'Use again'}
                </Button>
              </RowActions>
            ),
          },
        ]),
  ];
}

interface ArchiveProps {
  practice: PracticeView;
  onClose: () => void;
  onDone: () => Promise<void>;
}

function Archive({ practice: { id, name, archivedAt }, onClose, onDone }: ArchiveProps) {
  const isInUse = archivedAt === null;
  return (
    <Confirm
      title={isInUse ? `Archive ${name}?` : `Use ${name} again?`}
      verb={isInUse ? 'Archive' : 'Use again'}
      onClose={onClose}
      onConfirm={async () => {
        await api.post(`/v1/practices/${id}/${isInUse ? 'archive' : 'restore'}`);
        await onDone();
      }}
    >
      <p>{isInUse ? 'It takes no more tasks. What is queued goes on.' : 'It takes tasks again.'}</p>
    </Confirm>
  );
}
