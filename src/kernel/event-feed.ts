import type { TenantScope } from './access.ts';
import type { EventType } from './event.ts';
import type { PayloadStyle } from './webhook.ts';

/** An event as readers see it: the body of its webhook with the webhook's id. */
export interface FeedEvent {
  id: string;
  type: EventType;
  /** ISO 8601. */
  timestamp: string;
  data: Readonly<Record<string, unknown>>;
}

export interface EventFilter {
  /** Null for every type. */
  types: readonly EventType[] | null;
  taskId?: string | undefined;
}

export interface EventsAsked extends EventFilter {
  limit: number;
  /** Where an earlier page ended; undefined for the oldest. */
  cursor?: string | undefined;
  payload: PayloadStyle;
}

/** Where a stream begins: behind an event, at a cursor of the feed, or with what happens from now on. */
export type StreamStart =
  { kind: 'after'; eventId: string } | { kind: 'cursor'; cursor: string } | { kind: 'now' };

/** Events in the order in which readers can follow them: what commits late is never skipped. */
export interface EventFeed {
  list(
    scope: TenantScope,
    asked: EventsAsked,
  ): Promise<{ data: FeedEvent[]; nextCursor: string; hasMore: boolean }>;
  get(scope: TenantScope, id: string, payload: PayloadStyle): Promise<FeedEvent | undefined>;
  /**
   * Thin events as they happen, until the signal; `null` now and then where there is nothing, so that the reader can
   * show that it lives. Throws a ProblemError where the start is unknown.
   */
  follow(
    scope: TenantScope,
    filter: EventFilter,
    start: StreamStart,
    signal: AbortSignal,
  ): Promise<AsyncIterable<FeedEvent | null>>;
}
