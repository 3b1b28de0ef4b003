import type { Clock } from '../kernel/clock.ts';

/**
 * Milliseconds since the call was placed. Anchored once to the wall clock, so that a node which takes the call over
 * goes on where the other left off, and monotonic from there. It never begins before `reachedMs`, which the log had
 * already reached: nodes' wall clocks differ.
 */
export function makeCallClock(clock: Clock, startedAtMs: number, reachedMs = 0): () => number {
  const offsetMs = Math.max(clock.now() - startedAtMs, reachedMs) - clock.monotonic();
  return () => Math.max(0, Math.round(offsetMs + clock.monotonic()));
}
