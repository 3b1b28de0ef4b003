import type { Database, Tx } from '../db/database.ts';
import type { Listener } from '../db/listener.ts';
import type { Queue } from '../db/queue.ts';
import type { EventRoutesOptions } from '../http/event-routes.ts';
import type { WebhookRoutesOptions } from '../http/webhook-routes.ts';
import type { Clock } from '../kernel/clock.ts';
import type { EventAnnouncer } from '../kernel/event.ts';
import type { Logger } from '../kernel/logger.ts';
import type { AuditTrail, PhiCodec } from '../kernel/phi.ts';
import { makeWebhookDeliverer } from '../webhooks/deliver.ts';
import { makeDeliveryDesk } from '../webhooks/delivery-desk.ts';
import { makeEndpointDesk } from '../webhooks/endpoint-desk.ts';
import { makeEventFeed } from '../webhooks/feed.ts';
import { makeEventOutbox } from '../webhooks/outbox.ts';
import { makeWebhookSecrets, type WebhookSecrets } from '../webhooks/secrets.ts';
import { makeTestSender } from '../webhooks/send-test.ts';
import { makeWebhookSender } from '../webhooks/send.ts';
import { makeAllowList } from '../webhooks/url-policy.ts';

/** Messages only say where to look, so a few hands are enough; the attempts themselves run beside them. */
const queueConcurrency = 4;

export interface WebhooksOptions {
  db: Database;
  listener: Listener;
  codec: PhiCodec;
  queue: Queue;
  audit: AuditTrail;
  /** Hosts that may be inside our own network and be asked without TLS. */
  allowHosts: readonly string[];
  clock: Clock;
  logger: Logger;
}

export interface Webhooks {
  secrets: WebhookSecrets;
  outbox: EventAnnouncer<Tx>;
  routes: WebhookRoutesOptions;
  events: EventRoutesOptions;
  start(): Promise<void>;
  /** Begins no further attempt and waits for those under way. */
  stop(): Promise<void>;
}

/** The way out: what happened, to whoever wants to know it. */
export function composeWebhooks(options: WebhooksOptions): Webhooks {
  const { db, codec, queue, audit, listener, clock, logger } = options;
  const secrets = makeWebhookSecrets({ db, codec });
  const sender = makeWebhookSender({ allowHosts: options.allowHosts });
  const deliverer = makeWebhookDeliverer({ db, codec, secrets, sender, queue, clock, logger });
  const deliveries = makeDeliveryDesk({ db, queue, clock });
  return {
    secrets,
    outbox: makeEventOutbox({ db, codec, secrets, queue, clock }),
    routes: {
      endpoints: makeEndpointDesk({
        db,
        secrets,
        sendTest: makeTestSender({ db, codec, queue, deliverer, deliveries, clock }),
        isAllowedHost: makeAllowList(options.allowHosts),
        clock,
      }),
      deliveries,
      secretOf: (organizationId) => secrets.webhookSecretOf(organizationId),
      audit,
    },
    events: { feed: makeEventFeed({ db, codec, listener, clock }), audit },
    async start() {
      await queue.work('webhook', (message) => deliverer.handle(message), { concurrency: queueConcurrency });
      deliverer.start();
    },
    async stop() {
      await deliverer.stop();
      await sender.close();
    },
  };
}
