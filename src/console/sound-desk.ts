import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Database } from '../db/database.ts';
import type { Clock } from '../kernel/clock.ts';
import type { SoundDesk } from '../kernel/listening.ts';

/** Long enough for a handshake between two nodes whose clocks differ a little. */
const ticketSeconds = 30;

export interface SoundDeskOptions {
  db: Database;
  /** This node. */
  node: string;
  /** Shared by all nodes of a server; the key of tickets is derived from it. */
  masterKey: Uint8Array;
  clock: Clock;
}

/** Finds the node on which a call runs, and makes the tickets with which nodes let each other listen. */
export function makeSoundDesk({ db, node, masterKey, clock }: SoundDeskOptions): SoundDesk {
  const key = Buffer.from(hkdfSync('sha256', masterKey, '', 'holdfast listening tickets', 32));
  const sign = (callId: string, until: string, nonce: string) =>
    createHmac('sha256', key).update(`${callId}.${until}.${nonce}`).digest();
  const seconds = () => Math.floor(clock.now() / 1_000);

  return {
    async find(scope, callId) {
      const row = await db.tenant(scope, (tx) =>
        tx.selectFrom('calls').select(['state', 'owner_node']).where('id', '=', callId).executeTakeFirst(),
      );
      if (row === undefined) return undefined;
      if (row.state === 'ended') return { kind: 'ended' };
      if (row.owner_node === node) return { kind: 'here' };
      const owner = await db.system((tx) =>
        tx
          .selectFrom('nodes')
          .select('public_url')
          .where('id', '=', row.owner_node ?? '')
          .executeTakeFirst(),
      );
      if (owner === undefined) return { kind: 'nowhere' };
      const [until, nonce] = [String(seconds() + ticketSeconds), randomBytes(12).toString('base64url')];
      const ticket = [until, nonce, sign(callId, until, nonce).toString('base64url')].join('.');
      return { kind: 'elsewhere', url: owner.public_url, ticket };
    },
    admits(callId, ticket) {
      const [until = '', nonce = '', signature = ''] = ticket.split('.');
      if (!/^\d{1,12}$/.test(until) || Number(until) < seconds()) return false;
      const given = Buffer.from(signature, 'base64url');
      const wanted = sign(callId, until, nonce);
      return given.length === wanted.length && timingSafeEqual(given, wanted);
    },
  };
}

/** Makes this node known to the others, and forgets those that were gone a day ago. Returns how to take it back. */
export async function registerNode(
  db: Database,
  id: string,
  publicUrl: string,
): Promise<() => Promise<void>> {
  await db.system(async (tx) => {
    await tx
      .deleteFrom('nodes')
      .where('started_at', '<', (eb) => eb.cast(eb.val(new Date(Date.now() - 86_400_000)), 'timestamptz'))
      .where('id', 'not in', (eb) =>
        eb
          .selectFrom('calls')
          .select('owner_node')
          .where('state', '<>', 'ended')
          .where('owner_node', 'is not', null)
          .$castTo<{ owner_node: string }>(),
      )
      .execute();
    await tx.insertInto('nodes').values({ id, public_url: publicUrl }).execute();
  });
  return () => db.system((tx) => tx.deleteFrom('nodes').where('id', '=', id).execute()).then(() => undefined);
}
