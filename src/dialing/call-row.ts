import type { Selectable } from 'kysely';
import type { Database, Tables, Tx } from '../db/database.ts';
import { FencedError } from '../kernel/call-store.ts';
import type { CallRecord } from '../kernel/call-store.ts';

export type CallRow = Selectable<Tables['calls']>;

export function toRecord(row: CallRow): CallRecord {
  return {
    id: row.id,
    organizationId: row.organization_id,
    carrierSid: row.carrier_sid,
    state: row.state,
    to: row.to_number,
    from: row.from_number,
    ownerNode: row.owner_node,
    fence: row.fence,
    generation: row.generation,
    startedAtMs: row.started_at.getTime(),
    recordingAllowed: row.recording_allowed,
    disclosure: row.disclosure,
  };
}

/**
 * The call's row, locked until the transaction ends, for a write by its owner: a claim waits for the write, or the
 * write sees the claim. Throws FencedError where another fence counts now.
 */
export async function lockOwned(tx: Tx, callId: string, fence: number): Promise<CallRow> {
  const row = await lockCall(tx, callId);
  if (row?.fence !== fence) throw new FencedError('The call has another owner.');
  return row;
}

export async function lockCall(tx: Tx, callId: string): Promise<CallRow | undefined> {
  return await tx
    .selectFrom('calls')
    .selectAll()
    .where('id', '=', callId)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

/** Organizations remembered by call; a call never changes its own. */
const rememberedCalls = 10_000;

/** Runs work on one call in the scope of the organization that it belongs to; undefined where there is no such call. */
export interface CallScope {
  run<T>(callId: string, work: (tx: Tx) => Promise<T>): Promise<T | undefined>;
  organizationOf(callId: string): Promise<string | undefined>;
}

/** The carrier names calls, not organizations: this finds whose call it is, and then stays inside that scope. */
export function makeCallScope(db: Database): CallScope {
  const known = new Map<string, string>();
  async function organizationOf(callId: string): Promise<string | undefined> {
    const remembered = known.get(callId);
    if (remembered !== undefined) return remembered;
    const row = await db.system((tx) =>
      tx.selectFrom('calls').select('organization_id').where('id', '=', callId).executeTakeFirst(),
    );
    if (row === undefined) return undefined;
    if (known.size >= rememberedCalls) known.clear();
    known.set(callId, row.organization_id);
    return row.organization_id;
  }
  return {
    organizationOf,
    async run(callId, work) {
      const organizationId = await organizationOf(callId);
      return organizationId === undefined ? undefined : await db.tenant(organizationId, work);
    },
  };
}
