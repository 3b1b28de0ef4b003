import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { FloorNews, FloorSnapshot } from '../../../kernel/floor.ts';
import { api } from '../api/client.ts';
import { useEventStream, type StreamEvent } from '../api/stream.ts';
import type { Connection } from './connection.tsx';

/** The floor as it is known, and how far the server's clock is ahead of this machine's, in milliseconds. */
export interface Floor extends FloorSnapshot {
  aheadMs: number;
}

const floorKey = ['floor'] as const;

const known = (snapshot: FloorSnapshot): Floor => ({
  ...snapshot,
  aheadMs: Date.parse(snapshot.at) - Date.now(),
});

/** The floor, pushed: read once, then followed. */
export function useFloor() {
  const queries = useQueryClient();
  const [wasLive, setWasLive] = useState(false);
  const query = useQuery({
    queryKey: floorKey,
    queryFn: async ({ signal }) => known(await api.get<FloorSnapshot>('/v1/floor', { signal })),
    staleTime: Infinity,
  });
  const state = useEventStream({
    url: '/v1/floor/stream',
    types: ['snapshot', 'changes', 'queue'],
    onEvent: (event) => {
      setWasLive(true);
      queries.setQueryData<Floor>(floorKey, (floor) => after(floor, newsOf(event)));
    },
  });
  const connection: Connection = state === 'connecting' && wasLive ? 'lost' : state;
  return { query, connection };
}

function newsOf({ type, data }: StreamEvent): FloorNews {
  if (type === 'snapshot') return { kind: 'snapshot', snapshot: data as FloorSnapshot };
  const kind = type === 'queue' ? 'queue' : 'changes';
  return { kind, ...(data as object) } as FloorNews;
}

/** What is known once the news has come; undefined as long as there was no snapshot. */
export function after(floor: Floor | undefined, news: FloorNews): Floor | undefined {
  if (news.kind === 'snapshot') return known(news.snapshot);
  if (floor === undefined) return undefined;
  if (news.kind === 'queue') return { ...floor, queue: news.queue, capacity: news.capacity };
  const gone = new Set([...news.ended, ...news.calls.map(({ callId }) => callId)]);
  return { ...floor, calls: [...floor.calls.filter(({ callId }) => !gone.has(callId)), ...news.calls] };
}
