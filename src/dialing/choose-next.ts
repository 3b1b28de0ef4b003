import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';
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
  | { kind: 'call'; row: CallRow; taskId: string }
  /** Nothing is due. */
  | { kind: 'nothing' }
  /** All places are taken; the end of a call wakes the worker up. */
  | { kind: 'full' }
  /** Too soon after the last calls. */
  | { kind: 'too_fast' };

/** Nodes that choose at the same time count one after the other, or together they would exceed the limits. */
const choosingLock = 7_214_001;

/**
 * Takes the task that is due first, and makes it a call owned by `node`: call, link and task state in the caller's
 * transaction. Needs the system scope.
 */
export async function chooseNext(tx: Tx, limits: DialLimits, settings: NewCallSettings): Promise<Choice> {
  await sql`select pg_advisory_xact_lock(${choosingLock})`.execute(tx);
  const load = await loadOf(tx);
  if (load.alive >= limits.maxConcurrentCalls) return { kind: 'full' };
  if (load.lastSecond >= limits.callsPerSecond) return { kind: 'too_fast' };
  const task = await tx
    .selectFrom('call_tasks')
    .select(['id', 'organization_id', 'payor_phone'])
    .where('state', '=', 'queued')
    .where('not_before', '<=', sql<Date>`now()`)
    .where((eb) => eb.or([eb('next_attempt_at', 'is', null), eb('next_attempt_at', '<=', sql<Date>`now()`)]))
    .orderBy('priority', 'desc')
    .orderBy(sql`coalesce(next_attempt_at, created_at)`)
    .orderBy('id')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (task === undefined) return { kind: 'nothing' };

  const row = await tx
    .insertInto('calls')
    .values({
      id: makeId('call'),
      organization_id: task.organization_id,
      to_number: task.payor_phone,
      from_number: settings.from,
      owner_node: settings.node,
      lease_until: fromNow(settings.leaseMs),
      recording_allowed: settings.recordingAllowed,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('calls_call_tasks')
    .values({ call_id: row.id, task_id: task.id, organization_id: task.organization_id, position: 0 })
    .execute();
  await tx
    .updateTable('call_tasks')
    .set((eb) => ({ state: 'calling', attempts: eb('attempts', '+', 1), next_attempt_at: null }))
    .where('id', '=', task.id)
    .execute();
  return { kind: 'call', row, taskId: task.id };
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
