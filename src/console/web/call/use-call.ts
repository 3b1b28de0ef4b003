import { useReducer } from 'react';
import type { BeingSaid, LiveCall } from '../../../kernel/floor.ts';
import type { TimelineItem } from '../../../kernel/live.ts';
import { useEventStream, type StreamEvent } from '../api/stream.ts';
import type { Connection } from '../floor/connection.tsx';

/** One call as its stream has told it so far. */
export interface WatchedCall {
  items: readonly TimelineItem[];
  /** What is being said at this moment. */
  partial: BeingSaid | null;
  /** Null before it was told. */
  live: LiveCall | null;
  ended: boolean;
  /** Whether anything was told at all. */
  begun: boolean;
}

export const nothingYet: WatchedCall = { items: [], partial: null, live: null, ended: false, begun: false };

/** What is known after one event of the stream. A stream that begins anew tells items again: they count once. */
export function afterEvent(
  call: WatchedCall,
  { type, data }: Pick<StreamEvent, 'type' | 'data'>,
): WatchedCall {
  const known = { ...call, begun: true };
  switch (type) {
    case 'item':
      return { ...known, partial: null, items: withItem(call.items, data as TimelineItem) };
    case 'partial':
      return { ...known, partial: (data as { partial: BeingSaid | null }).partial };
    case 'live':
      return { ...known, live: (data as { call: LiveCall }).call };
    case 'ended':
      return { ...known, partial: null, ended: true };
    default:
      return known;
  }
}

/** One event of the log may make several items: the sequence alone does not tell them apart. */
function withItem(items: readonly TimelineItem[], item: TimelineItem): readonly TimelineItem[] {
  const last = items.at(-1);
  if (last === undefined || item.sequence > last.sequence) return [...items, item];
  const key = itemKey(item);
  return items.some((other) => itemKey(other) === key) ? items : [...items, item];
}

/** Unlike that of every other item of the call. */
export function itemKey(item: TimelineItem): string {
  const what = item.kind === 'answer' ? `${item.taskId}/${item.field}` : item.kind;
  return `${item.sequence}/${what}`;
}

/** Follows a call for as long as it runs; null where the person may not. */
export function useCall(callId: string, allowed: boolean) {
  const [call, tell] = useReducer(afterEvent, nothingYet);
  const state = useEventStream({
    url: allowed && !call.ended ? `/v1/calls/${callId}/stream` : null,
    types: ['item', 'partial', 'live', 'ended'],
    onEvent: tell,
  });
  const connection: Connection = state === 'connecting' && call.begun ? 'lost' : state;
  return { call, connection };
}
