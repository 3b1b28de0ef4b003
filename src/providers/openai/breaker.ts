import type { Clock } from '../../kernel/clock.ts';

/** How far back calls count, from how many on they say something, and from which share of failures the model is out. */
const windowMs = 120_000;
const fewestCalls = 5;
const failingShare = 0.5;
/** A model that is out is tried again after this long, by one question alone. */
const restMs = 30_000;

/**
 * Keeps a model that mostly fails from being waited for: while it is out, nobody asks. One for the whole process, since
 * all calls share the model.
 */
export interface Breaker {
  /** Whether a question may be asked now. The one that is let through after a rest decides for all. */
  admits(): boolean;
  succeeded(): void;
  failed(): void;
  /** The question was given up by us: nothing is known of the model. */
  gaveUp(): void;
}

export function makeBreaker(clock: Clock): Breaker {
  let outcomes: { atMs: number; failed: boolean }[] = [];
  let openedMs: number | undefined;
  let probing = false;
  const note = (failed: boolean) => {
    const now = clock.monotonic();
    outcomes = [...outcomes.filter(({ atMs }) => now - atMs < windowMs), { atMs: now, failed }];
  };
  return {
    admits() {
      if (openedMs === undefined) return true;
      if (probing || clock.monotonic() - openedMs < restMs) return false;
      probing = true;
      return true;
    },
    succeeded() {
      if (probing) outcomes = [];
      probing = false;
      openedMs = undefined;
      note(false);
    },
    failed() {
      note(true);
      const failures = outcomes.filter((one) => one.failed).length;
      if (probing || (outcomes.length >= fewestCalls && failures >= outcomes.length * failingShare))
        openedMs = clock.monotonic();
      probing = false;
    },
    gaveUp() {
      probing = false;
    },
  };
}
