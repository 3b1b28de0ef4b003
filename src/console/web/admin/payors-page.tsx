import { useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useNavigate } from 'react-router';
import type { LineView, PayorHit } from '../../../kernel/payor-desk.ts';
import { api } from '../api/client.ts';
import { useList } from '../api/pages.ts';
import { useMay } from '../app/session.tsx';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { Filters, RowActions, Whole } from '../ui/facts.tsx';
import { Field } from '../ui/field.tsx';
import { formatClock, formatMoment, inWords } from '../ui/format.ts';
import { PlusIcon } from '../ui/icons.tsx';
import { More } from '../ui/more.tsx';
import { Page } from '../ui/page.tsx';
import { Shown } from '../ui/states.tsx';
import { DataTable, type Columns } from '../ui/table.tsx';
import { PayorForm } from './payor-form.tsx';
import styles from './admin.module.css';

type Asked = { what: 'create' } | { what: 'edit' | 'remove' | 'reset'; payor: PayorHit };

/** The payor directory as the organization sees it. */
export function Component() {
  const may = useMay();
  const [text, setText] = useState('');
  const [asked, setAsked] = useState<Asked>();
  const queries = useQueryClient();
  const list = useList<PayorHit>('/v1/payors', { q: useDeferredValue(text) });
  const close = () => setAsked(undefined);
  const reload = () => queries.invalidateQueries({ queryKey: ['/v1/payors'] });
  return (
    <Page
      title="Payors"
      about="Shared entries, your own, and what you want otherwise of the shared ones."
      actions={
        may('payors:write') && (
          <Button look="primary" icon={<PlusIcon />} onClick={() => setAsked({ what: 'create' })}>
            Add a payor
          </Button>
        )
      }
    >
      <Filters>
        <Field
          label="Search"
          labelHidden
          type="search"
          placeholder="Name, however it is spelled"
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
      </Filters>
      <Shown query={list} what="Reading payors">
        {(payors) => (
          <DataTable
            caption="Payors"
            columns={columnsOf(may('payors:write') ? setAsked : undefined)}
            rows={payors}
            rowId={({ id }) => id}
            empty="No payor goes by that name."
          />
        )}
      </Shown>
      <More list={list} />
      {asked?.what === 'create' && <PayorForm onClose={close} onDone={reload} />}
      {asked?.what === 'edit' && <PayorForm payor={asked.payor} onClose={close} onDone={reload} />}
      {asked?.what === 'remove' && (
        <Confirm
          title={`Remove ${asked.payor.name}?`}
          verb="Remove"
          danger
          onClose={close}
          onConfirm={async () => {
            await api.delete(`/v1/payors/${asked.payor.id}`);
            await reload();
          }}
        >
          <p>It is not found any more. Tasks that were queued for it keep their number.</p>
        </Confirm>
      )}
      {asked?.what === 'reset' && (
        <Confirm
          title={`Return to the shared entry of ${asked.payor.name}?`}
          verb="Return"
          onClose={close}
          onConfirm={async () => {
            await api.delete(`/v1/payors/${asked.payor.id}/override`);
            await reload();
          }}
        >
          <p>What you changed is given up: {asked.payor.overridden.join(', ')}.</p>
        </Confirm>
      )}
    </Page>
  );
}

function columnsOf(ask: ((asked: Asked) => void) | undefined): Columns<PayorHit> {
  return [
    {
      id: 'name',
      header: 'Name',
      accessorFn: (payor) => payor.name,
      cell: ({ row: { original: payor } }) => (
        <>
          <strong>{payor.name}</strong>
          <div className="muted small">{payor.aliases.join(', ')}</div>
          {payor.refusesAutomation && <Badge tone="warn">Takes no machines</Badge>}
        </>
      ),
    },
    {
      id: 'lines',
      header: 'Lines',
      enableSorting: false,
      cell: ({ row }) => (
        <ul className={styles.list}>
          {row.original.lines.map((line) => (
            <li key={line.id}>
              <Line line={line} />
            </li>
          ))}
        </ul>
      ),
    },
    {
      id: 'limits',
      header: 'Limits',
      enableSorting: false,
      cell: ({ row: { original } }) => (
        <ul className={styles.list}>
          {limitsOf(original).map((limit) => (
            <li key={limit}>
              <Whole>{limit}</Whole>
            </li>
          ))}
        </ul>
      ),
    },
    {
      id: 'directory',
      header: 'Entry',
      accessorFn: (payor) => payor.directory,
      cell: ({ row: { original: payor } }) => <Directory payor={payor} />,
    },
    {
      id: 'actions',
      header: 'Actions',
      enableSorting: false,
      cell: ({ row }) => <PayorActions payor={row.original} ask={ask} />,
    },
  ];
}

function Line({ line: { label, purpose, phoneNumber, now } }: { line: LineView }) {
  return (
    <>
      {phoneNumber} <span className="muted">{label ?? inWords(purpose)}</span>{' '}
      {now.open ? (
        <Badge tone="good">{now.closesAt === null ? 'Open' : `Open to ${formatClock(now.closesAt)}`}</Badge>
      ) : (
        <Badge>{now.opensAt === null ? 'Closed' : `Closed to ${formatMoment(now.opensAt)}`}</Badge>
      )}
    </>
  );
}

function limitsOf({ limits }: PayorHit): string[] {
  const parts = [
    `${limits.tasksPerCall} a call`,
    limits.maxConcurrentCalls === null ? undefined : `${limits.maxConcurrentCalls} calls at once`,
    limits.callsPerMinute === null ? undefined : `${limits.callsPerMinute} calls a minute`,
  ];
  return parts.filter((part) => part !== undefined);
}

function Directory({ payor }: { payor: PayorHit }) {
  switch (payor.directory) {
    case 'own':
      return <Badge tone="accent">Your own</Badge>;
    case 'shared':
      return <Badge>Shared</Badge>;
    case 'override':
      return (
        <>
          <Badge tone="info">Changed by you</Badge>
          <div className="muted small">{payor.overridden.join(', ')}</div>
        </>
      );
  }
}

function PayorActions({ payor, ask }: { payor: PayorHit; ask: ((asked: Asked) => void) | undefined }) {
  const navigate = useNavigate();
  return (
    <RowActions>
      {ask !== undefined && (
        <Button size="small" onClick={() => ask({ what: 'edit', payor })}>
          {payor.directory === 'own' ? 'Edit' : 'Override'}
        </Button>
      )}
      <Button size="small" onClick={() => void navigate(`/trees?payor=${payor.id}`)}>
        Trees
      </Button>
      {ask !== undefined && payor.directory === 'own' && (
        <Button size="small" look="danger" onClick={() => ask({ what: 'remove', payor })}>
          Remove
        </Button>
      )}
      {ask !== undefined && payor.directory === 'override' && (
        <Button size="small" onClick={() => ask({ what: 'reset', payor })}>
          Return
        </Button>
      )}
    </RowActions>
  );
}
