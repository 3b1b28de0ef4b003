import type { Principal, TenantScope } from './access.ts';
import type { EventType } from './event.ts';

/** What a delivery carries: `thin` holds ids and states, `full` the values too, which are PHI. */
export const payloadStyles = ['thin', 'full'] as const;

export type PayloadStyle = (typeof payloadStyles)[number];

/** waiting: an earlier one of its task is not settled yet. dead: given up, until somebody has it made again. */
export const deliveryStates = ['waiting', 'pending', 'delivered', 'dead'] as const;

export type DeliveryState = (typeof deliveryStates)[number];

/** asked: by its owner. gone: it answered 410. failing: for days nothing could be delivered. */
export const disabledReasons = ['asked', 'gone', 'failing'] as const;

export type DisabledReason = (typeof disabledReasons)[number];

/** Times are ISO 8601. */
export interface WebhookEndpoint {
  id: string;
  url: string;
  description: string;
  /** Empty for the ends of tasks. */
  eventTypes: readonly EventType[];
  payload: PayloadStyle;
  /** Null where it hears of every practice. */
  practiceIds: readonly string[] | null;
  state: 'enabled' | 'disabled';
  disabledReason: DisabledReason | null;
  disabledAt: string | null;
  /** Since when only failures came back; null while things are delivered. */
  failingSince: string | null;
  /** Until when the secret before the last rotation signs too. */
  formerSecretUntil: string | null;
  createdAt: string;
  updatedAt: string;
}

export interface EndpointChange {
  url?: string | undefined;
  description?: string | undefined;
  eventTypes?: readonly EventType[] | undefined;
  payload?: PayloadStyle | undefined;
  /** Null for every practice that the principal sees. */
  practiceIds?: readonly string[] | null | undefined;
}

export interface NewEndpoint extends EndpointChange {
  url: string;
}

/** What came of one attempt. `result` is delivered, gone, refused, forbidden, timeout, connection or disabled. */
export interface DeliveryAttempt {
  number: number;
  startedAt: string;
  durationMs: number;
  httpStatus: number | null;
  result: string;
}

export interface WebhookDelivery {
  id: string;
  eventId: string;
  eventType: EventType;
  endpointId: string;
  /** Where to, without its query, which may hold what is nobody's to read. */
  url: string;
  taskId: string | null;
  callId: string | null;
  payload: PayloadStyle;
  state: DeliveryState;
  /** True where it was made again because somebody asked; it carries the same webhook-id as the first. */
  isReplay: boolean;
  attempts: readonly DeliveryAttempt[];
  /** Null where none is to come. */
  nextAttemptAt: string | null;
  createdAt: string;
  finishedAt: string | null;
}

export interface Page<Item> {
  data: Item[];
  nextCursor: string | null;
}

export interface PageAsked {
  limit: number;
  cursor?: string | undefined;
}

/**
 * Endpoints as resources; undefined where there is none of that id for this principal. Refusals are thrown as
 * ProblemError.
 */
export interface WebhookEndpointDesk {
  /**
   * A principal that is limited to practices gets an endpoint that hears of these only; one that may not read results
   * gets none with full payloads.
   */
  create(principal: Principal, wanted: NewEndpoint): Promise<{ endpoint: WebhookEndpoint; secret: string }>;
  list(scope: TenantScope, page: PageAsked): Promise<Page<WebhookEndpoint>>;
  get(scope: TenantScope, id: string): Promise<WebhookEndpoint | undefined>;
  change(principal: Principal, id: string, change: EndpointChange): Promise<WebhookEndpoint | undefined>;
  remove(scope: TenantScope, id: string): Promise<boolean>;
  enable(scope: TenantScope, id: string): Promise<WebhookEndpoint | undefined>;
  /** What waits for it is given up, to be replayed when it is enabled again. */
  disable(scope: TenantScope, id: string): Promise<WebhookEndpoint | undefined>;
  secretOf(scope: TenantScope, id: string): Promise<string | undefined>;
  /** A new secret; the old one signs too for a day. */
  rotateSecret(
    scope: TenantScope,
    id: string,
  ): Promise<{ endpoint: WebhookEndpoint; secret: string } | undefined>;
  /** Sends a `webhook.test` at once, once, and tells what came of it. */
  test(scope: TenantScope, id: string): Promise<WebhookDelivery | undefined>;
}

export interface DeliveriesAsked extends PageAsked {
  endpointId?: string | undefined;
  state?: DeliveryState | undefined;
  eventType?: EventType | undefined;
  taskId?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

/** What is to be sent to an endpoint again: what happened in a span of time, or all that was given up. */
export type ReplayAsked = { kind: 'dead' } | { kind: 'span'; from: string; to: string };

export interface Replayed {
  queued: number;
  hastened: number;
}

export interface WebhookDeliveryDesk {
  list(scope: TenantScope, asked: DeliveriesAsked): Promise<Page<WebhookDelivery>>;
  get(scope: TenantScope, id: string): Promise<WebhookDelivery | undefined>;
  /**
   * Makes it again as a delivery of its own, with the same webhook-id. One that is still to come is due now instead, or
   * what it waits for is.
   */
  replay(scope: TenantScope, id: string): Promise<WebhookDelivery | undefined>;
  /** Tells how many deliveries were queued anew, and how many that were still to come are due now. */
  replayMany(scope: TenantScope, endpointId: string, asked: ReplayAsked): Promise<Replayed | undefined>;
}
