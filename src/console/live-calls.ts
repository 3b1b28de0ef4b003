import { sql } from 'kysely';
import type { Database, Tx } from '../db/database.ts';
import type { TenantScope } from '../kernel/access.ts';
import type { CallState } from '../kernel/call-task.ts';
import type { LiveCall, LivePhase, LiveWords } from '../kernel/floor.ts';

/** Nobody looks at more at once, and no server runs more. */
const mostCalls = 2_000;

/** A running call as its rows tell it; the words are still sealed. */
export interface LiveRow {
  call_id: string;
  /** Another whenever anything of it looks otherwise. */
  version: string;
  practice_id: string | null;
  practice_name: string;
  payor_id: string | null;
  payor_name: string;
  started_at: Date;
  answered_at: Date | null;
  phase: LivePhase;
  phase_since: Date;
  hold_ms: number;
  active_ms: number;
  sealed: Uint8Array | null;
  updated_at: Date;
  tasks: LiveCall['tasks'];
}

const versionOf = sql<string>`concat_ws('/', calls.state, calls.fence, extract(epoch from calls.answered_at),
  extract(epoch from call_live.updated_at))`;

/** Running calls that are seen in this transaction, with what tells one look of a call from another. */
export async function liveVersions(tx: Tx): Promise<ReadonlyMap<string, string>> {
  const rows = await tx
    .selectFrom('calls')
    .leftJoin('call_live', 'call_live.call_id', 'calls.id')
    .select(['calls.id', versionOf.as('version')])
    .where('calls.state', '<>', 'ended')
    .orderBy('calls.started_at')
    .limit(mostCalls)
    .execute();
  return new Map(rows.map(({ id, version }) => [id, version]));
}

/** Those of the calls that still run. One that its owner has not told of yet is known by its own row alone. */
export async function readLiveCalls(tx: Tx, callIds: readonly string[]): Promise<readonly LiveRow[]> {
  if (callIds.length === 0) return [];
  const { rows } = await sql<LiveRow>`
    select calls.id as call_id, ${versionOf} as version, calls.practice_id,
      coalesce(practices.name, first.practice_name, '') as practice_name,
      calls.payor_id, coalesce(first.payor_name, calls.to_number) as payor_name,
      calls.started_at, calls.answered_at,
      case
        when calls.answered_at is null and calls.state = 'ringing' then 'ringing'
        else coalesce(call_live.phase, case calls.state when 'live' then 'menu' else calls.state end)
      end as phase,
      coalesce(call_live.phase_since, calls.answered_at, calls.started_at) as phase_since,
      coalesce(call_live.hold_ms, 0) as hold_ms, coalesce(call_live.active_ms, 0) as active_ms,
      call_live.sealed, coalesce(call_live.updated_at, calls.answered_at, calls.started_at) as updated_at,
      coalesce(first.tasks, '[]') as tasks
    from calls
    left join call_live on call_live.call_id = calls.id
    left join practices on practices.id = calls.practice_id
    left join lateral (
      select min(task.payor_name) as payor_name, min(task.practice ->> 'name') as practice_name,
        json_agg(json_build_object(
          'taskId', task.id, 'externalId', task.external_id, 'callType', task.call_type
        ) order by link.position) as tasks
      from calls_call_tasks link join call_tasks task on task.id = link.task_id
      where link.call_id = calls.id
    ) first on true
    where calls.id = any(${[...callIds]}::text[]) and calls.state <> 'ended'
    order by calls.started_at, calls.id`.execute(tx);
  return rows;
}

export function toLiveCall(row: LiveRow, words: LiveWords | undefined): LiveCall {
  const last = words?.last ?? null;
  return {
    callId: row.call_id,
    tasks: row.tasks,
    payor: { id: row.payor_id, name: row.payor_name },
    practice: { id: row.practice_id, name: row.practice_name },
    phase: row.phase,
    phaseSince: row.phase_since.toISOString(),
    startedAt: row.started_at.toISOString(),
    answeredAt: row.answered_at?.toISOString() ?? null,
    holdMs: row.hold_ms,
    activeMs: row.active_ms,
    lastWords: last && { speaker: last.speaker, text: last.masked, at: last.at },
    updatedAt: row.updated_at.toISOString(),
  };
}

/** Undefined where the call is not seen from the scope. */
export async function stateOfCall(
  db: Database,
  scope: TenantScope,
  callId: string,
): Promise<CallState | undefined> {
  const row = await db.tenant(scope, (tx) =>
    tx.selectFrom('calls').select('state').where('id', '=', callId).executeTakeFirst(),
  );
  return row?.state;
}
