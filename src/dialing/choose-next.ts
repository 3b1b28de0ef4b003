import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { Tables, Tx } from '../db/database.ts';
import { makeId } from '../kernel/ids.ts';
import type { CallRow } from './call-row.ts';
import { isTerminal } from './carrier-status.ts';
import { fromNow } from './leases.ts';

export interface DialLimits {
  /** Calls alive at once, over all nodes. */
  maxConcurrentCalls: number;
  /** Calls begun in any second, over all nodes: carriers queue what comes faster. */
  callsPerSecond: number;
}

export interface NewCallSettings {
  node: string;
  from: string;
  leaseMs: number;
  recordingAllowed: boolean;
}

export type Choice =
  | { kind: 'call'; row: CallRow; taskIds: readonly string[] }
  /** Nothing is due. */
  | { kind: 'nothing' }
  /** All places are taken; the end of a call wakes the worker up. */
  | { kind: 'full' }
  /** Too soon after the last calls. */
  | { kind: 'too_fast' };

/** Nodes that choose at the same time count one after the other, or together they would exceed the limits. */
const choosingLock = 7_214_001;

/**
 * Takes the task that is due first, and with it those that can be asked in the same call, and makes them a call owned
 * by `node`: call, links and task states in the caller's transaction. Needs the system scope.
 */
export async function chooseNext(tx: Tx, limits: DialLimits, settings: NewCallSettings): Promise<Choice> {
  await sql`select pg_advisory_xact_lock(${choosingLock})`.execute(tx);
  const load = await loadOf(tx);
  if (load.alive >= limits.maxConcurrentCalls) return { kind: 'full' };
  if (load.lastSecond >= limits.callsPerSecond) return { kind: 'too_fast' };
  const first = await dueTasks(tx).limit(1).executeTakeFirst();
  if (first === undefined) return { kind: 'nothing' };
  const taskIds = [first.id, ...(await companionsOf(tx, first))];

  const row = await tx
    .insertInto('calls')
    .values({
      id: makeId('call'),
      organization_id: first.organization_id,
      to_number: first.payor_phone,
      from_number: settings.from,
      owner_node: settings.node,
      lease_until: fromNow(settings.leaseMs),
      recording_allowed: settings.recordingAllowed,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('calls_call_tasks')
    .values(
      taskIds.map((task_id, position) => ({
        call_id: row.id,
        task_id,
        organization_id: first.organization_id,
        position,
      })),
    )
    .execute();
  await tx
    .updateTable('call_tasks')
    .set((eb) => ({ state: 'calling', attempts: eb('attempts', '+', 1), next_attempt_at: null }))
    .where('id', 'in', taskIds)
    .execute();
  return { kind: 'call', row, taskIds };
}

type DueTask = Pick<
  Selectable<Tables['call_tasks']>,
  'id' | 'organization_id' | 'payor_id' | 'payor_phone' | 'call_type'
>;

/** Tasks that may be called now, the one to be called first in front; locked, without those that others hold. */
function dueTasks(tx: Tx) {
  return tx
    .selectFrom('call_tasks')
    .select(['id', 'organization_id', 'payor_id', 'payor_phone', 'call_type'])
    .where('state', '=', 'queued')
    .where('not_before', '<=', sql<Date>`now()`)
    .where((eb) => eb.or([eb('next_attempt_at', 'is', null), eb('next_attempt_at', '<=', sql<Date>`now()`)]))
    .orderBy('priority', 'desc')
    .orderBy(sql`coalesce(next_attempt_at, created_at)`)
    .orderBy('id')
    .forUpdate()
    .skipLocked();
}

/** Tasks that are asked after the first: of the same kind, for the same practice, as many as the payor takes. */
async function companionsOf(tx: Tx, first: DueTask): Promise<string[]> {
  if (first.payor_id === null) return [];
  const payor = await tx
    .selectFrom('payors')
    .select('tasks_per_call')
    .where('id', '=', first.payor_id)
    .executeTakeFirst();
  const more = (payor?.tasks_per_call ?? 1) - 1;
  if (more < 1) return [];
  const rows = await dueTasks(tx)
    .where('id', '<>', first.id)
    .where('organization_id', '=', first.organization_id)
    .where('payor_id', '=', first.payor_id)
    .where('payor_phone', '=', first.payor_phone)
    .where('call_type', '=', first.call_type)
    .where('practice', '=', (eb) =>
      eb.selectFrom('call_tasks as same').select('same.practice').where('same.id', '=', first.id),
    )
    .limit(more)
    .execute();
  return rows.map(({ id }) => id);
}

/** A call whose line is down needs no place any more, though its tasks may still be finishing. */
async function loadOf(tx: Tx): Promise<{ alive: number; lastSecond: number }> {
  const alive = await tx.selectFrom('calls').select('carrier_status').where('state', '<>', 'ended').execute();
  const recent = await tx
    .selectFrom('calls')
    .select(sql<number>`count(*)::integer`.as('count'))
    .where('started_at', '>', sql<Date>`now() - interval '1 second'`)
    .executeTakeFirstOrThrow();
  return {
    alive: alive.filter(({ carrier_status }) => !isTerminal(carrier_status)).length,
    lastSecond: recent.count,
  };
}
