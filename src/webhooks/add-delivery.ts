import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';
import { makeId } from '../kernel/ids.ts';
import type { Target } from './targets.ts';

/** What is delivered, and what its order goes by. */
interface DeliveredEvent {
  id: string;
  organizationId: string;
  taskId?: string | null | undefined;
  callId?: string | null | undefined;
}

export interface WantedDelivery {
  event: DeliveredEvent;
  target: Target;
  isReplay?: boolean | undefined;
}

/** Deliveries of one key are made one after the other: of a task, else of a call, else of the event alone. */
const orderingKeyOf = (event: DeliveredEvent) => event.taskId ?? event.callId ?? event.id;

/**
 * Writes deliveries in their order and returns their ids; each waits where an earlier one of its task to the same
 * receiver is not settled. That one is locked meanwhile: whoever settles it either sees the new one afterwards, or has
 * settled it before we looked.
 */
export async function addDeliveries(
  tx: Tx,
  wanted: readonly WantedDelivery[],
  now: Date,
): Promise<readonly string[]> {
  if (wanted.length === 0) return [];
  const keys = wanted.map(({ event }) => orderingKeyOf(event));
  const lanes = wanted.map(({ target }) => target.lane);
  const earlier = await tx
    .selectFrom('webhook_deliveries')
    .select(['lane', 'ordering_key'])
    .where(sql<boolean>`(lane, ordering_key) in (select * from unnest(${lanes}::text[], ${keys}::text[]))`)
    .where('state', 'in', ['waiting', 'pending'])
    // In one order for everybody, so that nobody waits in a circle.
    .orderBy('position')
    .forShare()
    .execute();
  const taken = new Set(earlier.map(({ lane, ordering_key }) => `${lane} ${ordering_key}`));
  const rows = wanted.map(({ event, target, isReplay }) => {
    const ordering_key = orderingKeyOf(event);
    const place = `${target.lane} ${ordering_key}`;
    const waits = taken.has(place);
    taken.add(place);
    return {
      id: makeId('dlv'),
      organization_id: event.organizationId,
      event_id: event.id,
      endpoint_id: target.endpointId,
      url: target.url,
      lane: target.lane,
      ordering_key,
      payload: target.payload,
      state: waits ? ('waiting' as const) : ('pending' as const),
      next_attempt_at: now,
      is_replay: isReplay ?? false,
    };
  });
  for (let begin = 0; begin < rows.length; begin += mostRowsAtOnce)
    await tx
      .insertInto('webhook_deliveries')
      .values(rows.slice(begin, begin + mostRowsAtOnce))
      .execute();
  return rows.map(({ id }) => id);
}

/** A statement holds 65,535 parameters at most, eleven a row. */
const mostRowsAtOnce = 2_000;
