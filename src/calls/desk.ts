import type { CallStore, OwnedCall } from '../kernel/call-store.ts';
import type { Clock, Timer } from '../kernel/clock.ts';
import type { DialEnd } from '../kernel/operator.ts';
import type { Logger } from '../kernel/logger.ts';
import type { CarrierDesk, MediaSocket, StatusCallback, Telephony } from '../kernel/telephony.ts';
import type { CarrierAddresses } from './addresses.ts';
import { blindPark } from './line.ts';
import type { SessionRegistry } from './registry.ts';

/** The carrier gives up on a document after 8 s; it must have one before, whatever the database does. */
const answerWithinMs = 5_000;

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

  async function nextDocument(callId: string, generation: number, sid: string, dialed?: DialEnd) {
    const own = registry.find(callId);
    if (own !== undefined) {
      own.carrierAsked(sid);
      if (dialed !== undefined) own.personLeft(dialed);
      return await own.documentFor(generation);
    }
    const claimed = await store.claim(callId, options.node, options.leaseMs);
    if (claimed !== undefined) {
      logger.info({ callId, generation, fence: claimed.fence }, 'call claimed from a node that is gone');
      await options.resume(claimed);
      const session = registry.find(callId);
      if (session !== undefined) {
        session.carrierAsked(sid);
        if (dialed !== undefined) session.personLeft(dialed);
        return await session.documentFor(generation);
      }
    }
    const record = await store.find(callId);
    if (dialed !== undefined) await store.leaveCommand(callId, { kind: 'person_left', how: dialed });
    if (record === undefined || record.state === 'ended') return { then: { kind: 'hang_up' as const } };
    return await store.documentOf(callId, generation);
  }

  return {
    async next(callId, generation, sid, dialed) {
      const again = blindPark(addresses.next(callId, generation));
      let timer: Timer | undefined;
      try {
        const late = new Promise<undefined>((resolve) => {
          timer = clock.after(answerWithinMs, () => resolve(undefined));
        });
        const decided = nextDocument(callId, generation, sid, dialed);
        return telephony.render((await Promise.race([decided, late])) ?? again);
      } catch {
        logger.warn({ callId, generation }, 'next could not be decided, parking');
        return telephony.render(again);
      } finally {
        timer?.cancel();
      }
    },

    // Which generation failed is not known here: ask for a number that nobody handed out, to be decided anew.
    fallback: (callId) =>
      telephony.render(
        blindPark(addresses.next(callId, unissued + (Math.floor(clock.now() / 1000) % unissued))),
      ),

    async status(callId: string, callback: StatusCallback) {
      const own = registry.find(callId);
      try {
        await store.linkCarrierCall(callId, callback.sid);
        const applied = await store.applyStatus(callId, callback);
        // Told also where nothing changed: an earlier answer may have been lost on its way. The session hears it once.
        if (applied !== undefined) own?.carrierStatus(callback.sid, applied.status);
      } catch (error) {
        // The call must not go on for want of a database. The carrier is to tell us again.
        own?.carrierStatus(callback.sid, callback.status);
        throw error;
      }
    },

    async personAnswered(callId) {
      const own = registry.find(callId);
      if (own === undefined) await store.leaveCommand(callId, { kind: 'person_answered' });
      else own.personAnswered();
    },

    async streamStatus(callId, streamName, event) {
      logger.debug({ callId, streamName, event }, 'stream status');
      await Promise.resolve();
    },

    socket: (role, socket) => options.receive(role, socket),
  };
}
