import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type {
  DeliveryAttempt,
  DeliveryState,
  WebhookDelivery,
  WebhookEndpoint,
} from '../../../kernel/webhook.ts';
import { api } from '../api/client.ts';
import { useList, useOptions } from '../api/pages.ts';
import { sentenceOf } from '../api/problem.ts';
import { useMay } from '../app/session.tsx';
import { Badge, type Tone } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { Filters } from '../ui/facts.tsx';
import { formatFullMoment, formatMoment, inWords } from '../ui/format.ts';
import { More } from '../ui/more.tsx';
import { Select } from '../ui/select.tsx';
import { Shown } from '../ui/states.tsx';
import { DataTable, type Columns } from '../ui/table.tsx';
import { toast } from '../ui/toast.tsx';
import styles from './admin.module.css';

interface DeliveriesProps {
  endpointId: string;
  eventTypes: readonly string[];
  onEndpoint: (endpointId: string) => void;
}

const states: Readonly<Record<DeliveryState, Tone>> = {
  waiting: 'neutral',
  pending: 'info',
  delivered: 'good',
  dead: 'bad',
};

/** What was sent where, with every attempt. */
export function Deliveries({ endpointId, eventTypes, onEndpoint }: DeliveriesProps) {
  const may = useMay();
  const [state, setState] = useState('');
  const [eventType, setEventType] = useState('');
  const endpoints = useOptions<WebhookEndpoint>('/v1/webhook-endpoints');
  const list = useList<WebhookDelivery>('/v1/webhook-deliveries', { endpointId, state, eventType });
  const queries = useQueryClient();
  const names = new Map(endpoints.data?.map(({ id, url, description }) => [id, description || url]));

  async function replay({ id }: WebhookDelivery): Promise<void> {
    try {
      await api.post(`/v1/webhook-deliveries/${id}/replay`);
      toast('It is sent again.');
    } catch (error) {
      toast(sentenceOf(error), { tone: 'bad' });
    }
    await queries.invalidateQueries({ queryKey: ['/v1/webhook-deliveries'] });
  }

  return (
    <div className={styles.tab}>
      <Filters>
        <Select
          label="Endpoint"
          value={endpointId}
          options={[
            { value: '', label: 'All endpoints' },
            ...[...names].map(([value, label]) => ({ value, label })),
          ]}
          onChange={onEndpoint}
        />
        <Select
          label="State"
          value={state}
          options={[
            { value: '', label: 'Any state' },
            ...Object.keys(states).map((value) => ({ value, label: inWords(value) })),
          ]}
          onChange={setState}
        />
        <Select
          label="Event"
          value={eventType}
          options={[
            { value: '', label: 'Any event' },
            ...eventTypes.map((value) => ({ value, label: value })),
          ]}
          onChange={setEventType}
        />
        <Button onClick={() => void list.refetch()}>Look again</Button>
      </Filters>
      <Shown query={list} what="Reading deliveries">
        {(deliveries) => (
          <DataTable
            caption="Deliveries"
            columns={columnsOf(names, may('webhooks:write') ? replay : undefined)}
            rows={deliveries}
            rowId={({ id }) => id}
            empty="Nothing of that kind was sent."
          />
        )}
      </Shown>
      <More list={list} />
    </div>
  );
}

function columnsOf(
  names: ReadonlyMap<string, string>,
  replay: ((delivery: WebhookDelivery) => Promise<void>) | undefined,
): Columns<WebhookDelivery> {
  return [
    {
      id: 'at',
      header: 'When',
      accessorFn: (delivery) => delivery.createdAt,
      cell: ({ row }) => formatMoment(row.original.createdAt),
    },
    {
      id: 'event',
      header: 'Event',
      accessorFn: (delivery) => delivery.eventType,
      cell: ({ row: { original: delivery } }) => (
        <>
          <code>{delivery.eventType}</code> {delivery.isReplay && <Badge tone="info">Replay</Badge>}
          {delivery.taskId !== null && <div className="muted small">{delivery.taskId}</div>}
        </>
      ),
    },
    {
      id: 'endpoint',
      header: 'Endpoint',
      accessorFn: ({ endpointId, url }) => names.get(endpointId) ?? url,
    },
    {
      id: 'state',
      header: 'State',
      accessorFn: (delivery) => delivery.state,
      cell: ({ row: { original: delivery } }) => (
        <>
          <Badge tone={states[delivery.state]}>{inWords(delivery.state)}</Badge>
          {delivery.nextAttemptAt !== null && (
            <div className="muted small">next {formatMoment(delivery.nextAttemptAt)}</div>
          )}
        </>
      ),
    },
    {
      id: 'attempts',
      header: 'Attempts',
      accessorFn: (delivery) => delivery.attempts.length,
      cell: ({ row }) => <Attempts attempts={row.original.attempts} />,
    },
    ...(replay === undefined
      ? []
      : [
          {
            id: 'actions',
            header: 'Actions',
            enableSorting: false,
            cell: ({ row }: { row: { original: WebhookDelivery } }) => (
              <Button size="small" onClick={() => void replay(row.original)}>
                Replay
              </Button>
            ),
          },
        ]),
  ];
}

function Attempts({ attempts }: { attempts: readonly DeliveryAttempt[] }) {
  const last = attempts.at(-1);
  if (last === undefined) return 'None yet';
  return (
    <details>
      <summary>
        {attempts.length}, last {answerOf(last)}
      </summary>
      <ol className={styles.attempts}>
        {attempts.map((attempt) => (
          <li key={attempt.number}>
            {formatFullMoment(attempt.startedAt)}: {answerOf(attempt)} in {attempt.durationMs} ms
          </li>
        ))}
      </ol>
    </details>
  );
}

const answerOf = ({ httpStatus, result }: DeliveryAttempt) =>
  httpStatus === null ? inWords(result).toLowerCase() : String(httpStatus);
