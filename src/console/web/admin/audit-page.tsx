import { useState } from 'react';
import type { AuditEntry } from '../../../kernel/identity.ts';
import { useList } from '../api/pages.ts';
import { Button } from '../ui/button.tsx';
import { Filters, Whole } from '../ui/facts.tsx';
import { Field } from '../ui/field.tsx';
import { fieldText } from '../ui/form-dialog.tsx';
import { formatFullMoment } from '../ui/format.ts';
import { More } from '../ui/more.tsx';
import { Page } from '../ui/page.tsx';
import { Shown } from '../ui/states.tsx';
import { DataTable, type Columns } from '../ui/table.tsx';
import { useActorNames } from './actors.ts';

type Filter = Record<'actor' | 'action' | 'subject' | 'from' | 'to', string>;

const everything: Filter = { actor: '', action: '', subject: '', from: '', to: '' };

/** Who saw and changed what. Identifiers only; looking at it is recorded, too. */
export function Component() {
  const [filter, setFilter] = useState(everything);
  const list = useList<AuditEntry>('/v1/audit', {
    ...filter,
    from: startOf(filter.from, 0),
    // The day itself counts.
    to: startOf(filter.to, 1),
  });
  const nameOf = useActorNames();
  const columns: Columns<AuditEntry> = [
    {
      id: 'at',
      header: 'When',
      accessorFn: (entry) => entry.at,
      cell: ({ row }) => <Whole>{formatFullMoment(row.original.at)}</Whole>,
    },
    {
      id: 'actor',
      header: 'Who',
      accessorFn: (entry) => nameOf(entry.actor),
      cell: ({ row: { original: entry } }) => <span title={entry.actor}>{nameOf(entry.actor)}</span>,
    },
    {
      id: 'action',
      header: 'What',
      accessorFn: (entry) => entry.action,
      cell: ({ row }) => <code>{row.original.action}</code>,
    },
    {
      id: 'subject',
      header: 'Record',
      accessorFn: (entry) => entry.subject,
      cell: ({ row }) => <code>{row.original.subject}</code>,
    },
    {
      id: 'address',
      header: 'From',
      accessorFn: (entry) => entry.address ?? '—',
      cell: ({ row: { original: entry } }) => (
        <>
          {entry.address ?? '—'}
          {entry.requestId !== null && <div className="muted small">{entry.requestId}</div>}
        </>
      ),
    },
  ];
  return (
    <Page title="Audit" about="Who saw and changed what, newest first. Nobody changes or removes an entry.">
      <form
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          setFilter(filterOf(new FormData(event.currentTarget)));
        }}
        onReset={() => setFilter(everything)}
      >
        <Filters>
          <Field label="Who" name="actor" placeholder="Id of a person or key" />
          <Field label="What" name="action" placeholder="task.* or key.rotate" />
          <Field label="Record" name="subject" placeholder="Id of the record" />
          <Field label="From" name="from" type="date" />
          <Field label="To" name="to" type="date" />
          <Button type="submit" look="primary">
            Show
          </Button>
          <Button type="reset" look="quiet">
            Clear
          </Button>
        </Filters>
      </form>
      <Shown query={list} what="Reading the audit">
        {(entries) => (
          <DataTable
            caption="Entries of the audit"
            columns={columns}
            rows={entries}
            rowId={({ id }) => id}
            empty="Nothing of that kind is on record."
          />
        )}
      </Shown>
      <More list={list} />
    </Page>
  );
}

const filterOf = (fields: FormData): Filter => ({
  actor: fieldText(fields, 'actor'),
  action: fieldText(fields, 'action'),
  subject: fieldText(fields, 'subject'),
  from: fieldText(fields, 'from'),
  to: fieldText(fields, 'to'),
});

/** The moment at which a day begins where the person is, so many days on; empty for no day. */
function startOf(day: string, daysOn: number): string {
  if (day === '') return '';
  const moment = new Date(`${day}T00:00`);
  moment.setDate(moment.getDate() + daysOn);
  return moment.toISOString();
}
