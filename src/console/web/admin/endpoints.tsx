import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { WebhookDelivery, WebhookEndpoint } from '../../../kernel/webhook.ts';
import { api } from '../api/client.ts';
import { useList } from '../api/pages.ts';
import { sentenceOf } from '../api/problem.ts';
import { useMay } from '../app/session.tsx';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { RowActions } from '../ui/facts.tsx';
import { formatMoment } from '../ui/format.ts';
import { PlusIcon } from '../ui/icons.tsx';
import { Menu, MenuItem, MenuLine } from '../ui/menu.tsx';
import { More } from '../ui/more.tsx';
import { Shown } from '../ui/states.tsx';
import { DataTable, type Columns } from '../ui/table.tsx';
import { toast } from '../ui/toast.tsx';
import { EndpointForm, type EventTypeChoice } from './endpoint-form.tsx';
import { EndpointStep, type EndpointStepName } from './endpoint-steps.tsx';
import { usePracticeNames } from './practices.tsx';
import { SecretDialog } from './secret-dialog.tsx';
import styles from './admin.module.css';

interface EndpointsProps {
  eventTypes: readonly EventTypeChoice[];
  onDeliveries: (endpointId: string) => void;
}

type Asked = { what: 'create' } | { what: 'edit' | EndpointStepName; endpoint: WebhookEndpoint };

export function Endpoints({ eventTypes, onDeliveries }: EndpointsProps) {
  const may = useMay();
  const list = useList<WebhookEndpoint>('/v1/webhook-endpoints');
  const queries = useQueryClient();
  const practiceNames = usePracticeNames();
  const [asked, setAsked] = useState<Asked>();
  const [secret, setSecret] = useState<string>();
  const close = () => setAsked(undefined);
  const reload = () => queries.invalidateQueries({ queryKey: ['/v1/webhook-endpoints'] });
  const mayWrite = may('webhooks:write');
  return (
    <div className={styles.tab}>
      {mayWrite && (
        <Button
          look="primary"
          icon={<PlusIcon />}
          className={styles.add}
          onClick={() => setAsked({ what: 'create' })}
        >
          Add an endpoint
        </Button>
      )}
      <Shown query={list} what="Reading endpoints">
        {(endpoints) => (
          <DataTable
            caption="Webhook endpoints"
            columns={columnsOf(practiceNames, (endpoint) => (
              <RowActions>
                <Button size="small" onClick={() => onDeliveries(endpoint.id)}>
                  Deliveries
                </Button>
                {mayWrite && <EndpointMenu endpoint={endpoint} ask={setAsked} onTested={reload} />}
              </RowActions>
            ))}
            rows={endpoints}
            rowId={({ id }) => id}
            empty="Events are sent nowhere yet."
          />
        )}
      </Shown>
      <More list={list} />
      {asked?.what === 'create' && (
        <EndpointForm eventTypes={eventTypes} onClose={close} onDone={reload} onSecret={setSecret} />
      )}
      {asked?.what === 'edit' && (
        <EndpointForm
          eventTypes={eventTypes}
          endpoint={asked.endpoint}
          onClose={close}
          onDone={reload}
          onSecret={setSecret}
        />
      )}
      {asked !== undefined && asked.what !== 'create' && asked.what !== 'edit' && (
        <EndpointStep
          what={asked.what}
          endpoint={asked.endpoint}
          onClose={close}
          onDone={reload}
          onSecret={setSecret}
        />
      )}
      {secret !== undefined && (
        <SecretDialog
          title="Signing secret"
          label="Secret"
          text={secret}
          onClose={() => setSecret(undefined)}
        >
          <p className="muted">Your program verifies the signature of each delivery with it.</p>
        </SecretDialog>
      )}
    </div>
  );
}

