import type { Database, Tx } from '../db/database.ts';
import type { Queue } from '../db/queue.ts';
import type { TenantScope } from '../kernel/access.ts';
import type { Clock } from '../kernel/clock.ts';
import type { DeliveriesAsked, Page, WebhookDelivery, WebhookDeliveryDesk } from '../kernel/webhook.ts';
import { readCursor, writeCursor } from '../kernel/cursor.ts';
import { attemptsOf, asDelivery, selectDeliveries } from './delivery-view.ts';
import { replayDead, replayOne, replaySpan } from './replay.ts';

export interface DeliveryDeskOptions {
  db: Database;
  queue: Pick<Queue, 'send'>;
  clock: Clock;
}

/** What was sent, how it went, and sending it again. A principal sees deliveries to the endpoints that it sees. */
export function makeDeliveryDesk({ db, queue, clock }: DeliveryDeskOptions): WebhookDeliveryDesk {
  async function view(tx: Tx, id: string): Promise<WebhookDelivery | undefined> {
    const row = await selectDeliveries(tx).where('delivery.id', '=', id).executeTakeFirst();
    return row && asDelivery(row, await attemptsOf(tx, [row.id]));
  }

  return {
    list: (scope, asked) => db.tenant(scope, (tx) => listDeliveries(tx, asked)),
    get: (scope, id) => db.tenant(scope, (tx) => view(tx, id)),
    replay: (scope, id) =>
      db.tenant(scope, async (tx) => {
        const made = await replayOne(tx, id, new Date(clock.now()));
        if (made === undefined) return undefined;
        await queue.send(tx, 'webhook', { lanes: [made.lane] });
        return view(tx, made.id);
      }),
    replayMany: (scope: TenantScope, endpointId, asked) =>
      db.tenant(scope, async (tx) => {
        const endpoint = await tx
          .selectFrom('webhook_endpoints')
          .select(['id', 'url', 'event_types', 'payload', 'practice_ids', 'disabled_at'])
          .where('id', '=', endpointId)
          .where('url', 'is not', null)
          .where('deleted_at', 'is', null)
          .executeTakeFirst();
        if (endpoint === undefined) return undefined;
        const now = new Date(clock.now());
        const replayed =
          asked.kind === 'dead'
            ? { queued: await replayDead(tx, endpoint, now), hastened: 0 }
            : await replaySpan(tx, endpoint, asked, now);
        if (replayed.queued + replayed.hastened > 0) await queue.send(tx, 'webhook', { lanes: [endpointId] });
        return replayed;
      }),
  };
}

async function listDeliveries(tx: Tx, asked: DeliveriesAsked): Promise<Page<WebhookDelivery>> {
  const { limit, cursor, endpointId, state, eventType, taskId, from, to } = asked;
  let query = selectDeliveries(tx)
    .orderBy('delivery.position', 'desc')
    .limit(limit + 1);
  if (cursor !== undefined)
    query = query.where('delivery.position', '<', readCursor(cursor, [/^\d{1,18}$/])[0]);
  if (endpointId !== undefined) query = query.where('delivery.endpoint_id', '=', endpointId);
  if (state !== undefined) query = query.where('delivery.state', '=', state);
  if (eventType !== undefined) query = query.where('event.type', '=', eventType);
  if (taskId !== undefined) query = query.where('event.task_id', '=', taskId);
  if (from !== undefined) query = query.where('delivery.created_at', '>=', new Date(from));
  if (to !== undefined) query = query.where('delivery.created_at', '<', new Date(to));
  const rows = await query.execute();
  const page = rows.slice(0, limit);
  const attempts = await attemptsOf(
    tx,
    page.map(({ id }) => id),
  );
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    data: page.map((row) => asDelivery(row, attempts)),
    nextCursor: last === undefined ? null : writeCursor([last.position]),
  };
}
