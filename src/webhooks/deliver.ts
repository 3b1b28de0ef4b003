import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';
import type { Clock, Timer } from '../kernel/clock.ts';
import { describeError } from '../kernel/errors.ts';
import type { Logger } from '../kernel/logger.ts';
import { makeAttempt, type AttemptOptions, type AttemptResult } from './attempt.ts';
import { claimDue, claimOne, type Claimed } from './claim.ts';
import { makeLanes } from './lanes.ts';
import { settle, type SettleOptions } from './settle.ts';

/** Wake-ups bring deliveries out in time; looking for due ones is for those whose wake-up was lost. */
const sweepMs = 15_000;
const sweepLanes = 1_000;
/** Every five minutes or so. */
const sweepsUntilOrderIsChecked = 20;

export interface DelivererOptions extends AttemptOptions, Omit<SettleOptions, 'random'> {
  clock: Clock;
  logger: Logger;
  /** In [0, 1); spreads retries. */
  random?: (() => number) | undefined;
}

export interface WebhookDeliverer {
  /** Begins the attempts that a message of the queue speaks of, as far as they are due and there is room. */
  handle(message: unknown): Promise<void>;
  /** Makes every attempt that is due, with what follows from it at once, and tells how many that were. */
  deliverDue(): Promise<number>;
  /** Makes one attempt of this delivery now, whatever its lane is doing. */
  attemptNow(deliveryId: string): Promise<void>;
  start(): void;
  /** Begins nothing more, and lets what is being sent come to its end. */
  stop(): Promise<void>;
}

export function makeWebhookDeliverer(options: DelivererOptions): WebhookDeliverer {
  const { db, clock, logger } = options;
  const settling = { ...options, random: options.random ?? Math.random };
  const lanes = makeLanes();
  const running = new Set<Promise<void>>();
  const looking = new Set<string>();
  const lookAgain = new Set<string>();
  let made = 0;
  let sweeps = 0;
  let timer: Timer | undefined;
  let stopped = false;

  async function attempt(delivery: Claimed): Promise<AttemptResult> {
    const startedMs = clock.now();
    const fromMs = clock.monotonic();
    const result = await makeAttempt(options, delivery, startedMs);
    await settle(settling, delivery, result, { startedMs, durationMs: clock.monotonic() - fromMs });
    logger.info(
      { deliveryId: delivery.id, attempt: delivery.attempts + 1, result: result.kind },
      'webhook delivery attempted',
    );
    return result;
  }

  async function run(delivery: Claimed): Promise<void> {
    const { lane } = delivery;
    let result: AttemptResult | undefined;
    try {
      result = await attempt(delivery);
      made++;
    } catch (error) {
      logger.error(
        { deliveryId: delivery.id, ...describeError(error) },
        'webhook delivery could not be attempted',
      );
    }
    const others = lanes.end(lane, result, clock.now());
    // What failed on our side is left to its lease, lest it be tried without end.
    for (const next of [...(result === undefined ? [] : [lane]), ...others])
      await pump(next).catch((error: unknown) =>
        logger.warn(describeError(error), 'webhook deliveries could not be taken'),
      );
  }

  /** Takes as many of the lane's due deliveries as there is room for, and begins their attempts. */
  async function pump(lane: string): Promise<void> {
    if (stopped) return;
    // One look at a time; who comes meanwhile may know of something that this look began too early to see.
    if (looking.has(lane)) return void lookAgain.add(lane);
    const room = lanes.roomOf(lane, clock.now());
    if (room === 0) return;
    looking.add(lane);
    try {
      for (const delivery of await db.system((tx) => claimDue(tx, lane, room, clock.now()))) {
        lanes.begin(lane);
        const ran: Promise<void> = run(delivery).finally(() => running.delete(ran));
        running.add(ran);
      }
    } finally {
      looking.delete(lane);
    }
    if (lookAgain.delete(lane)) await pump(lane);
  }

  async function pumpDue(): Promise<void> {
    const due = await db.system((tx) =>
      tx
        .selectFrom('webhook_deliveries')
        .select('lane')
        .distinct()
        .where('state', '=', 'pending')
        .where('next_attempt_at', '<=', new Date(clock.now()))
        .limit(sweepLanes)
        .execute(),
    );
    for (const { lane } of due) await pump(lane);
  }

  async function sweep(): Promise<void> {
    if (sweeps++ % sweepsUntilOrderIsChecked === 0)
      await db.system((tx) => releaseForgotten(tx, clock.now()));
    await pumpDue();
  }

  function schedule(): void {
    if (stopped) return;
    timer = clock.after(sweepMs, () => {
      void sweep()
        .catch((error: unknown) =>
          logger.warn(describeError(error), 'looking for due webhook deliveries failed'),
        )
        .finally(schedule);
    });
  }

  const finish = async () => {
    while (running.size > 0) await Promise.all(running);
  };

  return {
    async handle(message) {
      for (const lane of lanesOf(message)) await pump(lane);
    },
    async deliverDue() {
      const before = made;
      await pumpDue();
      await finish();
      return made - before;
    },
    async attemptNow(deliveryId) {
      const delivery = await db.system((tx) => claimOne(tx, deliveryId, clock.now()));
      if (delivery !== undefined) await attempt(delivery);
    },
    start: schedule,
    async stop() {
      stopped = true;
      timer?.cancel();
      await finish();
    },
  };
}

function lanesOf(message: unknown): readonly string[] {
  const lanes = typeof message === 'object' && message !== null && 'lanes' in message ? message.lanes : [];
  return Array.isArray(lanes) ? lanes.filter((lane) => typeof lane === 'string') : [];
}

/** What waits behind nothing: it came in while those before it were given up with their endpoint. */
const releaseForgotten = (tx: Tx, nowMs: number) =>
  sql`
    update webhook_deliveries as late set state = 'pending', next_attempt_at = ${new Date(nowMs)}
    where late.state = 'waiting' and not exists (
      select 1 from webhook_deliveries as earlier
      where earlier.lane = late.lane and earlier.ordering_key = late.ordering_key
        and earlier.state in ('waiting', 'pending') and earlier.position < late.position
    )`.execute(tx);
