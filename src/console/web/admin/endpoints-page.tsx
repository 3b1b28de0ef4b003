import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { api } from '../api/client.ts';
import { Page } from '../ui/page.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { Deliveries } from './deliveries.tsx';
import { Endpoints } from './endpoints.tsx';

interface EventTypeView {
  type: string;
  description: string;
}

/** Where events are sent, and how that went. */
export function Component() {
  const [params, setParams] = useSearchParams();
  const types = useQuery({
    queryKey: ['event-types'],
    staleTime: Infinity,
    queryFn: ({ signal }) => api.get<{ data: EventTypeView[] }>('/v1/event-types', { signal }),
  });
  const eventTypes = types.data?.data ?? [];
  const show = (deliveriesOf: string | null) =>
    setParams(deliveriesOf === null ? {} : { show: 'deliveries', endpoint: deliveriesOf });
  return (
    <Page title="Webhooks" about="Where events are sent, signed, retried and kept for a replay.">
      <Tabs
        label="Webhooks"
        value={params.get('show') === 'deliveries' ? 'deliveries' : 'endpoints'}
        onChange={(value) => show(value === 'deliveries' ? '' : null)}
        tabs={[
          {
            value: 'endpoints',
            label: 'Endpoints',
            content: <Endpoints eventTypes={eventTypes} onDeliveries={show} />,
          },
          {
            value: 'deliveries',
            label: 'Deliveries',
            content: (
              <Deliveries
                endpointId={params.get('endpoint') ?? ''}
                eventTypes={eventTypes.map(({ type }) => type)}
                onEndpoint={show}
              />
            ),
          },
        ]}
      />
    </Page>
  );
}
