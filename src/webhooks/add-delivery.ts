import type { Tx } from '../db/database.ts';
import { makeId } from '../kernel/ids.ts';
import type { Target } from './targets.ts';

/** Deliveries of one key are made one after the other: of a task, else of a call, else of the event alone. */
function orderingKeyOf(event: {
  id: string;
  taskId?: string | null | undefined;
  callId?: string | null | undefined;
}): string {
  return event.taskId ?? event.callId ?? event.id;
}

/**
 * Writes one delivery; it waits where an earlier one of its task to the same receiver is not settled. That one is locked
 * meanwhile: whoever settles it either sees the new one afterwards, or has settled it before we looked.
 */
export async function addDelivery(
  tx: Tx,
  event: {
    id: string;
    organizationId: string;
    taskId?: string | null | undefined;
    callId?: string | null | undefined;
  },
  target: Target,
  now: Date,
  { isReplay = false } = {},
): Promise<string> {
  const ordering_key = orderingKeyOf(event);
  const earlier = await tx
    .selectFrom('webhook_deliveries')
    .select('id')
    .where('lane', '=', target.lane)
    .where('ordering_key', '=', ordering_key)
    .where('state', 'in', ['waiting', 'pending'])
    .orderBy('position')
    .forShare()
    .execute();
  const id = makeId('dlv');
  await tx
    .insertInto('webhook_deliveries')
    .values({
      id,
      organization_id: event.organizationId,
      event_id: event.id,
      endpoint_id: target.endpointId,
      url: target.url,
      lane: target.lane,
      ordering_key,
      payload: target.payload,
      state: earlier.length > 0 ? 'waiting' : 'pending',
      next_attempt_at: now,
      is_replay: isReplay,
    })
    .execute();
  return id;
}
