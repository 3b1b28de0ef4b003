import type { Tx } from '../db/database.ts';
import type { DeliveryAttempt, WebhookDelivery } from '../kernel/webhook.ts';

/** Deliveries with their event. The join with endpoints is what hides those of others: theirs are not visible. */
export function selectDeliveries(tx: Tx) {
  return tx
    .selectFrom('webhook_deliveries as delivery')
    .innerJoin('events as event', 'event.id', 'delivery.event_id')
    .innerJoin('webhook_endpoints as endpoint', 'endpoint.id', 'delivery.endpoint_id')
    .select([
      'delivery.id',
      'delivery.event_id',
      'delivery.endpoint_id',
      'delivery.url',
      'delivery.payload',
      'delivery.state',
      'delivery.is_replay',
      'delivery.next_attempt_at',
      'delivery.created_at',
      'delivery.finished_at',
      'delivery.position',
      'event.type',
      'event.task_id',
      'event.call_id',
    ]);
}

type DeliveryRow = Awaited<ReturnType<ReturnType<typeof selectDeliveries>['execute']>>[number];

/** Attempts in order, by the id of their delivery. */
export async function attemptsOf(
  tx: Tx,
  deliveryIds: readonly string[],
): Promise<ReadonlyMap<string, DeliveryAttempt[]>> {
  const attempts = new Map<string, DeliveryAttempt[]>(deliveryIds.map((id) => [id, []]));
  if (deliveryIds.length === 0) return attempts;
  const rows = await tx
    .selectFrom('webhook_attempts')
    .selectAll()
    .where('delivery_id', 'in', deliveryIds)
    .orderBy('attempt')
    .execute();
  for (const row of rows)
    attempts.get(row.delivery_id)?.push({
      number: row.attempt,
      startedAt: row.started_at.toISOString(),
      durationMs: row.duration_ms,
      httpStatus: row.http_status,
      result: row.result,
    });
  return attempts;
}

export function asDelivery(
  row: DeliveryRow,
  attempts: ReadonlyMap<string, DeliveryAttempt[]>,
): WebhookDelivery {
  return {
    id: row.id,
    eventId: row.event_id,
    eventType: row.type,
    endpointId: row.endpoint_id,
    url: withoutQuery(row.url),
    taskId: row.task_id,
    callId: row.call_id,
    payload: row.payload,
    state: row.state,
    isReplay: row.is_replay,
    attempts: attempts.get(row.id) ?? [],
    nextAttemptAt: row.state === 'pending' ? row.next_attempt_at.toISOString() : null,
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
  };
}

function withoutQuery(text: string): string {
  if (!URL.canParse(text)) return text;
  const url = new URL(text);
  return url.origin + url.pathname;
}
