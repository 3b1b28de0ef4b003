/** What the feed and the webhooks tell of. */
export const eventTypes = [
  'task.created',
  'task.updated',
  'task.canceled',
  'task.completed',
  'task.partial',
  'task.failed',
  'task.needs_review',
  'call.started',
  'call.ended',
  'webhook_endpoint.disabled',
  'webhook.test',
] as const;

export type EventType = (typeof eventTypes)[number];

/** Something that happened, ready to be told: written in the transaction that makes it true. */
export interface NewEvent {
  type: EventType;
  organizationId: string;
  taskId?: string | null | undefined;
  callId?: string | null | undefined;
  practiceId?: string | null | undefined;
  /** Which asking of the task it is about. */
  revision?: number | undefined;
  /** Ids and states only: what every reader may see. It is the `data` of a thin payload. */
  thin: Readonly<Record<string, unknown>>;
  /** The `data` of a full payload; left out where there is nothing more to tell. Holds PHI. */
  full?: unknown;
  /** Of the task's own `webhookUrl`; null where it has none or is not told of this. */
  webhookUrl?: string | null | undefined;
}
