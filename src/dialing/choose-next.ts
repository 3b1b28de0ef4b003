import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { Tables, Tx } from '../db/database.ts';
import { makeId } from '../kernel/ids.ts';
import type { CallRow } from './call-row.ts';
import { fromNow } from './leases.ts';
import { refreshLines } from './line-openings.ts';
import { survey, type Survey } from './survey.ts';
import { hasCap, isUsedUp, usageOf } from './usage.ts';
import type { WaitingGroup } from './waiting-groups.ts';
import { waitingGroups, waitingOrganizations } from './waiting-groups.ts';

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
  /** The moment for which is chosen; the database's own where it is left out. */
  at?: Date | undefined;
}

export type Choice =
  | { kind: 'call'; row: CallRow; taskIds: readonly string[] }
  /** Nothing is due. */
  | { kind: 'nothing' }
  /** All places are taken; the end of a call wakes the worker up. */
  | { kind: 'full' }
  /** Too soon after the last calls. */
  | { kind: 'too_fast' }
  /** Somebody pressed the stop button for the whole server. */
  | { kind: 'paused' };

/**
 * Whoever chooses, and whoever pauses, holds it: nodes that choose at the same time count one after the other, or
 * together they would exceed the limits; and after a pause nobody is still choosing without knowing of it.
 */
const choosingLock = 7_214_001;

/** A choice does this much of the housekeeping itself, so that what just fell due need not wait for the sweep. */
const readiesAtOnce = 200;
const refreshesAtOnce = 50;
/** Mostly the first organization has something; otherwise the others are asked, more of them each time. */
const firstBatch = 1;
const batchGrowth = 8;
/** Tasks of a group that are looked at for companions. */
const companionsWithin = 200;

export async function lockChoosing(tx: Tx): Promise<Date> {
  const { rows } = await sql<{ at: Date }>`
    select pg_advisory_xact_lock(${choosingLock}), clock_timestamp() as at`.execute(tx);
  return rows[0]?.at ?? new Date(NaN);
}

/**
 * Takes the task whose turn it is, and with it those that can be asked in the same call, and makes them a call owned
 * by `node`: call, links and task states in the caller's transaction. Organizations take turns, within one its
 * practices; what holds a task back is never passed over, also not by several nodes at once. Needs the system scope.
 */
export async function chooseNext(tx: Tx, limits: DialLimits, settings: NewCallSettings): Promise<Choice> {
  const at = settings.at ?? (await lockChoosing(tx));
  if (settings.at !== undefined) await lockChoosing(tx);
  const seen = await survey(tx, at);
  const { load } = seen;
  if (seen.held.everything) return { kind: 'paused' };
  if (load.alive >= limits.maxConcurrentCalls) return { kind: 'full' };
  if (load.lastSecond >= limits.callsPerSecond) return { kind: 'too_fast' };
  if (seen.hasUnready) await markReady(tx, at, readiesAtOnce);
  if (seen.hasStale) await refreshLines(tx, at, refreshesAtOnce);
  const chosen = await firstInTurn(tx, at, seen);
  if (chosen === undefined) return { kind: 'nothing' };
  return await beginCall(tx, chosen.group, chosen.tasks, at, settings);
}

