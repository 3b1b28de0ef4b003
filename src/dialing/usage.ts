import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';
import type { DialingLimits, DialingUsage } from '../kernel/dialing.ts';

const noLimits: DialingLimits = {
  callsAtOnce: null,
  minutesPerDay: null,
  centsPerDay: null,
  centsPerMinute: 0,
};

/** What an organization may use; no limits where it never set any. */
export async function limitsOf(tx: Tx, organizationId: string): Promise<DialingLimits> {
  const row = await tx
    .selectFrom('dial_limits')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .executeTakeFirst();
  return row === undefined ? noLimits : toLimits(row);
}

export function toLimits(row: {
  calls_at_once: number | null;
  minutes_per_day: number | null;
  cents_per_day: number | null;
  cents_per_minute: number;
}): DialingLimits {
  return {
    callsAtOnce: row.calls_at_once,
    minutesPerDay: row.minutes_per_day,
    centsPerDay: row.cents_per_day,
    centsPerMinute: row.cents_per_minute,
  };
}

/**
 * What an organization has used since its day began: seconds between answer and end of its calls, those that are
 * running up to now. Carriers let no call last longer than a day. Needs a scope that sees all of its practices.
 */
export async function usageOf(
  tx: Tx,
  organizationId: string,
  at: Date,
  limits: DialingLimits,
): Promise<DialingUsage> {
  const { rows } = await sql<{ day: string; time_zone: string; until: Date; seconds: number }>`
    select days.day, days.time_zone, days.until,
      coalesce((
        select sum(extract(epoch from
          least(coalesce(ended_at, ${at}::timestamptz), ${at}::timestamptz) - greatest(answered_at, days.begins)))
        from calls
        where organization_id = days.id and started_at > days.begins - interval '1 day'
          and answered_at < ${at}::timestamptz and coalesce(ended_at, ${at}::timestamptz) > days.begins
      ), 0)::double precision as seconds
    from (
      select id, time_zone, to_char(${at}::timestamptz at time zone time_zone, 'YYYY-MM-DD') as day,
        date_trunc('day', ${at}::timestamptz, time_zone) as begins,
        (date_trunc('day', ${at}::timestamptz at time zone time_zone) + interval '1 day') at time zone time_zone
          as until
      from organizations where id = ${organizationId}
    ) days`.execute(tx);
  const [row] = rows;
  if (row === undefined) throw new Error('There is no such organization.');
  const minutes = row.seconds / 60;
  return {
    day: row.day,
    timeZone: row.time_zone,
    minutes: Math.round(minutes * 10) / 10,
    cents: Math.round(minutes * limits.centsPerMinute),
    until: row.until.toISOString(),
  };
}

export const hasCap = ({ minutesPerDay, centsPerDay }: DialingLimits) =>
  minutesPerDay !== null || centsPerDay !== null;

/** True where nothing more may be begun today. */
export function isUsedUp(limits: DialingLimits, usage: DialingUsage): boolean {
  return (
    (limits.minutesPerDay !== null && usage.minutes >= limits.minutesPerDay) ||
    (limits.centsPerDay !== null && usage.cents >= limits.centsPerDay)
  );
}
