import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';
import type { Holiday } from '../kernel/holidays.ts';
import { openings, weekdays, type Openings, type WeekHours } from '../kernel/opening-hours.ts';
import type { LineView, PayorView } from '../kernel/payor-desk.ts';
import type { PayorProfile } from '../kernel/payor-profile.ts';
import { namesAsSeen, type LineRow, type PayorRow } from './seen.ts';
import { memberOf } from './store.ts';

/** Payors as the organization sees them, in the order of the ids; those that it does not see are left out. */
export async function viewPayors(
  tx: Tx,
  organizationId: string,
  ids: readonly string[],
  nowMs: number,
): Promise<PayorView[]> {
  if (ids.length === 0) return [];
  const wanted = sql`unnest(${sql.val([...ids])}::text[]) as wanted(id)`;
  const payors = await sql<PayorRow>`
    select seen.* from ${wanted}, payor_as_seen(${organizationId}, wanted.id) as seen`.execute(tx);
  const lines = await sql<LineRow>`
    select seen.* from ${wanted}, lines_as_seen(${organizationId}, wanted.id) as seen order by seen.position`.execute(
    tx,
  );
  const overrides = await tx
    .selectFrom('payor_overrides')
    .select(['payor_id', 'fields', 'updated_at'])
    .where('payor_id', 'in', ids)
    .execute();
  const aliases = await namesAsSeen(tx)
    .select(['payors.id', 'payor_aliases.alias', 'payor_aliases.written'])
    .where('payors.id', 'in', ids)
    .where('payor_aliases.kind', '=', 'alias')
    .orderBy('payor_aliases.alias')
    .execute();
  return ids.flatMap((id) => {
    const row = payors.rows.find((each) => each.id === id);
    if (row?.archived_at !== null) return [];
    const own = overrides.find(({ payor_id }) => payor_id === id);
    return [
      viewOf(row, {
        overridden: Object.keys(own?.fields ?? {}),
        changedAt: own?.updated_at,
        aliases: aliases.filter((each) => each.id === id).map(({ alias, written }) => written ?? alias),
        lines: lines.rows.filter(({ payor_id }) => payor_id === id).map((line) => viewLine(line, nowMs)),
      }),
    ];
  });
}

interface Beside {
  overridden: readonly string[];
  changedAt: Date | undefined;
  aliases: string[];
  lines: LineView[];
}

function viewOf(row: PayorRow, { overridden, changedAt, aliases, lines }: Beside): PayorView {
  const updatedAt = changedAt !== undefined && changedAt > row.updated_at ? changedAt : row.updated_at;
  return {
    id: row.id,
    directory: row.organization_id !== null ? 'own' : overridden.length > 0 ? 'override' : 'shared',
    overridden: overridden.map(memberOf).sort(),
    name: row.name,
    aliases,
    lines,
    limits: {
      maxConcurrentCalls: row.max_concurrent_calls,
      tasksPerCall: row.tasks_per_call,
      callsPerMinute: row.calls_per_minute,
    },
    // Written by nobody but `store.ts`, out of a profile.
    requiredInputs: row.required_inputs as PayorProfile['requiredInputs'],
    refusesAutomation: row.refuses_automation,
    recording: row.recording,
    disclosure: row.disclosure,
    notes: row.notes,
    updatedAt: updatedAt.toISOString(),
  };
}

function viewLine(row: LineRow, nowMs: number): LineView {
  const times = {
    timeZone: row.time_zone,
    hours: inOrder(row.hours),
    // As above.
    holidays: row.holidays as Holiday[],
    closedOn: row.closed_on,
  };
  return {
    id: row.id,
    purpose: row.purpose,
    label: row.label,
    phoneNumber: row.phone_number,
    ...times,
    maxConcurrentCalls: row.max_concurrent_calls,
    now: inIso(openings(times, nowMs)),
  };
}

/** Days in the order of the week: the database keeps members in an order of its own. */
function inOrder(stored: unknown): WeekHours | null {
  if (stored === null) return null;
  // As above.
  const hours = stored as WeekHours;
  return Object.fromEntries(
    weekdays.flatMap((day) => {
      const spans = hours[day];
      return spans === undefined ? [] : [[day, spans.map(({ from, to }) => ({ from, to }))]];
    }),
  );
}

function inIso({ open, opensAt, closesAt }: Openings): LineView['now'] {
  const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());
  return { open, opensAt: iso(opensAt), closesAt: iso(closesAt) };
}
