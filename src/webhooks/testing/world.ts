import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { vi } from 'vitest';
import type { Database } from '../../db/database.ts';
import { addTask, makeSilentQueue, testCodec } from '../../dialing/testing/world.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { EventType, NewEvent } from '../../kernel/event.ts';
import { eventExamples } from '../../kernel/event-examples.ts';
import { makeId } from '../../kernel/ids.ts';
import { silentLogger } from '../../kernel/logger.ts';
import type { PayloadStyle } from '../../kernel/webhook.ts';
import { makeWebhookDeliverer } from '../deliver.ts';
import { makeDeliveryDesk } from '../delivery-desk.ts';
import { makeEndpointDesk } from '../endpoint-desk.ts';
import { makeEventOutbox } from '../outbox.ts';
import { makeTestSender } from '../send-test.ts';
import { makeWebhookSecrets } from '../secrets.ts';
import { makeWebhookSender, type WebhookSender } from '../send.ts';
import { makeWebhookSecret } from '../signature.ts';

export interface Received {
  atMs: number;
  headers: IncomingHttpHeaders;
  body: string;
  /** What it was answered with. */
  status: number;
}

export interface Answer {
  status: number;
  headers?: Record<string, string>;
}

/** A consumer on this machine that answers as it is told to. */
export async function makeConsumer(clock: Clock, answer: (body: string) => Answer | Promise<Answer>) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      void Promise.resolve(answer(body)).then(({ status, headers }) => {
        received.push({ atMs: clock.now(), headers: request.headers, body, status });
        response.writeHead(status, headers).end();
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    received,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** Verifies as a consumer does, at the moment at which it was received, and returns the body. */
export function verified(secret: string, { atMs, headers, body }: Received): unknown {
  vi.useFakeTimers({ toFake: ['Date'], now: atMs });
  try {
    return new Webhook(secret).verify(body, headers as Record<string, string>);
  } finally {
    vi.useRealTimers();
  }
}

/** The way out, composed as the server does it, without a queue: `deliverDue` moves things on. */
export function makeWebhookWorld(db: Database, clock: Clock, sender: WebhookSender = localSender()) {
  const queue = makeSilentQueue();
  const codec = testCodec;
  const secrets = makeWebhookSecrets({ db, codec });
  let seed = 7;
  // Spread, and the same in each run.
  const random = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
  const deliverer = makeWebhookDeliverer({
    db,
    codec,
    secrets,
    sender,
    queue,
    clock,
    logger: silentLogger,
    random,
  });
  const outbox = makeEventOutbox({ db, codec, secrets, queue, clock });
  const deliveries = makeDeliveryDesk({ db, queue, clock });
  const endpoints = makeEndpointDesk({
    db,
    secrets,
    sendTest: makeTestSender({ db, codec, queue, deliverer, deliveries, clock }),
    isAllowedHost: (host) => host === '127.0.0.1',
    clock,
    resolve: () => Promise.resolve([]),
  });
  return {
    secrets,
    deliverer,
    deliveries,
    endpoints,
    outbox,
    sender,
    /** Commits events of one organization. */
    async tell(...events: readonly NewEvent[]) {
      const [first] = events;
      if (first === undefined) return;
      const prepared = await outbox.prepare(events);
      await db.tenant(first.organizationId, (tx) => prepared.write(tx));
    },
    /** Everything that is due, and what becomes due by it. */
    async deliverAll() {
      while ((await deliverer.deliverDue()) > 0);
    },
  };
}

function localSender(): WebhookSender {
  return makeWebhookSender({ allowHosts: ['127.0.0.1'] });
}

export async function addEndpoint(
  db: Database,
  organizationId: string,
  url: string,
  more: { eventTypes?: EventType[]; payload?: PayloadStyle; practiceIds?: string[]; secret?: string } = {},
): Promise<{ id: string; secret: string }> {
  const id = makeId('whe');
  const secret = more.secret ?? makeWebhookSecret();
  const sealed_secret = await makeWebhookSecrets({ db, codec: testCodec }).sealSecret(
    organizationId,
    id,
    secret,
  );
  await db.tenant(organizationId, (tx) =>
    tx
      .insertInto('webhook_endpoints')
      .values({
        id,
        organization_id: organizationId,
        url,
        sealed_secret,
        event_types: more.eventTypes ?? [],
        payload: more.payload ?? 'thin',
        practice_ids: more.practiceIds ?? null,
      })
      .execute(),
  );
  return { id, secret };
}

/** A task of the database, and events about it as the rooms tell them. */
export async function makeTold(db: Database, organizationId: string) {
  const { id: taskId } = await addTask(db, organizationId);
  return {
    taskId,
    event: (type: EventType): NewEvent => ({
      type,
      organizationId,
      taskId,
      revision: 1,
      thin: { ...eventExamples[type], taskId, practiceId: null, callId: null },
    }),
  };
}
