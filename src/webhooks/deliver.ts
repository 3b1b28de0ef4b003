import type { Database, Tx } from '../db/database.ts';
import type { Queue } from '../db/queue.ts';
import type { Clock, Timer } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import type { PhiCodec } from '../kernel/phi.ts';
import { bodyOf } from './event-body.ts';
import { waitAfter } from './retry-schedule.ts';
import type { WebhookSecrets } from './secrets.ts';
import type { SendResult, WebhookSender } from './send.ts';
import { keyOfSecret, signedHeaders } from './signature.ts';

/** Longer than one attempt may take: after that a deliverer that vanished in the middle is taken to be gone. */
const attemptLeaseMs = 45_000;

/** Wake-ups bring deliveries out in time; looking for due ones is for those whose wake-up was lost. */
const sweepMs = 15_000;
const sweepBatch = 50;

export interface DelivererOptions {
  db: Database;
  codec: PhiCodec;
  secrets: WebhookSecrets;
  sender: WebhookSender;
  queue: Pick<Queue, 'send'>;
  clock: Clock;
  logger: Logger;
  /** In [0, 1); spreads retries. */
  random?: (() => number) | undefined;
}

export interface WebhookDeliverer {
  /** Makes the attempt that a message of the queue speaks of, if it is due. */
  handle(message: unknown): Promise<void>;
  /** Makes every attempt that is due, and tells how many deliveries that was. */
  deliverDue(): Promise<number>;
  start(): void;
  stop(): void;
}

type Taken = NonNullable<Awaited<ReturnType<typeof take>>>;

export function makeWebhookDeliverer(options: DelivererOptions): WebhookDeliverer {
  const { db, clock, logger } = options;
  let timer: Timer | undefined;
  let stopped = false;

  async function deliver(deliveryId: string): Promise<void> {
    const nowMs = clock.now();
    const delivery = await db.system((tx) => take(tx, deliveryId, nowMs));
    if (delivery === undefined) return;
    const startedMs = clock.monotonic();
    const result = await attempt(options, delivery, nowMs);
    await db.system((tx) => settle(options, tx, delivery, result, nowMs, clock.monotonic() - startedMs));
    logger.info(
      { deliveryId, attempt: delivery.attempts + 1, result: result.kind },
      'webhook delivery attempted',
    );
  }

  async function deliverDue(): Promise<number> {
    const due = await db.system((tx) =>
      tx
        .selectFrom('webhook_deliveries')
        .select('id')
        .where('state', '=', 'pending')
        .where('next_attempt_at', '<=', new Date(clock.now()))
        .orderBy('next_attempt_at')
        .limit(sweepBatch)
        .execute(),
    );
    await Promise.all(
      due.map(({ id }) =>
        deliver(id).catch(() => logger.error({ deliveryId: id }, 'webhook delivery could not be attempted')),
      ),
    );
    return due.length;
  }

  function schedule(): void {
    if (stopped) return;
    timer = clock.after(sweepMs, () => {
      void deliverDue()
        .catch(() => logger.warn({}, 'looking for due webhook deliveries failed'))
        .finally(schedule);
    });
  }

  return {
    async handle(message) {
      const { deliveryId } = message as { deliveryId?: unknown };
      if (typeof deliveryId === 'string') await deliver(deliveryId);
      else await deliverDue();
    },
    deliverDue,
    start: schedule,
    stop() {
      stopped = true;
      timer?.cancel();
    },
  };
}

/** Takes a due delivery for one attempt; whoever else asks finds it not due until the lease has run out. */
async function take(tx: Tx, deliveryId: string, nowMs: number) {
  const taken = await tx
    .updateTable('webhook_deliveries')
    .set({ next_attempt_at: new Date(nowMs + attemptLeaseMs) })
    .where('id', '=', deliveryId)
    .where('state', '=', 'pending')
    .where('next_attempt_at', '<=', new Date(nowMs))
    .returning(['id', 'organization_id', 'event_id', 'endpoint_id', 'url', 'attempts', 'payload'])
    .executeTakeFirst();
  if (taken === undefined) return undefined;
  const event = await tx
    .selectFrom('events')
    .select(['type', 'occurred_at', 'thin', 'sealed'])
    .where('id', '=', taken.event_id)
    .executeTakeFirstOrThrow();
  const { sealed_secret, disabled_at } = await tx
    .selectFrom('webhook_endpoints')
    .select(['sealed_secret', 'disabled_at'])
    .where('id', '=', taken.endpoint_id)
    .executeTakeFirstOrThrow();
  return { ...taken, event, sealed_secret, disabled: disabled_at !== null };
}

