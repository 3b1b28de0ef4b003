import { sql } from 'kysely';
import { payloadOf, type Channel } from './channels.ts';
import type { Tx } from './database.ts';

/** Tells every node that listens, once the transaction is committed. */
export async function notify(tx: Tx, channel: Channel, keys: readonly string[]): Promise<void> {
  if (keys.length > 0) await sql`select pg_notify(${channel}, ${payloadOf(keys)})`.execute(tx);
}
