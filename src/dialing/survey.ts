import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';
import type { DialingLimits, PauseScope } from '../kernel/dialing.ts';
import { terminalStatuses } from './carrier-status.ts';
import { toLimits } from './usage.ts';

/** Calls that are under way over all nodes, and how many began lately. */
export interface ServerLoad {
  alive: number;
  lastSecond: number;
  byOrganization: ReadonlyMap<string, number>;
  /** By {@link practiceKey}. */
  byPractice: ReadonlyMap<string, number>;
  /** By number, whoever calls it. */
  byLine: ReadonlyMap<string, number>;
  byPayor: ReadonlyMap<string, number>;
  /** Calls that began within the last minute. */
  minuteByPayor: ReadonlyMap<string, number>;
}

/** What is paused. */
export interface Held {
  everything: boolean;
  organizations: ReadonlySet<string>;
  /** Pairs of an organization and what it has paused there. */
  payors: readonly HeldSubject[];
  lines: readonly HeldSubject[];
  practices: readonly HeldSubject[];
}

interface HeldSubject {
  organizationId: string;
  subject: string;
}

/** All that a choice has to know before it looks at tasks. */
export interface Survey {
  load: ServerLoad;
  held: Held;
  /** Of organizations that have any. */
  limits: ReadonlyMap<string, DialingLimits>;
  /** Whether there are tasks whose time has come, but who are not in line yet. */
  hasUnready: boolean;
  /** Whether there are lines of which is not known what the directory says now. */
  hasStale: boolean;
}

export const practiceKey = (organizationId: string, practiceId: string) => `${organizationId} ${practiceId}`;

interface AliveRow {
  organization_id: string;
  payor_id: string | null;
  practice_id: string | null;
  to_number: string;
  calls: number;
}

interface SurveyRow {
  alive: AliveRow[];
  recent: { payor_id: string | null; minute: number; second: number }[];
  pauses: { organization_id: string | null; scope: PauseScope; subject: string | null }[];
  limits: {
    organization_id: string;
    calls_at_once: number | null;
    minutes_per_day: number | null;
    cents_per_day: number | null;
    cents_per_minute: number;
  }[];
  has_unready: boolean;
  has_stale: boolean;
}

/**
 * In one query, as choosing is done one node at a time. A call whose line is down needs no place any more, though its
 * tasks may still be finishing. Needs the system scope.
 */
export async function survey(tx: Tx, at: Date): Promise<Survey> {
  const { rows } = await sql<SurveyRow>`
    select
      ${listOf(sql`
        select organization_id, payor_id, practice_id, to_number, count(*)::integer as calls from calls
        where state <> 'ended' and carrier_status <> all(${terminalStatuses}::text[])
        group by organization_id, payor_id, practice_id, to_number`)} as alive,
      ${listOf(sql`
        select payor_id, count(*)::integer as minute,
          (count(*) filter (where started_at > ${at}::timestamptz - interval '1 second'))::integer as second
        from calls where started_at > ${at}::timestamptz - interval '1 minute' group by payor_id`)} as recent,
      ${listOf(sql`select organization_id, scope, subject from dial_pauses where ended_at is null`)} as pauses,
      ${listOf(sql`
        select organization_id, calls_at_once, minutes_per_day, cents_per_day, cents_per_minute
        from dial_limits`)} as limits,
      exists (select from call_tasks where state = 'queued' and not ready and ready_at <= ${at}) as has_unready,
      exists (select from dial_lines where recheck_at <= ${at}) as has_stale`.execute(tx);
  const [row] = rows;
  if (row === undefined) throw new Error('A query without conditions has one row.');
  return {
    load: loadOf(row.alive, row.recent),
    held: heldBy(row.pauses),
    limits: new Map(row.limits.map((own) => [own.organization_id, toLimits(own)])),
    hasUnready: row.has_unready,
    hasStale: row.has_stale,
  };
}

function listOf(query: ReturnType<typeof sql>) {
  return sql`(select coalesce(json_agg(listed), '[]') from (${query}) listed)`;
}

function loadOf(alive: SurveyRow['alive'], recent: SurveyRow['recent']): ServerLoad {
  const sum = (keyOf: (row: AliveRow) => string | null) => {
    const counts = new Map<string, number>();
    for (const row of alive) {
      const key = keyOf(row);
      if (key !== null) counts.set(key, (counts.get(key) ?? 0) + row.calls);
    }
    return counts;
  };
  return {
    alive: alive.reduce((total, { calls }) => total + calls, 0),
    lastSecond: recent.reduce((total, { second }) => total + second, 0),
    byOrganization: sum((row) => row.organization_id),
    byPractice: sum((row) => practiceKey(row.organization_id, row.practice_id ?? '')),
    byLine: sum((row) => row.to_number),
    byPayor: sum((row) => row.payor_id),
    minuteByPayor: new Map(
      recent.flatMap(({ payor_id, minute }) => (payor_id === null ? [] : [[payor_id, minute] as const])),
    ),
  };
}

function heldBy(pauses: SurveyRow['pauses']): Held {
  const subjects = (wanted: PauseScope) =>
    pauses.flatMap(({ scope, organization_id, subject }) =>
      scope === wanted && organization_id !== null && subject !== null
        ? [{ organizationId: organization_id, subject }]
        : [],
    );
  return {
    everything: pauses.some(({ scope }) => scope === 'everything'),
    organizations: new Set(
      pauses.flatMap(({ scope, organization_id }) =>
        scope === 'organization' && organization_id !== null ? [organization_id] : [],
      ),
    ),
    payors: subjects('payor'),
    lines: subjects('line'),
    practices: subjects('practice'),
  };
}
