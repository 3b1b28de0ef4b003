import type { StreamState } from '../api/stream.ts';
import { Badge } from './badge.tsx';

/** Whether what is shown follows what happens. */
export function StreamBadge({ state }: { state: StreamState }) {
  return (
    <span role="status">
      {state === 'live' && <Badge tone="good">Live</Badge>}
      {state === 'connecting' && <Badge tone="warn">Connecting…</Badge>}
    </span>
  );
}
