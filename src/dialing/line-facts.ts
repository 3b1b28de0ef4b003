import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';
import { practiceTimeZone } from '../kernel/local-date.ts';
import type { LineHours } from '../kernel/opening-hours.ts';
import type { CallRow } from './call-row.ts';
import { hoursOf } from './line-openings.ts';
import type { LineFacts } from './retry-policy.ts';

/** How far back calls teach when a line is quiet. */
const learnDays = 28;

/** What the organization knows of the line of a call: its hours as the directory has them, and what its calls lasted. */
export async function lineFactsOf(tx: Tx, call: CallRow, at: Date): Promise<LineFacts> {
  const { rows } = await sql<{
    time_zone: string;
    hours: LineHours['hours'];
    holidays: string[];
    closed_on: string[];
  }>`
    select time_zone, hours, holidays, closed_on
    from lines_as_seen(${call.organization_id}, coalesce(${call.payor_id}, ''))
    where phone_number = ${call.to_number} limit 1`.execute(tx);
  const [line] = rows;
  const timeZone = line?.time_zone ?? practiceTimeZone;
  const lengths = await sql<{ hour: number; calls: number; minutes: number }>`
    select extract(hour from answered_at at time zone ${timeZone})::integer as hour, count(*)::integer as calls,
      (avg(extract(epoch from ended_at - answered_at)) / 60)::double precision as minutes
    from calls
    where organization_id = ${call.organization_id} and to_number = ${call.to_number}
      and started_at > ${at}::timestamptz - make_interval(days => ${learnDays}) and ended_at > answered_at
    group by 1`.execute(tx);
  return {
    timeZone,
    hours: line === undefined ? null : hoursOf(line),
    byHour: new Map(
      lengths.rows.map(({ hour, calls, minutes }) => [hour, { calls, averageMinutes: minutes }]),
    ),
  };
}
