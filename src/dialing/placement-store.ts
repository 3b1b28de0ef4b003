import type { Database, Tx } from '../db/database.ts';
import type { PlaceState } from '../db/schema/calls.ts';
import type { EventAnnouncer, NewEvent } from '../kernel/event.ts';
import type { CarrierCall, CarrierStatus } from '../kernel/telephony.ts';
import { lockOwned } from './call-row.ts';
import { isTerminal, linkCarrierCall } from './carrier-status.ts';
import { taskIdsOf } from './linked-tasks.ts';

export interface Placement {
  sid: string | null;
  placeState: PlaceState;
  requestedAtMs: number | null;
  status: CarrierStatus;
}

interface CallKey {
  id: string;
  organizationId: string;
  fence: number;
}

/** What is durably known of a call's placing. Every write is the owner's and fenced. */
export interface PlacementStore {
  look(call: CallKey): Promise<Placement>;
  /**
   * Notes that the carrier is about to be asked, before it is, and tells that the call starts. False where it was asked before: then nobody may ask
   * again.
   */
  request(call: CallKey, nowMs: number): Promise<boolean>;
  /** Links the carrier's call, with its status where that is known to be its last. */
  placed(call: CallKey, sid: string, status?: CarrierStatus): Promise<void>;
  notPlaced(call: CallKey): Promise<void>;
  /** Of the carrier's calls those that no call of ours holds. */
  unheld(calls: readonly CarrierCall[]): Promise<CarrierCall[]>;
  /** True where another call of ours between the same numbers is in the same doubt. */
  hasRival(call: CallKey & { to: string; from: string }): Promise<boolean>;
}

export function makePlacementStore(db: Database, events?: EventAnnouncer<Tx>): PlacementStore {
  const set = (call: CallKey, work: (tx: Tx) => Promise<unknown>) =>
    db.tenant(call.organizationId, async (tx) => {
      await lockOwned(tx, call.id, call.fence);
      await work(tx);
    });
  return {
    look: (call) =>
      db.tenant(call.organizationId, async (tx) => {
        const row = await tx
          .selectFrom('calls')
          .select(['carrier_sid', 'place_state', 'place_requested_at', 'carrier_status'])
          .where('id', '=', call.id)
          .executeTakeFirstOrThrow();
        return {
          sid: row.carrier_sid,
          placeState: row.place_state,
          requestedAtMs: row.place_requested_at?.getTime() ?? null,
          status: row.carrier_status,
        };
      }),
    async request(call, nowMs) {
      const told = await events?.prepare([
        await db.tenant(call.organizationId, (tx) => startOf(tx, call.id)),
      ]);
      return await db.tenant(call.organizationId, async (tx) => {
        const row = await lockOwned(tx, call.id, call.fence);
        if (row.place_state !== 'idle') return false;
        await told?.write(tx);
        await tx
          .updateTable('calls')
          .set({ place_state: 'requested', place_requested_at: new Date(nowMs) })
          .where('id', '=', call.id)
          .execute();
        return true;
      });
    },
    placed: (call, sid, status) =>
      set(call, async (tx) => {
        await linkCarrierCall(tx, call.id, sid);
        if (status === undefined || !isTerminal(status)) return;
        await tx
          .updateTable('calls')
          .set({ carrier_status: status })
          .where('id', '=', call.id)
          .where('carrier_sid', '=', sid)
          .execute();
      }),
    notPlaced: (call) =>
      set(call, (tx) =>
        tx
          .updateTable('calls')
          .set({ place_state: 'not_placed' })
          .where('id', '=', call.id)
          .where('carrier_sid', 'is', null)
          .execute(),
      ),
    async unheld(calls) {
      if (calls.length === 0) return [];
      const sids = calls.map(({ sid }) => sid);
      const held = await db.system((tx) =>
        tx.selectFrom('calls').select('carrier_sid').where('carrier_sid', 'in', sids).execute(),
      );
      const taken = new Set(held.map(({ carrier_sid }) => carrier_sid));
      return calls.filter(({ sid }) => !taken.has(sid));
    },
    async hasRival(call) {
      const rival = await db.system((tx) =>
        tx
          .selectFrom('calls')
          .select('id')
          .where('to_number', '=', call.to)
          .where('from_number', '=', call.from)
          .where('place_state', '=', 'requested')
          .where('carrier_sid', 'is', null)
          .where('state', '<>', 'ended')
          .where('id', '<>', call.id)
          .limit(1)
          .executeTakeFirst(),
      );
      return rival !== undefined;
    },
  };
}

async function startOf(tx: Tx, callId: string): Promise<NewEvent> {
  const row = await tx
    .selectFrom('calls')
    .select(['organization_id', 'practice_id', 'payor_id'])
    .where('id', '=', callId)
    .executeTakeFirstOrThrow();
  return {
    type: 'call.started',
    organizationId: row.organization_id,
    callId,
    practiceId: row.practice_id,
    thin: {
      callId,
      taskIds: await taskIdsOf(tx, callId),
      practiceId: row.practice_id,
      payorId: row.payor_id,
    },
  };
}
