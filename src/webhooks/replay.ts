import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';
import { endingEventTypes } from '../kernel/event.ts';
import { ProblemError } from '../kernel/errors.ts';
import { makeId } from '../kernel/ids.ts';
import type { PayloadStyle, Replayed } from '../kernel/webhook.ts';
import { addDeliveries } from './add-delivery.ts';
import { hastenKeys } from './hasten.ts';

/** One request queues no more than this; a longer span is asked for in parts. */
const mostAtOnce = 10_000;

interface Endpoint {
  id: string;
  url: string | null;
  event_types: string[];
  payload: PayloadStyle;
  practice_ids: string[] | null;
  disabled_at: Date | null;
}

/**
 * Makes a delivery again, as a row of its own with the same event and so the same webhook-id: to where the endpoint is
 * now, or to the task's own address. One that is still to come is due now instead; where it waits for an earlier one of
 * its task, that one is. Undefined where there is none of that id.
 */
export async function replayOne(
  tx: Tx,
  id: string,
  now: Date,
): Promise<{ id: string; lane: string } | undefined> {
  const found = await tx
    .selectFrom('webhook_deliveries as delivery')
    .innerJoin('events as event', 'event.id', 'delivery.event_id')
    .innerJoin('webhook_endpoints as endpoint', 'endpoint.id', 'delivery.endpoint_id')
    .select([
      'delivery.url',
      'delivery.lane',
      'delivery.ordering_key',
      'delivery.payload',
      'delivery.state',
      'event.id as event_id',
      'event.organization_id',
      'event.task_id',
      'event.call_id',
      'endpoint.id as endpoint_id',
      'endpoint.url as endpoint_url',
      'endpoint.payload as endpoint_payload',
      'endpoint.disabled_at',
      'endpoint.deleted_at',
    ])
    .where('delivery.id', '=', id)
    .executeTakeFirst();
  if (found === undefined) return undefined;
  if (found.state === 'pending' || found.state === 'waiting') {
    await hastenKeys(tx, found.lane, sql`${found.ordering_key}`, now);
    return { id, lane: found.lane };
  }
  if (found.deleted_at !== null) throw new ProblemError('conflict', 409, 'The endpoint was deleted.');
  demandEnabled(found);
  const event = {
    id: found.event_id,
    organizationId: found.organization_id,
    taskId: found.task_id,
    callId: found.call_id,
  };
  const target = {
    endpointId: found.endpoint_id,
    url: found.endpoint_url ?? found.url,
    payload: found.endpoint_url === null ? found.payload : found.endpoint_payload,
    lane: found.lane,
  };
  const [made] = await addDeliveries(tx, [{ event, target, isReplay: true }], now);
  if (made === undefined) throw new Error('The replay was not written.');
  return { id: made, lane: found.lane };
}

/** Makes everything again that was given up for this endpoint and has not been replayed since; tells how many. */
export function replayDead(tx: Tx, endpoint: Endpoint, now: Date): Promise<number> {
  return queueAgain(
    tx,
    endpoint,
    now,
    sql`event.type <> 'webhook.test' and exists (
      select 1 from webhook_deliveries as dead
      where dead.event_id = event.id and dead.endpoint_id = ${endpoint.id} and dead.state = 'dead'
    ) and not exists (
      select 1 from webhook_deliveries as other
      where other.event_id = event.id and other.endpoint_id = ${endpoint.id} and other.state <> 'dead'
    )`,
  );
}

/**
 * Sends the endpoint everything of its types that happened in the span, whether it was delivered, given up or, while the
 * endpoint was disabled, never sent at all. What is still to come is not sent twice, but due now.
 */
export async function replaySpan(
  tx: Tx,
  endpoint: Endpoint,
  span: { from: string; to: string },
  now: Date,
): Promise<Replayed> {
  const types = endpoint.event_types.length === 0 ? endingEventTypes : endpoint.event_types;
  const practices =
    endpoint.practice_ids === null ? sql`true` : sql`event.practice_id = any (${[...endpoint.practice_ids]})`;
  const inSpan = sql`event.occurred_at >= ${new Date(span.from)} and event.occurred_at < ${new Date(span.to)}`;
  const hastened = await hastenKeys(
    tx,
    endpoint.id,
    sql`
      select coming.ordering_key from webhook_deliveries as coming
      inner join events as event on event.id = coming.event_id
      where coming.endpoint_id = ${endpoint.id} and coming.state in ('waiting', 'pending') and ${inSpan}`,
    now,
  );
  const queued = await queueAgain(
    tx,
    endpoint,
    now,
    sql`event.type = any (${[...types]}) and ${practices} and ${inSpan}
      and not exists (
        select 1 from webhook_deliveries as coming
        where coming.event_id = event.id and coming.endpoint_id = ${endpoint.id}
          and coming.state in ('waiting', 'pending')
      )`,
  );
  return { queued, hastened };
}

/** One statement for all: of each task the first is pending, the later ones wait for it. */
async function queueAgain(
  tx: Tx,
  endpoint: Endpoint,
  now: Date,
  wanted: ReturnType<typeof sql>,
): Promise<number> {
  demandEnabled(endpoint);
  const { rows } = await sql<{ id: string }>`
    with wanted as (
      select event.id, event.organization_id, event.transaction, event.position,
        coalesce(event.task_id, event.call_id, event.id) as ordering_key
      from events as event
      where ${wanted}
      order by event.transaction, event.position
      limit ${mostAtOnce + 1}
    ), ordered as (
      select wanted.*,
        row_number() over (partition by ordering_key order by transaction, position) > 1 or exists (
          select 1 from webhook_deliveries as earlier
          where earlier.lane = ${endpoint.id} and earlier.ordering_key = wanted.ordering_key
            and earlier.state in ('waiting', 'pending')
        ) as waits
      from wanted
      order by transaction, position
    )
    insert into webhook_deliveries (
      id, organization_id, event_id, endpoint_id, url, lane, ordering_key, payload, state, next_attempt_at, is_replay
    )
    select ${makeId('dlv')} || '_' || row_number() over (order by transaction, position), organization_id, id,
      ${endpoint.id}, ${endpoint.url}, ${endpoint.id}, ordering_key, ${endpoint.payload},
      case when waits then 'waiting' else 'pending' end, ${now}, true
    from ordered
    order by transaction, position
    returning id`.execute(tx);
  // Thrown inside the transaction, so nothing of it stays.
  if (rows.length > mostAtOnce)
    throw new ProblemError(
      'conflict',
      409,
      `That is more than ${mostAtOnce} events at once; replay a shorter span of time.`,
    );
  return rows.length;
}

function demandEnabled(endpoint: { disabled_at: Date | null }): void {
  if (endpoint.disabled_at !== null)
    throw new ProblemError('conflict', 409, 'The endpoint is disabled; enable it first.');
}