async function attempt(
  { codec, secrets, sender }: DelivererOptions,
  delivery: Taken,
  nowMs: number,
): Promise<SendResult | { kind: 'disabled' }> {
  if (delivery.disabled) return { kind: 'disabled' };
  const { organization_id, event_id, endpoint_id } = delivery;
  const [body, secret] = await Promise.all([
    openBody(codec, delivery),
    secrets.openSecret(organization_id, endpoint_id, delivery.sealed_secret),
  ]);
  const key = keyOfSecret(secret);
  if (key === undefined) throw new Error('The stored signing secret is not one.');
  return await sender.send(delivery.url, signedHeaders(key, { id: event_id, nowMs, body }), body, nowMs);
}

/** The same bytes at each attempt: the thin ones are made anew of what never changes. */
async function openBody(codec: PhiCodec, delivery: Taken): Promise<string> {
  const { organization_id, event_id, payload, event } = delivery;
  if (payload === 'thin' || event.sealed === null)
    return bodyOf({ type: event.type, at: event.occurred_at.toISOString(), data: event.thin });
  const opened = await codec.open(organization_id, `events.sealed:${event_id}`, event.sealed);
  return Buffer.from(opened).toString('utf8');
}

/** Writes the attempt down together with what follows from it. */
async function settle(
  options: DelivererOptions,
  tx: Tx,
  delivery: Taken,
  result: SendResult | { kind: 'disabled' },
  nowMs: number,
  durationMs: number,
): Promise<void> {
  const made = delivery.attempts + 1;
  await tx
    .insertInto('webhook_attempts')
    .values({
      delivery_id: delivery.id,
      attempt: made,
      organization_id: delivery.organization_id,
      started_at: new Date(nowMs),
      duration_ms: Math.round(durationMs),
      http_status: 'status' in result ? result.status : null,
      result: result.kind === 'unreachable' ? result.reason : result.kind,
    })
    .execute();
  const next = nextStep(result, made, options.random?.() ?? Math.random());
  const nextMs = options.clock.now() + (next.kind === 'retry' ? next.afterMs : 0);
  await tx
    .updateTable('webhook_deliveries')
    .set({
      attempts: made,
      next_attempt_at: new Date(nextMs),
      ...(next.kind !== 'retry' && { state: next.kind, finished_at: new Date(options.clock.now()) }),
    })
    .where('id', '=', delivery.id)
    .execute();
  if (next.kind === 'retry')
    await options.queue.send(tx, 'webhook', { deliveryId: delivery.id }, { delayMs: next.afterMs });
  if (result.kind === 'gone') await disable(tx, delivery.endpoint_id, nowMs);
}

type Step = { kind: 'delivered' } | { kind: 'dead' } | { kind: 'retry'; afterMs: number };

function nextStep(result: SendResult | { kind: 'disabled' }, made: number, random: number): Step {
  switch (result.kind) {
    case 'delivered':
      return { kind: 'delivered' };
    case 'gone':
    case 'disabled':
      return { kind: 'dead' };
    case 'forbidden':
    case 'refused':
    case 'unreachable': {
      const afterMs = waitAfter(made, random, 'retryAfterMs' in result ? result.retryAfterMs : undefined);
      return afterMs === undefined ? { kind: 'dead' } : { kind: 'retry', afterMs };
    }
  }
}

/** A receiver that says it is gone gets nothing more. A task's own address is no endpoint and is not remembered. */
async function disable(tx: Tx, endpointId: string, nowMs: number): Promise<void> {
  await tx
    .updateTable('webhook_endpoints')
    .set({ disabled_at: new Date(nowMs) })
    .where('id', '=', endpointId)
    .where('url', 'is not', null)
    .execute();
}
