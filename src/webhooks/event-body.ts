import type { EventType } from '../kernel/event.ts';

/** The exact text that is signed and sent: type, time and data, as Standard Webhooks suggests. */
export function bodyOf(event: { type: EventType; at: string; data: unknown }): string {
  return JSON.stringify({ type: event.type, timestamp: event.at, data: event.data });
}
