import type { CallStore, OwnedCall } from '../kernel/call-store.ts';
import type { Clock, Timer } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import type { ReconcilingPlacer } from './place-call.ts';
import type { PlacementStore } from './placement-store.ts';

const sweepMs = 5_000;
const batch = 20;
const renewalsPerLease = 4;

export interface ReconcilerOptions {
  node: string;
  leaseMs: number;
  store: CallStore;
  placer: ReconcilingPlacer;
  placements: PlacementStore;
  clock: Clock;
  logger: Logger;
}

/**
 * Sees to calls whose node vanished before it was known whether they were placed. One that exists is left to the
 * sweep of running calls; one that does not is ended, so that its tasks may be called again.
 */
export function makePlacementReconciler(options: ReconcilerOptions) {
  const { store, placer, placements, clock, logger, node, leaseMs } = options;
  const ending = new AbortController();
  let timer: Timer | undefined;

  async function sweep(): Promise<void> {
    const unlinked = (await store.orphans(batch)).filter(({ carrierSid }) => carrierSid === null);
    for (const { id } of unlinked) {
      const call = await store.claim(id, node, leaseMs);
      if (call !== undefined) await settle(call);
    }
  }

  async function settle(call: OwnedCall): Promise<void> {
    const owning = keepLease(call);
    try {
      const { placeState } = await placements.look(call);
      // Never asked: there is nothing to find.
      const found = placeState === 'idle' ? undefined : await placer.reconcile(call, ending.signal);
      if (ending.signal.aborted) return;
      if (found?.placed === true) {
        await store.releaseLease(call.id, call.fence);
        return;
      }
      logger.info({ callId: call.id }, 'an abandoned call was never placed, ending it');
      await store.finish(
        call.id,
        call.fence,
        call.tasks.map(({ id }) => ({
          taskId: id,
          answers: {},
          required: [],
          failure: { reason: 'agent_failure', fault: 'ours' },
        })),
      );
    } finally {
      owning.cancel();
    }
  }

  function keepLease(call: OwnedCall): Timer {
    let renewal: Timer;
    let done = false;
    const renew = () => {
      renewal = clock.after(leaseMs / renewalsPerLease, () => {
        store
          .renewLease(call.id, call.fence, leaseMs)
          .catch(() => logger.warn({ callId: call.id }, 'lease could not be renewed'))
          .finally(() => done || renew());
      });
    };
    renew();
    return {
      cancel: () => {
        done = true;
        renewal.cancel();
      },
    };
  }

  function schedule(): void {
    if (ending.signal.aborted) return;
    timer = clock.after(sweepMs, () => {
      void sweep()
        .catch(() => logger.warn({}, 'looking for calls that were never placed failed'))
        .finally(schedule);
    });
  }

  return {
    sweep,
    start: schedule,
    stop(): void {
      ending.abort();
      timer?.cancel();
    },
  };
}
