import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ApiKeyView, IssuedKey } from '../../../kernel/identity.ts';
import { api } from '../api/client.ts';
import { useList } from '../api/pages.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { RowActions } from '../ui/facts.tsx';
import { Field } from '../ui/field.tsx';
import { FormDialog, fieldText } from '../ui/form-dialog.tsx';
import { formatMoment } from '../ui/format.ts';
import { PlusIcon } from '../ui/icons.tsx';
import { More } from '../ui/more.tsx';
import { Page } from '../ui/page.tsx';
import { Shown } from '../ui/states.tsx';
import { DataTable, type Columns } from '../ui/table.tsx';
import { toast } from '../ui/toast.tsx';
import { IssueKey } from './issue-key.tsx';
import { usePracticeNames } from './practices.tsx';
import { SecretDialog } from './secret-dialog.tsx';

type Asked = { what: 'issue' } | { what: 'rotate' | 'revoke' | 'rename'; key: ApiKeyView };

/** Keys with which programs come in. */
export function Component() {
  const list = useList<ApiKeyView>('/v1/api-keys');
  const queries = useQueryClient();
  const practiceNames = usePracticeNames();
  const [asked, setAsked] = useState<Asked>();
  const [issued, setIssued] = useState<IssuedKey>();
  const close = () => setAsked(undefined);
  const reload = () => queries.invalidateQueries({ queryKey: ['/v1/api-keys'] });
  async function take(made: IssuedKey): Promise<void> {
    setIssued(made);
    await reload();
  }
  return (
    <Page
      title="API keys"
      about="For programs that queue tasks and take results in."
      actions={
        <Button look="primary" icon={<PlusIcon />} onClick={() => setAsked({ what: 'issue' })}>
          Issue a key
        </Button>
      }
    >
      <Shown query={list} what="Reading keys">
        {(keys) => (
          <DataTable
            caption="API keys"
            columns={columnsOf(practiceNames, setAsked)}
            rows={keys}
            rowId={({ id }) => id}
          />
        )}
      </Shown>
      <More list={list} />
      {asked?.what === 'issue' && <IssueKey onClose={close} onIssued={take} />}
      {asked?.what === 'rotate' && <Rotate apiKey={asked.key} onClose={close} onRotated={take} />}
      {asked?.what === 'rename' && <Rename apiKey={asked.key} onClose={close} onDone={reload} />}
      {asked?.what === 'revoke' && (
        <Confirm
          title={`Revoke “${asked.key.name}”?`}
          verb="Revoke"
          danger
          onClose={close}
          onConfirm={async () => {
            await api.delete(`/v1/api-keys/${asked.key.id}`);
            toast('The key is revoked.');
            await reload();
          }}
        >
          <p>At once and for good, also its old secret. Whatever uses it stops working.</p>
        </Confirm>
      )}
      {issued !== undefined && (
        <SecretDialog
          title={`The secret of “${issued.key.name}”`}
          label="Secret"
          text={issued.secret}
          onClose={() => setIssued(undefined)}
        />
      )}
    </Page>
  );
}

const isOver = (key: ApiKeyView) =>
  key.revokedAt !== null || (key.expiresAt !== null && !isAhead(key.expiresAt));

const isAhead = (iso: string) => Date.parse(iso) > Date.now();

function columnsOf(
  practiceNames: (ids: readonly string[] | null) => string,
  ask: (asked: Asked) => void,
): Columns<ApiKeyView> {
  return [
    {
      id: 'name',
      header: 'Name',
      accessorFn: (key) => key.name,
      cell: ({ row: { original: key } }) => (
        <>
          <strong>{key.name}</strong>
          <br />
          <code className="muted">hf_{key.prefix}_…</code>
        </>
      ),
    },
    {
      id: 'scopes',
      header: 'May',
      enableSorting: false,
      cell: ({ row }) => row.original.scopes.join(', '),
    },
    {
      id: 'practices',
      header: 'Practices',
      accessorFn: (key) => practiceNames(key.practiceIds),
    },
    {
      id: 'used',
      header: 'Last used',
      accessorFn: (key) => key.lastUsedAt ?? '',
      cell: ({ row: { original: key } }) =>
        key.lastUsedAt === null ? 'Never' : formatMoment(key.lastUsedAt),
    },
    {
      id: 'state',
      header: 'State',
      accessorFn: stateOf,
      cell: ({ row }) => <KeyState apiKey={row.original} />,
    },
    {
      id: 'actions',
      header: 'Actions',
      enableSorting: false,
      cell: ({ row: { original: key } }) =>
        isOver(key) ? null : (
          <RowActions>
            <Button size="small" onClick={() => ask({ what: 'rename', key })}>
              Rename
            </Button>
            <Button size="small" onClick={() => ask({ what: 'rotate', key })}>
              Rotate
            </Button>
            <Button size="small" look="danger" onClick={() => ask({ what: 'revoke', key })}>
              Revoke
            </Button>
          </RowActions>
        ),
    },
  ];
}

function stateOf(key: ApiKeyView): string {
  if (key.revokedAt !== null) return 'Revoked';
  return isOver(key) ? 'Expired' : 'Good';
}

function KeyState({ apiKey: key }: { apiKey: ApiKeyView }) {
  const state = stateOf(key);
  return (
    <>
      <Badge tone={state === 'Good' ? 'good' : 'neutral'}>{state}</Badge>
      {state === 'Good' && key.expiresAt !== null && (
        <div className="muted small">until {formatMoment(key.expiresAt)}</div>
      )}
      {state === 'Good' && key.previousSecretUntil !== null && isAhead(key.previousSecretUntil) && (
        <div className="muted small">old secret until {formatMoment(key.previousSecretUntil)}</div>
      )}
    </>
  );
}

interface ChangeProps {
  apiKey: ApiKeyView;
  onClose: () => void;
}

function Rotate({
  apiKey,
  onClose,
  onRotated,
}: ChangeProps & { onRotated: (made: IssuedKey) => Promise<void> }) {
  return (
    <FormDialog
      title={`A new secret for “${apiKey.name}”`}
      verb="Rotate"
      onClose={onClose}
      onSend={async (fields) =>
        onRotated(
          await api.post<IssuedKey>(`/v1/api-keys/${apiKey.id}/rotate`, {
            overlapHours: Number(fieldText(fields, 'hours')),
          }),
        )
      }
    >
      <Field
        label="Hours for which the old secret stays good"
        name="hours"
        type="number"
        min={0}
        max={168}
        defaultValue={24}
        required
        hint="So that nothing stands still meanwhile; 0 ends it at once."
      />
    </FormDialog>
  );
}

function Rename({ apiKey, onClose, onDone }: ChangeProps & { onDone: () => Promise<void> }) {
  return (
    <FormDialog
      title="Rename the key"
      verb="Rename"
      onClose={onClose}
      onSend={async (fields) => {
        await api.patch(`/v1/api-keys/${apiKey.id}`, { name: fieldText(fields, 'name') });
        await onDone();
      }}
    >
      <Field label="Name" name="name" required maxLength={100} defaultValue={apiKey.name} />
    </FormDialog>
  );
}
