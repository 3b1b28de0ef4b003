import type { CallStore, OwnedCall } from '../kernel/call-store.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import type { CarrierDesk, MediaSocket, StatusCallback, Telephony } from '../kernel/telephony.ts';
import type { CarrierAddresses } from './addresses.ts';
import { blindPark } from './line.ts';
import type { SessionRegistry } from './registry.ts';

/** No call ever reaches this many documents. */
const unissued = 1_000_000;

export interface DeskOptions {
  registry: SessionRegistry;
  store: CallStore;
  telephony: Telephony;
  addresses: CarrierAddresses;
  node: string;
  leaseMs: number;
  clock: Clock;
  logger: Logger;
  /** Takes up a call that another node left behind. */
  resume: (call: OwnedCall) => Promise<void>;
  /** Hands a fresh media socket over; it says who it is in its first messages. */
  receive: (role: 'ear' | 'mouth', socket: MediaSocket) => void;
}

/**
 * Answers the carrier about running calls. `next` always has an answer: the owner's document, the stored one, a
 * claim of an abandoned call, or a static park while the database is away.
 */
export function makeCarrierDesk(options: DeskOptions): CarrierDesk {
  const { registry, store, telephony, addresses, clock, logger } = options;

  async function nextDocument(callId: string, generation: number, sid: string) {
    const own = registry.find(callId);
    if (own !== undefined) {
      own.carrierAsked(sid);
      return await own.documentFor(generation);
    }
    const claimed = await store.claim(callId, options.node, options.leaseMs);
    if (claimed !== undefined) {
      logger.info({ callId, generation, fence: claimed.fence }, 'call claimed from a node that is gone');
      await options.resume(claimed);
      const session = registry.find(callId);
      if (session !== undefined) return await session.documentFor(generation);
    }
    const record = await store.find(callId);
    if (record === undefined || record.state === 'ended') return { then: { kind: 'hang_up' as const } };
    return await store.documentOf(callId, generation);
  }

  return {
    async next(callId, generation, sid) {
      const again = blindPark(addresses.next(callId, generation));
      try {
        return telephony.render((await nextDocument(callId, generation, sid)) ?? again);
      } catch {
        logger.warn({ callId, generation }, 'next could not be decided, parking');
        return telephony.render(again);
      }
    },

    // Which generation failed is not known here: ask for a number that nobody handed out, to be decided anew.
    fallback: (callId) =>
      telephony.render(
        blindPark(addresses.next(callId, unissued + (Math.floor(clock.now() / 1000) % unissued))),
      ),

    async status(callId: string, callback: StatusCallback) {
      await store.linkCarrierCall(callId, callback.sid);
      const applied = await store.applyStatus(callId, callback);
      if (applied?.changed !== true) return;
      registry.find(callId)?.carrierStatus(callback.sid, applied.status);
    },

    async streamStatus(callId, streamName, event) {
      logger.debug({ callId, streamName, event }, 'stream status');
      await Promise.resolve();
    },

    socket: (role, socket) => options.receive(role, socket),
  };
}
