import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';
import type { LineHours } from '../kernel/opening-hours.ts';
import { openings } from '../kernel/opening-hours.ts';

/** Changes of the directory are noted at once; this is for lines whose hours nobody knows, and for what was missed. */
const longestMs = 24 * 3_600_000;

interface StaleLine {
  organization_id: string;
  payor_id: string;
  phone_number: string;
  refuses_automation: boolean | null;
  tasks_per_call: number | null;
  payor_calls_at_once: number | null;
  payor_calls_per_minute: number | null;
  line_calls_at_once: number | null;
  time_zone: string | null;
  hours: LineHours['hours'];
  holidays: string[] | null;
  closed_on: string[] | null;
}

/** The present opening of a line, or the next one. ISO times or ends of time; null where none is known. */
interface Opening {
  openFrom: string | null;
  openUntil: string | null;
  recheckAt: string;
}

/**
 * Reads anew what the directory says of lines that are waited for, those first that were never read. Returns how many
 * were read. Needs the system scope.
 */
export async function refreshLines(tx: Tx, at: Date, limit: number): Promise<number> {
  const { rows } = await sql<StaleLine>`
    select stale.*, p.refuses_automation, p.tasks_per_call, p.max_concurrent_calls as payor_calls_at_once,
      p.calls_per_minute as payor_calls_per_minute, l.max_concurrent_calls as line_calls_at_once,
      l.time_zone, l.hours, l.holidays, l.closed_on
    from (
      select organization_id, payor_id, phone_number from dial_lines where recheck_at <= ${at}
      order by recheck_at limit ${limit} for no key update skip locked
    ) stale
    left join lateral payor_as_seen(stale.organization_id, stale.payor_id) p on true
    left join lateral (
      select * from lines_as_seen(stale.organization_id, stale.payor_id) line
      where line.phone_number = stale.phone_number limit 1
    ) l on true`.execute(tx);
  if (rows.length === 0) return 0;
  const known = new Map<string, Opening>();
  const fresh = rows.map((row) => {
    const { organization_id, payor_id, phone_number } = row;
    const hours = JSON.stringify([row.time_zone, row.hours, row.holidays, row.closed_on]);
    const opening = known.get(hours) ?? openingOf(row, at.getTime());
    known.set(hours, opening);
    return {
      organization_id,
      payor_id,
      phone_number,
      open_from: opening.openFrom,
      open_until: opening.openUntil,
      refuses_automation: row.refuses_automation ?? false,
      tasks_per_call: row.tasks_per_call ?? 1,
      line_calls_at_once: row.line_calls_at_once,
      payor_calls_at_once: row.payor_calls_at_once,
      payor_calls_per_minute: row.payor_calls_per_minute,
      recheck_at: opening.recheckAt,
    };
  });
  await sql`
    update dial_lines set
      open_from = fresh.open_from, open_until = fresh.open_until, refuses_automation = fresh.refuses_automation,
      tasks_per_call = fresh.tasks_per_call, line_calls_at_once = fresh.line_calls_at_once,
      payor_calls_at_once = fresh.payor_calls_at_once, payor_calls_per_minute = fresh.payor_calls_per_minute,
      recheck_at = fresh.recheck_at
    from jsonb_to_recordset(${JSON.stringify(fresh)}::jsonb) as fresh(
      organization_id text, payor_id text, phone_number text, open_from timestamptz, open_until timestamptz,
      refuses_automation boolean, tasks_per_call integer, line_calls_at_once integer, payor_calls_at_once integer,
      payor_calls_per_minute integer, recheck_at timestamptz)
    where dial_lines.organization_id = fresh.organization_id and dial_lines.payor_id = fresh.payor_id
      and dial_lines.phone_number = fresh.phone_number`.execute(tx);
  return rows.length;
}

/** Hours of a line as the directory has them; null where it is in none or its hours are unknown. */
export function hoursOf(
  line: Pick<StaleLine, 'time_zone' | 'hours' | 'holidays' | 'closed_on'>,
): LineHours | null {
  if (line.time_zone === null || line.hours === null) return null;
  return {
    timeZone: line.time_zone,
    hours: line.hours,
    // The directory checks what it takes in.
    holidays: (line.holidays ?? []) as LineHours['holidays'],
    closedOn: line.closed_on ?? [],
  };
}

function openingOf(row: StaleLine, atMs: number): Opening {
  const latest = new Date(atMs + longestMs).toISOString();
  const hours = hoursOf(row);
  if (hours === null) return { openFrom: '-infinity', openUntil: 'infinity', recheckAt: latest };
  const now = openings(hours, atMs);
  if (!now.open && now.opensAt === null) return { openFrom: null, openUntil: null, recheckAt: latest };
  const fromMs = now.open ? atMs : (now.opensAt ?? atMs);
  const untilMs = now.open ? now.closesAt : openings(hours, fromMs).closesAt;
  const openUntil = untilMs === null ? 'infinity' : new Date(untilMs).toISOString();
  return {
    openFrom: now.open ? '-infinity' : new Date(fromMs).toISOString(),
    openUntil,
    // What is known holds until it closes again, however far off that is.
    recheckAt: untilMs === null ? latest : openUntil,
  };
}
