import { sql } from 'kysely';
import type { Database } from '../db/database.ts';
import { notify } from '../db/notify.ts';
import type { LiveStore } from '../kernel/floor.ts';
import type { PhiCodec } from '../kernel/phi.ts';
import { sealJson } from '../kernel/sealed-json.ts';

/** The rows of running calls, written by their owners. A row that is locked is passed over: nobody waits for a picture. */
export function makeLiveStore({ db, codec }: { db: Database; codec: PhiCodec }): LiveStore {
  return {
    async write(rows) {
      if (rows.length === 0) return new Set();
      const sealed = await Promise.all(
        rows.map(({ organizationId, callId, words }) =>
          sealJson(codec, organizationId, `call_live.sealed:${callId}`, words),
        ),
      );
      return await db.system(async (tx) => {
        const written = await sql<{ call_id: string; organization_id: string }>`
          with told as (
            select * from unnest(
              ${rows.map(({ callId }) => callId)}::text[], ${rows.map(({ fence }) => fence)}::integer[],
              ${rows.map(({ phase }) => phase)}::text[], ${rows.map(({ phaseSince }) => phaseSince)}::timestamptz[],
              ${rows.map(({ holdMs }) => holdMs)}::integer[], ${rows.map(({ activeMs }) => activeMs)}::integer[],
              ${sealed}::bytea[]
            ) as row (call_id, fence, phase, phase_since, hold_ms, active_ms, sealed)
          ), owned as (
            select calls.id, calls.organization_id from calls join told on told.call_id = calls.id
            where calls.fence = told.fence and calls.state <> 'ended'
            for share of calls skip locked
          )
          insert into call_live (call_id, organization_id, fence, phase, phase_since, hold_ms, active_ms, sealed)
          select told.call_id, owned.organization_id, fence, phase, phase_since, hold_ms, active_ms, sealed
          from told join owned on owned.id = told.call_id
          on conflict (call_id) do update set (fence, phase, phase_since, hold_ms, active_ms, sealed, updated_at) =
            (excluded.fence, excluded.phase, excluded.phase_since, excluded.hold_ms, excluded.active_ms, excluded.sealed, now())
          returning call_id, organization_id`.execute(tx);
        const organizations = new Set(written.rows.map(({ organization_id }) => organization_id));
        await notify(tx, 'holdfast_live', [...organizations]);
        return new Set(written.rows.map(({ call_id }) => call_id));
      });
    },
  };
}
