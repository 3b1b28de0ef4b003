import type { CallPlacer, OwnedCall } from '../kernel/call-store.ts';
import type { Clock } from '../kernel/clock.ts';
import { ProviderError } from '../kernel/errors.ts';
import type { Logger } from '../kernel/logger.ts';
import type { CarrierCall, Telephony } from '../kernel/telephony.ts';
import { isTerminal } from './carrier-status.ts';
import type { Placement, PlacementStore } from './placement-store.ts';

type PlaceResult = Awaited<ReturnType<CallPlacer['place']>>;

/** Callbacks of a call that exists come within a second or two, the carrier's list follows. */
const lookMs = 2_000;
/** With neither a callback nor an entry in the list for so long, the request did not take effect. */
const defaultQuietMs = 30_000;
/** The carrier's times are whole seconds of another clock. */
const skewMs = 5_000;

export interface PlacerOptions {
  telephony: Telephony;
  placements: PlacementStore;
  addresses: {
    next(callId: string, generation: number): string;
    fallback(callId: string): string;
    status(callId: string): string;
  };
  ringSeconds: number;
  limitSeconds: number;
  clock: Clock;
  logger: Logger;
  quietMs?: number | undefined;
}

export interface ReconcilingPlacer extends CallPlacer {
  /** Finds out what became of a request without an answer. Never asks the carrier to dial. */
  reconcile(call: OwnedCall, signal: AbortSignal): Promise<PlaceResult>;
}

/** Asks the carrier to dial each call at most once, and finds out what came of it where the answer is lost. */
export function makeCallPlacer(options: PlacerOptions): ReconcilingPlacer {
  const { telephony, placements, addresses, clock, logger } = options;

  async function place(call: OwnedCall, signal: AbortSignal): Promise<PlaceResult> {
    if (signal.aborted) return canceled;
    if (!(await placements.request(call, clock.now()))) return await reconcile(call, signal);
    let sid: string;
    try {
      const placed = await telephony.place({
        to: call.to,
        from: call.from,
        nextUrl: addresses.next(call.id, call.generation),
        fallbackUrl: addresses.fallback(call.id),
        statusCallbackUrl: addresses.status(call.id),
        ringSeconds: options.ringSeconds,
        limitSeconds: options.limitSeconds,
      });
      sid = placed.sid;
    } catch (error) {
      if (!isRefusal(error)) {
        logger.warn({ callId: call.id }, 'no answer to placing a call, reconciling');
        return await reconcile(call, signal);
      }
      await placements.notPlaced(call);
      return { placed: false, how: 'failed', reason: error.category };
    }
    // The carrier is dialing: whatever happens to this note, the call lives, and its first callback links it too.
    await placements.placed(call, sid).catch(() => {
      logger.warn({ callId: call.id, sid }, 'a placed call could not be linked yet');
    });
    return { placed: true, sid };
  }

  async function reconcile(call: OwnedCall, signal: AbortSignal): Promise<PlaceResult> {
    for (;;) {
      if (signal.aborted) return canceled;
      const seen = await placements.look(call);
      if (seen.sid !== null) return linked(seen.sid, seen.status);
      if (seen.placeState === 'not_placed') return neverPlaced;
      const sinceMs = seen.requestedAtMs ?? call.startedAtMs;
      const quiet = clock.now() - sinceMs >= (options.quietMs ?? defaultQuietMs);
      const listed = await listedCall(call, seen, sinceMs, quiet);
      if (listed.kind === 'found') return await adopt(call, listed.call);
      // A list that cannot be had says nothing: then it stays open whether there is a call.
      if (quiet && listed.kind === 'nothing') {
        await placements.notPlaced(call);
        logger.warn({ callId: call.id }, 'the carrier shows no such call');
        // Not noted where a callback came at this very moment: the next look tells.
        continue;
      }
      await pause(lookMs, signal);
    }
  }

  type Listed = { kind: 'found'; call: CarrierCall } | { kind: 'nothing' } | { kind: 'unknown' };

  async function listedCall(
    call: OwnedCall,
    seen: Placement,
    sinceMs: number,
    quiet: boolean,
  ): Promise<Listed> {
    let calls: CarrierCall[];
    try {
      calls = await telephony.list({ to: call.to, from: call.from, sinceMs: sinceMs - skewMs });
    } catch {
      logger.warn(
        { callId: call.id, placeState: seen.placeState },
        "the carrier's calls could not be listed",
      );
      return { kind: 'unknown' };
    }
    const [first] = await placements.unheld(calls);
    if (first === undefined) return { kind: 'nothing' };
    // Two of our calls may be waiting for this one. Its callbacks name the right one; only then it is guessed.
    if (!quiet && (await placements.hasRival(call))) return { kind: 'unknown' };
    return { kind: 'found', call: first };
  }

  async function adopt(call: OwnedCall, found: CarrierCall): Promise<PlaceResult> {
    await placements.placed(call, found.sid, found.status);
    logger.info({ callId: call.id, sid: found.sid }, "a call was found in the carrier's list");
    // A callback that came at the same moment counts.
    const { sid } = await placements.look(call);
    return linked(sid ?? found.sid, found.status);
  }

  function pause(ms: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        timer.cancel();
        signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = clock.after(ms, done);
      signal.addEventListener('abort', done);
    });
  }

  return { place, reconcile };
}

const canceled: PlaceResult = { placed: false, how: 'canceled', reason: 'aborted' };
const neverPlaced: PlaceResult = { placed: false, how: 'failed', reason: 'never_placed' };

/** A call that is over before anybody answered has nothing more to tell than how it ended. */
function linked(sid: string, status: CarrierCall['status']): PlaceResult {
  if (!isTerminal(status) || status === 'completed') return { placed: true, sid };
  return { placed: false, how: status === 'canceled' ? 'canceled' : 'failed', reason: status };
}

/** True where the carrier understood and did not dial. Any other error leaves it open. */
function isRefusal(error: unknown): error is ProviderError {
  if (!(error instanceof ProviderError)) return false;
  switch (error.category) {
    case 'rejected':
    case 'unauthorized':
    case 'rate_limited':
      return true;
    case 'timeout':
    case 'unavailable':
    case 'protocol':
    case 'aborted':
      return false;
  }
}
