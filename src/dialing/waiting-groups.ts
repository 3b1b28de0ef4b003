import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';
import type { Held, ServerLoad, Survey } from './survey.ts';
import { practiceKey } from './survey.ts';

/** Tasks of one organization and practice that wait for the same line, with the one of them that comes first. */
export interface WaitingGroup {
  organization_id: string;
  /** Empty for a number that is in no directory. */
  payor_id: string;
  phone_number: string;
  /** Empty for tasks without a practice on file. */
  practice_id: string;
  tasks_per_call: number;
  rank_at: Date;
  due_by: Date | null;
}

/** Within so long of its last moment a task goes ahead of the turns of practices. */
const pressingMs = 2 * 3_600_000;

/** Organizations with tasks that may be called: one step in the index for each, however many tasks it has. */
export const organizationsQuery = () => sql<{ organization_id: string; begun_at: Date | null }>`
    with recursive waiting as (
      (select organization_id from call_tasks where state = 'queued' and ready order by organization_id limit 1)
      union all
      select (
        select organization_id from call_tasks
        where state = 'queued' and ready and organization_id > waiting.organization_id
        order by organization_id limit 1
      ) from waiting where waiting.organization_id is not null
    )
    select waiting.organization_id, turn.begun_at from waiting
    left join dial_turns turn on turn.organization_id = waiting.organization_id and turn.practice_id = '*'
    where waiting.organization_id is not null`;

/** The same, those with the fewest calls first, then whose turn is longest ago. */
export async function waitingOrganizations(tx: Tx, load: ServerLoad): Promise<string[]> {
  const { rows } = await organizationsQuery().execute(tx);
  const running = (id: string) => load.byOrganization.get(id) ?? 0;
  return rows
    .toSorted(
      (a, b) =>
        running(a.organization_id) - running(b.organization_id) ||
        (a.begun_at?.getTime() ?? 0) - (b.begun_at?.getTime() ?? 0),
    )
    .map(({ organization_id }) => organization_id);
}

/**
 * The groups of these organizations that may be called at that moment: their line is open and known to be, neither it
 * nor its payor has all the calls that it takes, and nothing of it is paused. Only lines are looked at that are free,
 * and of each group only the task in front. They come by organization in the order given, then as their turn is.
 */
export async function waitingGroups(
  tx: Tx,
  organizationIds: readonly string[],
  at: Date,
  seen: Pick<Survey, 'load' | 'held'>,
): Promise<WaitingGroup[]> {
  const { rows } = await groupsQuery(organizationIds, at, seen).execute(tx);
  if (rows.length < 2) return rows;
  const turns = await tx
    .selectFrom('dial_turns')
    .selectAll()
    .where('organization_id', 'in', organizationIds)
    .execute();
  const begunMs = new Map(
    turns.map((turn) => [practiceKey(turn.organization_id, turn.practice_id), turn.begun_at.getTime()]),
  );
  return inTurn(rows, organizationIds, at, seen.load, begunMs);
}

/** The same, in no order. */
export function groupsQuery(
  organizationIds: readonly string[],
  at: Date,
  { load, held }: Pick<Survey, 'load' | 'held'>,
) {
  return sql<WaitingGroup>`
    select line.organization_id, line.payor_id, line.phone_number, line.tasks_per_call, waiting.practice_id,
      head.rank_at, head.due_by
    from dial_lines line
    join dial_groups waiting using (organization_id, payor_id, phone_number)
    cross join lateral (
      select rank_at, due_by from call_tasks
      where state = 'queued' and ready and organization_id = line.organization_id
        and payor_phone = line.phone_number and dial_payor = line.payor_id
        and dial_practice = waiting.practice_id and (due_by is null or due_by > ${at})
      order by rank_at, id limit 1
    ) head
    where line.organization_id = any(${organizationIds}::text[])
      and line.recheck_at > ${at} and line.open_from <= ${at} and line.open_until > ${at}
      and not line.refuses_automation
      and (line.line_calls_at_once is null or coalesce((${json(load.byLine)} ->> line.phone_number)::integer, 0) < line.line_calls_at_once)
      and (line.payor_calls_at_once is null
        or coalesce((${json(load.byPayor)} ->> line.payor_id)::integer, 0) < line.payor_calls_at_once)
      and (line.payor_calls_per_minute is null
        or coalesce((${json(load.minuteByPayor)} ->> line.payor_id)::integer, 0) < line.payor_calls_per_minute)
      and (line.organization_id, line.payor_id) not in (${pairs(held.payors)})
      and (line.organization_id, line.phone_number) not in (${pairs(held.lines)})
      and (line.organization_id, waiting.practice_id) not in (${pairs(held.practices)})`;
}

/** Counts by key, as the database looks them up. */
function json(counts: ReadonlyMap<string, number>) {
  return sql`${JSON.stringify(Object.fromEntries(counts))}::jsonb`;
}

function pairs(of: Held['payors']) {
  return sql`select * from unnest(
    ${of.map(({ organizationId }) => organizationId)}::text[], ${of.map(({ subject }) => subject)}::text[])`;
}

/**
 * Organizations as they were given. Within one, what presses comes first; then the practice with the fewest calls, of
 * these the one whose turn is longest ago, and of its tasks the one that has been in line for longest.
 */
function inTurn(
  groups: readonly WaitingGroup[],
  organizationIds: readonly string[],
  at: Date,
  load: ServerLoad,
  begunMs: ReadonlyMap<string, number>,
): WaitingGroup[] {
  const place = new Map(organizationIds.map((id, index) => [id, index]));
  const keyOf = (group: WaitingGroup): readonly number[] => {
    const dueMs = group.due_by?.getTime() ?? Infinity;
    const presses = dueMs - at.getTime() < pressingMs;
    return [
      place.get(group.organization_id) ?? 0,
      presses ? dueMs : Infinity,
      load.byPractice.get(practiceKey(group.organization_id, group.practice_id)) ?? 0,
      begunMs.get(practiceKey(group.organization_id, group.practice_id)) ?? 0,
      group.rank_at.getTime(),
    ];
  };
  return groups
    .map((group) => ({ group, key: keyOf(group) }))
    .sort((a, b) => compare(a.key, b.key))
    .map(({ group }) => group);
}

function compare(one: readonly number[], other: readonly number[]): number {
  for (const [index, value] of one.entries()) {
    const against = other[index] ?? 0;
    if (value !== against) return value < against ? -1 : 1;
  }
  return 0;
}
