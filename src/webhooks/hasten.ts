import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';
import { attemptLeaseMs } from './claim.ts';

/** One success brings forward no more than this; the rest keep their times. */
const mostAtOnce = 10_000;

/** What is due by then comes soon enough; it also leaves alone what is being sent at this moment. */
const soonMs = 60_000;

const widestSpacingMs = 1_000;
const wakeEveryMs = 5_000;

/** Until so many attempts an answer that may be about the event itself counts as a part of the outage. */
const earlyAttempts = 5;

/**
 * A receiver is back: what waits for its retry is due soon, the oldest first, a second apart or, where there are many,
 * spread over a minute. What was refused by an answer of its own (not by an outage's) several times keeps its time, lest
 * one bad event use up its attempts whenever another succeeds. Returns after how many milliseconds to look.
 */
export async function hastenBacklog(
  tx: Tx,
  lane: string,
  nowMs: number,
  random: number,
): Promise<readonly number[]> {
  const { rows } = await sql<{ id: string }>`
    with backlog as (
      select delivery.id, delivery.position from webhook_deliveries as delivery
      where delivery.lane = ${lane} and delivery.state = 'pending' and delivery.attempts > 0
        and delivery.next_attempt_at > ${new Date(nowMs + soonMs)}
        and (delivery.attempts <= ${earlyAttempts} or exists (
          select 1 from webhook_attempts as last
          where last.delivery_id = delivery.id and last.attempt = delivery.attempts
            and (last.http_status is null or last.http_status in (429, 502, 503, 504))
        ))
      order by delivery.position
      limit ${mostAtOnce}
      for update skip locked
    ), placed as (
      select id, row_number() over (order by position) - 1 as place, count(*) over () as size from backlog
    )
    update webhook_deliveries as delivery
    set next_attempt_at = ${new Date(nowMs)}::timestamptz + interval '1 millisecond'
      * (placed.place + ${random}::float8) * least(${widestSpacingMs}::float8, ${soonMs}::float8 / placed.size)
    from placed where delivery.id = placed.id
    returning delivery.id`.execute(tx);
  const wakes: number[] = [];
  const spreadMs = Math.min(rows.length * widestSpacingMs, soonMs);
  for (let afterMs = spreadMs; afterMs > 0; afterMs -= wakeEveryMs) wakes.unshift(afterMs);
  return wakes;
}

/**
 * Makes the pending deliveries of these keys due now and tells how many that were; what waits behind them stays behind.
 * What is due already, or is being sent at this moment, is left as it is.
 */
export async function hastenKeys(
  tx: Tx,
  lane: string,
  keys: ReturnType<typeof sql>,
  now: Date,
): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    update webhook_deliveries set next_attempt_at = ${now}
    where id in (
      select id from webhook_deliveries
      where lane = ${lane} and state = 'pending' and attempts > 0
        and next_attempt_at > ${new Date(now.getTime() + attemptLeaseMs)} and ordering_key in (${keys})
      order by position
      limit ${mostAtOnce}
      for update
    )
    returning id`.execute(tx);
  return rows.length;
}
