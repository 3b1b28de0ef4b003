import type { Tx } from '../db/database.ts';
import type { EventType } from '../kernel/event.ts';
import type { PayloadStyle } from '../kernel/webhook.ts';

/** Longer than one attempt may take: after that a deliverer that vanished in the middle is taken to be gone. */
export const attemptLeaseMs = 45_000;

/** A delivery that was taken for one attempt, with all that it needs. */
export interface Claimed {
  id: string;
  organizationId: string;
  eventId: string;
  url: string;
  lane: string;
  orderingKey: string;
  payload: PayloadStyle;
  /** Made before this one. */
  attempts: number;
  event: { type: EventType; at: Date; thin: Record<string, unknown>; sealed: Uint8Array | null };
  endpoint: {
    id: string;
    sealedSecret: Uint8Array;
    sealedFormerSecret: Uint8Array | null;
    formerSecretUntil: Date | null;
    isDisabled: boolean;
    failingSince: Date | null;
  };
}

/** Takes due deliveries of a lane; whoever else asks finds them not due until the lease has run out. */
export async function claimDue(tx: Tx, lane: string, most: number, nowMs: number): Promise<Claimed[]> {
  const due = tx
    .selectFrom('webhook_deliveries')
    .select('id')
    .where('lane', '=', lane)
    .where('state', '=', 'pending')
    .where('next_attempt_at', '<=', new Date(nowMs))
    .orderBy('next_attempt_at')
    .orderBy('position')
    .limit(most)
    .forUpdate()
    .skipLocked();
  const ids = (await due.execute()).map(({ id }) => id);
  return ids.length === 0 ? [] : lease(tx, ids, nowMs);
}

/** Takes one pending delivery, due or not. */
export async function claimOne(tx: Tx, id: string, nowMs: number): Promise<Claimed | undefined> {
  return (await lease(tx, [id], nowMs))[0];
}

async function lease(tx: Tx, ids: readonly string[], nowMs: number): Promise<Claimed[]> {
  const leased = await tx
    .updateTable('webhook_deliveries')
    .set({ next_attempt_at: new Date(nowMs + attemptLeaseMs) })
    .where('id', 'in', ids)
    .where('state', '=', 'pending')
    .returning('id')
    .execute();
  if (leased.length === 0) return [];
  const rows = await tx
    .selectFrom('webhook_deliveries as delivery')
    .innerJoin('events as event', 'event.id', 'delivery.event_id')
    .innerJoin('webhook_endpoints as endpoint', 'endpoint.id', 'delivery.endpoint_id')
    .select([
      'delivery.id',
      'delivery.organization_id',
      'delivery.event_id',
      'delivery.url',
      'delivery.lane',
      'delivery.ordering_key',
      'delivery.payload',
      'delivery.attempts',
      'event.type',
      'event.occurred_at',
      'event.thin',
      'event.sealed',
      'endpoint.id as endpoint_id',
      'endpoint.sealed_secret',
      'endpoint.sealed_former_secret',
      'endpoint.former_secret_until',
      'endpoint.disabled_at',
      'endpoint.failing_since',
    ])
    .where(
      'delivery.id',
      'in',
      leased.map(({ id }) => id),
    )
    .orderBy('delivery.position')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    organizationId: row.organization_id,
    eventId: row.event_id,
    url: row.url,
    lane: row.lane,
    orderingKey: row.ordering_key,
    payload: row.payload,
    attempts: row.attempts,
    event: { type: row.type, at: row.occurred_at, thin: row.thin, sealed: row.sealed },
    endpoint: {
      id: row.endpoint_id,
      sealedSecret: row.sealed_secret,
      sealedFormerSecret: row.sealed_former_secret,
      formerSecretUntil: row.former_secret_until,
      isDisabled: row.disabled_at !== null,
      failingSince: row.failing_since,
    },
  }));
}
