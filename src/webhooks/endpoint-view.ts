import { eventTypes, type EventType } from '../kernel/event.ts';
import type { DisabledReason, PayloadStyle, WebhookEndpoint } from '../kernel/webhook.ts';

export const endpointColumns = [
  'id',
  'url',
  'description',
  'event_types',
  'payload',
  'practice_ids',
  'disabled_at',
  'disabled_reason',
  'failing_since',
  'former_secret_until',
  'created_at',
  'updated_at',
] as const;

interface EndpointRow {
  id: string;
  url: string | null;
  description: string;
  event_types: string[];
  payload: PayloadStyle;
  practice_ids: string[] | null;
  disabled_at: Date | null;
  disabled_reason: DisabledReason | null;
  failing_since: Date | null;
  former_secret_until: Date | null;
  created_at: Date;
  updated_at: Date;
}

const isEventType = (text: string): text is EventType => (eventTypes as readonly string[]).includes(text);

export function asEndpoint(row: EndpointRow): WebhookEndpoint {
  return {
    id: row.id,
    url: row.url ?? '',
    description: row.description,
    eventTypes: row.event_types.filter(isEventType),
    payload: row.payload,
    practiceIds: row.practice_ids,
    state: row.disabled_at === null ? 'enabled' : 'disabled',
    disabledReason: row.disabled_reason,
    disabledAt: row.disabled_at?.toISOString() ?? null,
    failingSince: row.failing_since?.toISOString() ?? null,
    formerSecretUntil: row.former_secret_until?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}
