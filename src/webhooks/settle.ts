import type { Database, Tx } from '../db/database.ts';
import type { DisabledReason } from '../kernel/webhook.ts';
import type { AttemptResult } from './attempt.ts';
import type { Claimed } from './claim.ts';
import { disableEndpoint } from './disable-endpoint.ts';
import { prepareEvents, type EventWriterOptions, type PreparedEvents } from './event-writer.ts';
import { hastenBacklog } from './hasten.ts';
import { waitAfter } from './retry-schedule.ts';
import type { WebhookSecrets } from './secrets.ts';
import { targetsOf } from './targets.ts';

const dayMs = 24 * 3_600_000;

/** Longer than the whole table of retries: by then whole events have been given up. */
const failingForMs = 5 * dayMs;

/** Nor is an endpoint given up for one failure after days in which there was nothing to send. */
const failuresAtOnce = 3;

export interface SettleOptions extends EventWriterOptions {
  db: Database;
  secrets: WebhookSecrets;
  /** In [0, 1); spreads retries. */
  random: () => number;
}

/** Writes an attempt down together with what follows from it. */
export async function settle(
  options: SettleOptions,
  delivery: Claimed,
  result: AttemptResult,
  times: { startedMs: number; durationMs: number },
): Promise<void> {
  const made = delivery.attempts + 1;
  const nowMs = options.clock.now();
  const step = stepAfter(delivery, result, options.random());
  const disabling = reasonToDisable(delivery, result, nowMs);
  const notice = disabling && (await prepareNotice(options, delivery, disabling));
  await options.db.system(async (tx) => {
    const ours = await tx
      .updateTable('webhook_deliveries')
      .set({
        attempts: made,
        next_attempt_at: new Date(nowMs + (step.kind === 'retry' ? step.afterMs : 0)),
        ...(step.kind !== 'retry' && { state: step.kind, finished_at: new Date(nowMs) }),
      })
      .where('id', '=', delivery.id)
      .where('attempts', '=', delivery.attempts)
      .returning('id')
      .executeTakeFirst();
    // The lease ran out and another has made and settled the attempt.
    if (ours === undefined) return;
    await tx
      .insertInto('webhook_attempts')
      .values({
        delivery_id: delivery.id,
        attempt: made,
        organization_id: delivery.organizationId,
        started_at: new Date(times.startedMs),
        duration_ms: Math.round(times.durationMs),
        http_status: 'status' in result ? result.status : null,
        result: result.kind === 'unreachable' ? result.reason : result.kind,
      })
      .execute();
    if (step.kind === 'retry')
      await options.queue.send(tx, 'webhook', { lanes: [delivery.lane] }, { delayMs: step.afterMs });
    else await releaseNext(tx, delivery, nowMs);
    if (await noteHealth(tx, delivery, result, nowMs))
      for (const delayMs of await hastenBacklog(tx, delivery.lane, nowMs, options.random()))
        await options.queue.send(tx, 'webhook', { lanes: [delivery.lane] }, { delayMs });
    if (
      disabling !== undefined &&
      (await disableEndpoint(tx, delivery.endpoint.id, disabling, new Date(nowMs)))
    )
      await notice?.write(tx);
  });
}

type Step = { kind: 'delivered' } | { kind: 'dead' } | { kind: 'retry'; afterMs: number };

function stepAfter(delivery: Claimed, result: AttemptResult, random: number): Step {
  switch (result.kind) {
    case 'delivered':
      return { kind: 'delivered' };
    case 'gone':
    case 'disabled':
      return { kind: 'dead' };
    case 'forbidden':
    case 'refused':
    case 'unreachable': {
      if (delivery.event.type === 'webhook.test') return { kind: 'dead' };
      const asked = 'retryAfterMs' in result ? result.retryAfterMs : undefined;
      const afterMs = waitAfter(delivery.attempts + 1, random, asked);
      return afterMs === undefined ? { kind: 'dead' } : { kind: 'retry', afterMs };
    }
  }
}

function reasonToDisable(
  { attempts, endpoint, event }: Claimed,
  result: AttemptResult,
  nowMs: number,
): DisabledReason | undefined {
  if (result.kind === 'gone') return 'gone';
  if (result.kind === 'delivered' || result.kind === 'disabled' || event.type === 'webhook.test')
    return undefined;
  const since = endpoint.failingSince?.getTime() ?? nowMs;
  return nowMs - since >= failingForMs && attempts + 1 >= failuresAtOnce ? 'failing' : undefined;
}

/** The notice goes into the feed and to endpoints that chose its type, never to the one that it is about. */
async function prepareNotice(
  options: SettleOptions,
  { organizationId, endpoint }: Claimed,
  reason: DisabledReason,
): Promise<PreparedEvents> {
  const event = {
    type: 'webhook_endpoint.disabled',
    organizationId,
    thin: { endpointId: endpoint.id, reason },
  } as const;
  const [targets = []] = await targetsOf(options, [event]);
  return prepareEvents(options, [
    { event, targets: targets.filter(({ endpointId }) => endpointId !== endpoint.id) },
  ]);
}

/** The next of the same task may go; it is due at once. */
async function releaseNext(tx: Tx, { lane, orderingKey }: Claimed, nowMs: number): Promise<void> {
  await tx
    .updateTable('webhook_deliveries')
    .set({ state: 'pending', next_attempt_at: new Date(nowMs) })
    .where('id', '=', (eb) =>
      eb
        .selectFrom('webhook_deliveries')
        .select('id')
        .where('lane', '=', lane)
        .where('ordering_key', '=', orderingKey)
        .where('state', '=', 'waiting')
        .orderBy('position')
        .limit(1),
    )
    .where('state', '=', 'waiting')
    .execute();
}

/**
 * Remembers since when only failures came back, and tells whether they ended with this one. A task's own address is no
 * endpoint and is not remembered.
 */
async function noteHealth(
  tx: Tx,
  { endpoint, event }: Claimed,
  result: AttemptResult,
  nowMs: number,
): Promise<boolean> {
  const mine = tx.updateTable('webhook_endpoints').where('id', '=', endpoint.id).where('url', 'is not', null);
  if (result.kind === 'delivered') {
    const recovered = await mine
      .set({ failing_since: null })
      .where('failing_since', 'is not', null)
      .returning('id')
      .execute();
    return recovered.length > 0;
  }
  if (result.kind !== 'disabled' && event.type !== 'webhook.test')
    await mine
      .set({ failing_since: new Date(nowMs) })
      .where('failing_since', 'is', null)
      .execute();
  return false;
}
