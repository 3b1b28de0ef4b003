import type { Database } from '../db/database.ts';
import type { TenantScope } from '../kernel/access.ts';
import type { Clock } from '../kernel/clock.ts';
import type { WebhookDelivery, WebhookDeliveryDesk, WebhookEndpointDesk } from '../kernel/webhook.ts';
import type { WebhookDeliverer } from './deliver.ts';
import { prepareEvents, type EventWriterOptions } from './event-writer.ts';

/** Longer than the attempt takes that follows at once, so that no sweep makes it too. */
const reservedMs = 60_000;

export interface TestSenderOptions extends EventWriterOptions {
  db: Database;
  deliverer: Pick<WebhookDeliverer, 'attemptNow'>;
  deliveries: Pick<WebhookDeliveryDesk, 'get'>;
  clock: Clock;
}

/** Sends an endpoint a `webhook.test`, once, whatever its types, and tells what came of it. */
export function makeTestSender(options: TestSenderOptions): WebhookEndpointDesk['test'] {
  const { db, clock } = options;
  return async (scope: TenantScope, id: string): Promise<WebhookDelivery | undefined> => {
    const { organizationId } = scope;
    const endpoint = await db.tenant(scope, (tx) =>
      tx
        .selectFrom('webhook_endpoints')
        .select(['id', 'url', 'payload'])
        .where('id', '=', id)
        .where('deleted_at', 'is', null)
        .executeTakeFirst(),
    );
    if (endpoint?.url === undefined || endpoint.url === null) return undefined;
    const { url, payload } = endpoint;
    const event = { type: 'webhook.test', organizationId, thin: { endpointId: id } } as const;
    const prepared = await prepareEvents(options, [
      { event, targets: [{ endpointId: id, url, payload, lane: id }] },
    ]);
    // The event is of no practice, so it is written for the whole organization.
    const [deliveryId] = await db.tenant(organizationId, (tx) =>
      prepared.write(tx, { firstAttemptAt: new Date(clock.now() + reservedMs) }),
    );
    if (deliveryId === undefined) throw new Error('The test was not written.');
    await options.deliverer.attemptNow(deliveryId);
    return options.deliveries.get({ organizationId, practiceIds: null }, deliveryId);
  };
}