/** Lets tasks in line whose time has come; returns how many. Needs the system scope. */
export async function markReady(tx: Tx, at: Date, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    update call_tasks set ready = true
    where id in (
      select id from call_tasks where state = 'queued' and not ready and ready_at <= ${at}
      order by ready_at limit ${limit} for update skip locked
    )`.execute(tx);
  return Number(numAffectedRows ?? 0);
}

interface Chosen {
  group: WaitingGroup;
  tasks: readonly DueTask[];
}

async function firstInTurn(tx: Tx, at: Date, seen: Survey): Promise<Chosen | undefined> {
  const open = (await waitingOrganizations(tx, seen.load)).filter((id) => mayHaveMore(id, seen));
  for (let begin = 0, size = firstBatch; begin < open.length; begin += size, size *= batchGrowth) {
    const batch: string[] = [];
    for (const id of open.slice(begin, begin + size)) if (await hasMeans(tx, id, at, seen)) batch.push(id);
    if (batch.length === 0) continue;
    for (const group of await waitingGroups(tx, batch, at, seen)) {
      const tasks = await takeFrom(tx, group, at);
      if (tasks.length > 0) return { group, tasks };
    }
  }
  return undefined;
}

/** Neither paused as a whole nor with all the calls that it may have at once. */
function mayHaveMore(organizationId: string, { held, limits, load }: Survey): boolean {
  const atOnce = limits.get(organizationId)?.callsAtOnce ?? Infinity;
  return !held.organizations.has(organizationId) && (load.byOrganization.get(organizationId) ?? 0) < atOnce;
}

/** Whether its caps for the day leave anything. */
async function hasMeans(tx: Tx, organizationId: string, at: Date, { limits }: Survey): Promise<boolean> {
  const own = limits.get(organizationId);
  return own === undefined || !hasCap(own) || !isUsedUp(own, await usageOf(tx, organizationId, at, own));
}

type DueTask = Pick<Selectable<Tables['call_tasks']>, 'id' | 'call_type'>;

/**
 * The first of a group that nobody else is holding, and behind it those that are asked in the same call: of the same
 * kind, for the same practice as it stands in the tasks, as many as the payor takes.
 */
async function takeFrom(tx: Tx, group: WaitingGroup, at: Date): Promise<DueTask[]> {
  const [first] = await inLine(tx, group, at).limit(1).forUpdate().skipLocked().execute();
  if (first === undefined) return [];
  const more = group.payor_id === '' ? 0 : group.tasks_per_call - 1;
  if (more < 1) return [first];
  const companions = await tx
    .selectFrom('call_tasks')
    .select(['id', 'call_type'])
    .where('id', 'in', inLine(tx, group, at).clearSelect().select('id').limit(companionsWithin))
    .where('id', '<>', first.id)
    .where('call_type', '=', first.call_type)
    .where('practice', '=', (eb) =>
      eb.selectFrom('call_tasks as same').select('same.practice').where('same.id', '=', first.id),
    )
    .orderBy('rank_at')
    .orderBy('id')
    .limit(more)
    .forUpdate()
    .skipLocked()
    .execute();
  return [first, ...companions];
}

/** Tasks of a group that may be called now, in the order in which they stand in line. */
function inLine(tx: Tx, group: WaitingGroup, at: Date) {
  return tx
    .selectFrom('call_tasks')
    .select(['id', 'call_type'])
    .where('state', '=', 'queued')
    .where('ready', '=', sql.lit(true))
    .where('organization_id', '=', group.organization_id)
    .where('payor_phone', '=', group.phone_number)
    .where('dial_payor', '=', group.payor_id)
    .where('dial_practice', '=', group.practice_id)
    .where((eb) => eb.or([eb('due_by', 'is', null), eb('due_by', '>', at)]))
    .orderBy('rank_at')
    .orderBy('id');
}

async function beginCall(
  tx: Tx,
  group: WaitingGroup,
  tasks: readonly DueTask[],
  at: Date,
  settings: NewCallSettings,
): Promise<Choice> {
  const taskIds = tasks.map(({ id }) => id);
  const { rows } = await sql<CallRow>`
    with begun as (
      insert into calls (id, organization_id, practice_id, payor_id, to_number, from_number, owner_node, lease_until,
        recording_allowed, started_at, call_type, practice_state)
      select ${makeId('call')}, ${group.organization_id}, nullif(${group.practice_id}, ''),
        nullif(${group.payor_id}, ''), ${group.phone_number}, ${settings.from}, ${settings.node},
        ${fromNow(settings.leaseMs)}, ${settings.recordingAllowed}::boolean, ${at}::timestamptz, call_type, practice_state
      from call_tasks where id = any(${taskIds}::text[]) limit 1
      returning *
    ), linked as (
      insert into calls_call_tasks (call_id, task_id, organization_id, position)
      select begun.id, task.id, begun.organization_id, task.position - 1
      from begun, unnest(${taskIds}::text[]) with ordinality as task(id, position)
    ), called as (
      update call_tasks set state = 'calling', attempts = attempts + 1, next_attempt_at = null
      where id = any(${taskIds}::text[])
    ), turned as (
      insert into dial_turns (organization_id, practice_id, begun_at)
      select ${group.organization_id}, turn.practice_id, ${at}
      from unnest(array['*', ${group.practice_id}]) as turn(practice_id)
      on conflict (organization_id, practice_id) do update set begun_at = excluded.begun_at
    )
    select * from begun`.execute(tx);
  const [row] = rows;
  if (row === undefined) throw new Error('A call that was just begun is gone.');
  return { kind: 'call', row, taskIds };
}
