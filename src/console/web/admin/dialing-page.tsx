import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { Pause, QueueOverview } from '../../../kernel/dialing.ts';
import { api } from '../api/client.ts';
import { useOptions } from '../api/pages.ts';
import { useMay } from '../app/session.tsx';
import { Pauses } from '../floor/pauses.tsx';
import { StopDialog } from '../floor/stop-dialog.tsx';
import { Button } from '../ui/button.tsx';
import { PauseIcon } from '../ui/icons.tsx';
import { Page } from '../ui/page.tsx';
import { Shown } from '../ui/states.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { Flags } from './flags.tsx';
import { LimitsForm } from './limits-form.tsx';
import { PauseHistory } from './pause-history.tsx';
import { StateRules } from './state-rules.tsx';
import styles from './admin.module.css';

const queueKey = ['dialing', 'queue'] as const;

/** The stop button, limits, what calls ran into, and the rules of states. */
export function Component() {
  const may = useMay();
  const [params, setParams] = useSearchParams();
  const [stops, setStops] = useState(false);
  const queries = useQueryClient();
  const query = useQuery({
    queryKey: queueKey,
    queryFn: ({ signal }) => api.get<QueueOverview>('/v1/dialing/queue', { signal }),
  });
  const nameOf = usePauseNames();
  const reload = () => void queries.invalidateQueries({ queryKey: ['dialing'] });
  return (
    <Page
      title="Dialing"
      about="What holds calls back, for the whole organization."
      actions={
        may('dialing:write') && (
          <Button look="danger" icon={<PauseIcon />} onClick={() => setStops(true)}>
            Stop dialing
          </Button>
        )
      }
    >
      <Shown query={query} what="Reading the queue">
        {(queue) => (
          <>
            <Pauses pauses={queue.pauses} nameOf={nameOf} onResumed={reload} />
            <Tabs
              label="Dialing"
              value={params.get('show') ?? 'limits'}
              onChange={(value) => setParams({ show: value }, { replace: true })}
              tabs={[
                { value: 'limits', label: 'Limits', content: <LimitsForm queue={queue} onSaved={reload} /> },
                {
                  value: 'flags',
                  label: `Flags (${queue.flags.length})`,
                  content: <Flags flags={queue.flags} onCleared={reload} />,
                },
                { value: 'pauses', label: 'Pauses', content: <PauseHistory nameOf={nameOf} /> },
                ...(may('payors:read')
                  ? [{ value: 'states', label: 'State rules', content: <StateRules /> }]
                  : []),
              ]}
            />
          </>
        )}
      </Shown>
      {stops && (
        <StopDialog running={query.data?.running ?? 0} onClose={() => setStops(false)} onStopped={reload} />
      )}
      <p className={styles.note}>
        Calls of the server as a whole are stopped by whoever runs it:{' '}
        <code>npm run dialing -- pause everything</code>.
      </p>
    </Page>
  );
}

interface Named {
  id: string;
  name: string;
}

/** What a pause concerns, in words. */
function usePauseNames(): (pause: Pause) => string {
  const may = useMay();
  const payors = useOptions<Named>('/v1/payors', may('payors:read'));
  const practices = useOptions<Named>('/v1/practices', may('practices:read'));
  const named = (all: readonly Named[] | undefined, id: string | null) =>
    all?.find((one) => one.id === id)?.name ?? id ?? '';
  return ({ scope, subject }) => {
    switch (scope) {
      case 'everything':
        return 'the whole server';
      case 'organization':
        return 'the whole organization';
      case 'payor':
        return named(payors.data, subject);
      case 'practice':
        return named(practices.data, subject);
      case 'line':
        return subject ?? '';
    }
  };
}
