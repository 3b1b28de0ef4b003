import type { CallStore, OwnedCall } from '../kernel/call-store.ts';
import { FencedError } from '../kernel/call-store.ts';
import type { Clock } from '../kernel/clock.ts';
import type { TaskResult } from '../kernel/outcome.ts';
import type { GroupCommitLog } from './group-commit-log.ts';
import type { Hearing } from './hearing.ts';
import type { LiveCallState } from './live-writer.ts';

/** Finishing waits for the database as long as it takes, trying at this pace. */
const finishRetryMs = 2_000;

export interface FinishingOptions {
  call: OwnedCall;
  store: CallStore;
  log: GroupCommitLog;
  hearing: Hearing;
  live: LiveCallState;
  clock: Clock;
  report: (error: unknown, message: string) => void;
}

/** Hands in what came of a call, once, when all that led to it is durable. */
export class Finishing {
  readonly #options: FinishingOptions;
  #begun = false;

  constructor(options: FinishingOptions) {
    this.#options = options;
  }

  /** Resolves to true when the results are handed in, or another node owns the call; to false where that has begun. */
  async finish(results: readonly TaskResult[]): Promise<boolean> {
    if (this.#begun) return false;
    this.#begun = true;
    const { hearing, log, store, call, live, clock, report } = this.#options;
    for (;;) {
      try {
        await hearing.recorded();
        await log.durable();
        await store.finish(call.id, call.fence, results, live.spent());
        return true;
      } catch (error) {
        if (error instanceof FencedError) return true;
        report(error, 'call could not be finished, trying again');
        await new Promise<void>((resolve) => clock.after(finishRetryMs, resolve));
      }
    }
  }
}
