import type { Database } from '../db/database.ts';
import type { CallLog } from '../kernel/call-store.ts';
import type { PhiCodec } from '../kernel/phi.ts';
import { lockOwned, makeCallScope } from './call-row.ts';
import { openJson, sealJson } from '../kernel/sealed-json.ts';

const contextOf = (callId: string, sequence: number) => `call_events.sealed:${callId}:${sequence}`;

/** The log of calls in the database: sealed entry by entry, written only by the call's owner. */
export function makeCallLog(options: { db: Database; codec: PhiCodec }): CallLog {
  const { db, codec } = options;
  const scope = makeCallScope(db);
  return {
    async append(call, events) {
      if (events.length === 0) return;
      const rows = await Promise.all(
        events.map(async ({ sequence, event }) => ({
          call_id: call.id,
          sequence,
          organization_id: call.organizationId,
          fence: call.fence,
          sealed: await sealJson(codec, call.organizationId, contextOf(call.id, sequence), event),
        })),
      );
      await db.tenant(call.organizationId, async (tx) => {
        await lockOwned(tx, call.id, call.fence);
        const written = await tx
          .insertInto('call_events')
          .values(rows)
          .onConflict((conflict) => conflict.columns(['call_id', 'sequence']).doNothing())
          .returning('sequence')
          .execute();
        if (written.length === rows.length) return;
        // A repeated append after a lost answer is ours; the same number under another fence would fork the log.
        const others = await tx
          .selectFrom('call_events')
          .select('sequence')
          .where('call_id', '=', call.id)
          .where(
            'sequence',
            'in',
            rows.map((row) => row.sequence),
          )
          .where('fence', '<>', call.fence)
          .execute();
        if (others.length > 0) throw new Error('The log holds entries of another owner at this place.');
      });
    },
    async read(callId, afterSequence = -1) {
      const organizationId = await scope.organizationOf(callId);
      if (organizationId === undefined) return [];
      const rows = await db.tenant(organizationId, (tx) =>
        tx
          .selectFrom('call_events')
          .select(['sequence', 'sealed'])
          .where('call_id', '=', callId)
          .where('sequence', '>', afterSequence)
          .orderBy('sequence')
          .execute(),
      );
      return await Promise.all(
        rows.map(async ({ sequence, sealed }) => ({
          sequence,
          event: await openJson(codec, organizationId, contextOf(callId, sequence), sealed),
        })),
      );
    },
  };
}
