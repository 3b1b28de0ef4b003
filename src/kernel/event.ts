/** What the feed and the webhooks tell of. */
export const eventTypes = [
  'task.created',
  'task.updated',
  'task.canceled',
  'task.completed',
  'task.partial',
  'task.failed',
  'task.needs_review',
  'task.corrected',
  'task.approved',
  'task.review_changed',
  'call.started',
  'call.ended',
  'webhook_endpoint.disabled',
  'webhook.test',
] as const;

export type EventType = (typeof eventTypes)[number];

/** What an endpoint gets that names no types, and what a task's own `webhookUrl` can be told. */
export const endingEventTypes: readonly EventType[] = [
  'task.completed',
  'task.partial',
  'task.failed',
  'task.needs_review',
  'task.corrected',
  'task.approved',
];

/** What an endpoint may choose; the rest is for people who have the same list before them, and is in the feed only. */
export const deliveredEventTypes: readonly EventType[] = eventTypes.filter(
  (type) => type !== 'task.review_changed',
);

/** Something that happened, ready to be told: written in the transaction that makes it true. */
export interface NewEvent {
  type: EventType;
  organizationId: string;
  taskId?: string | null | undefined;
  callId?: string | null | undefined;
  practiceId?: string | null | undefined;
  /** Which asking of the task it is about. */
  revision?: number | undefined;
  /** When it happened, ISO 8601; the present moment where it is left out. */
  at?: string | undefined;
  /**
   * Ids and states only: what every reader may see. It is the `data` of a thin payload. Members that the type's schema
   * (event-schemas.ts) does not name are left out.
   */
  thin: Readonly<Record<string, unknown>>;
  /** The `data` of a full payload; left out where there is nothing more to tell. Holds PHI. */
  full?: unknown;
  /** Of the task's own `webhookUrl`; null where it has none or is not told of this. */
  webhookUrl?: string | null | undefined;
}

/** Seals and addresses events before the transaction, and writes them and their deliveries inside it. */
export interface EventAnnouncer<Tx> {
  prepare(events: readonly NewEvent[]): Promise<{ write(tx: Tx): Promise<void> }>;
}