function columnsOf(
  practiceNames: (ids: readonly string[] | null) => string,
  actionsOf: (endpoint: WebhookEndpoint) => React.ReactNode,
): Columns<WebhookEndpoint> {
  return [
    {
      id: 'url',
      header: 'Address',
      accessorFn: (endpoint) => endpoint.url,
      cell: ({ row: { original: endpoint } }) => (
        <div className={styles.breaks}>
          <strong>{endpoint.description === '' ? endpoint.url : endpoint.description}</strong>
          {endpoint.description !== '' && <div className="muted">{endpoint.url}</div>}
        </div>
      ),
    },
    {
      id: 'events',
      header: 'Events',
      enableSorting: false,
      cell: ({ row: { original: endpoint } }) =>
        endpoint.eventTypes.length === 0 ? 'Ends of tasks' : endpoint.eventTypes.join(', '),
    },
    {
      id: 'payload',
      header: 'Payload',
      accessorFn: (endpoint) => endpoint.payload,
      cell: ({ row }) =>
        row.original.payload === 'full' ? <Badge tone="warn">Full</Badge> : <Badge>Thin</Badge>,
    },
    { id: 'practices', header: 'Practices', accessorFn: (endpoint) => practiceNames(endpoint.practiceIds) },
    {
      id: 'state',
      header: 'State',
      accessorFn: (endpoint) => endpoint.state,
      cell: ({ row }) => <EndpointState endpoint={row.original} />,
    },
    {
      id: 'actions',
      header: 'Actions',
      enableSorting: false,
      cell: ({ row }) => actionsOf(row.original),
    },
  ];
}

const reasons = { asked: 'by you', gone: 'it answered 410', failing: 'days of failures' } as const;

function EndpointState({ endpoint }: { endpoint: WebhookEndpoint }) {
  const { state, disabledReason, failingSince } = endpoint;
  if (state === 'disabled')
    return (
      <>
        <Badge tone="bad">Disabled</Badge>
        {disabledReason !== null && <div className="muted small">{reasons[disabledReason]}</div>}
      </>
    );
  if (failingSince === null) return <Badge tone="good">Enabled</Badge>;
  return (
    <>
      <Badge tone="warn">Failing</Badge>
      <div className="muted small">since {formatMoment(failingSince)}</div>
    </>
  );
}

interface EndpointMenuProps {
  endpoint: WebhookEndpoint;
  ask: (asked: Asked) => void;
  onTested: () => Promise<void>;
}

function EndpointMenu({ endpoint, ask, onTested }: EndpointMenuProps) {
  const item = (what: 'edit' | EndpointStepName, label: string, danger = false) => (
    <MenuItem danger={danger} onSelect={() => ask({ what, endpoint })}>
      {label}
    </MenuItem>
  );
  return (
    <Menu
      trigger={
        <Button size="small" aria-label={`Change ${endpoint.description || endpoint.url}`}>
          Change…
        </Button>
      }
    >
      <MenuItem onSelect={() => void test(endpoint, onTested)}>Send a test</MenuItem>
      {item('edit', 'Edit')}
      {item('replay', 'Send again what failed')}
      <MenuLine />
      {item('secret', 'Show the secret')}
      {item('rotate', 'Rotate the secret')}
      <MenuLine />
      {endpoint.state === 'enabled' ? item('disable', 'Disable', true) : item('enable', 'Enable')}
      {item('delete', 'Delete', true)}
    </Menu>
  );
}

async function test({ id }: WebhookEndpoint, onTested: () => Promise<void>): Promise<void> {
  try {
    const { attempts, state } = await api.post<WebhookDelivery>(`/v1/webhook-endpoints/${id}/test`);
    const last = attempts.at(-1);
    const answer = last?.httpStatus ?? last?.result ?? 'no answer';
    if (state === 'delivered') toast(`The test was delivered: ${answer}, in ${last?.durationMs ?? 0} ms.`);
    else toast(`The test was not delivered: ${answer}.`, { tone: 'bad' });
    await onTested();
  } catch (error) {
    toast(sentenceOf(error), { tone: 'bad' });
  }
}
