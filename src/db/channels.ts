/** What is told by NOTIFY. The payload lists keys, separated by commas; an empty one concerns everybody. */
export type Channel =
  /** Keys are organizations of which new events were committed. */
  | 'holdfast_events'
  /** Keys are organizations whose running calls look otherwise than before. */
  | 'holdfast_live'
  /** Keys are calls for which a command was left. */
  | 'holdfast_commands';

export const channels: readonly Channel[] = ['holdfast_events', 'holdfast_live', 'holdfast_commands'];

/** Postgres takes payloads below 8,000 bytes; an id is about thirty. */
const mostKeys = 200;

export function payloadOf(keys: readonly string[]): string {
  return keys.length > mostKeys ? '' : keys.join(',');
}
