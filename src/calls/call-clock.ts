import type { Clock } from '../kernel/clock.ts';

/**
 * Milliseconds since the call was placed. Anchored once to the wall clock, so that a node which takes the call over
 * goes on where the other left off, and monotonic from there.
 */
export function makeCallClock(clock: Clock, startedAtMs: number): () => number {
  const offsetMs = clock.now() - startedAtMs - clock.monotonic();
  return () => Math.max(0, Math.round(offsetMs + clock.monotonic()));
}
