/** A timer that can be taken back. Cancelling twice, or after it rang, does nothing. */
export interface Timer {
  cancel(): void;
}

/** The only source of time. Tests inject {@link makeManualClock}; nothing else reads the machine's clock. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** Milliseconds from an arbitrary origin that never jumps; for durations and pacing. */
  monotonic(): number;
  after(delayMs: number, ring: () => void): Timer;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after: (delayMs, ring) => {
    const handle = setTimeout(ring, Math.max(0, delayMs));
    return { cancel: () => clearTimeout(handle) };
  },
};

export interface ManualClock extends Clock {
  /** Moves time on, ringing every timer that falls due, in order, letting promises settle between rings. */
  advance(ms: number): Promise<void>;
}

/** A clock that stands still until it is advanced. `startMs` is the epoch time it shows first. */
export function makeManualClock(startMs = 0): ManualClock {
  let nowMs = startMs;
  let timers: { dueMs: number; ring: () => void }[] = [];
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    now: () => nowMs,
    monotonic: () => nowMs - startMs,
    after(delayMs, ring) {
      const timer = { dueMs: nowMs + Math.max(0, delayMs), ring };
      timers.push(timer);
      return { cancel: () => void (timers = timers.filter((other) => other !== timer)) };
    },
    async advance(ms) {
      const untilMs = nowMs + ms;
      for (;;) {
        await settle();
        const next = timers.filter((t) => t.dueMs <= untilMs).sort((a, b) => a.dueMs - b.dueMs)[0];
        if (next === undefined) break;
        timers = timers.filter((other) => other !== next);
        nowMs = Math.max(nowMs, next.dueMs);
        next.ring();
      }
      nowMs = untilMs;
      await settle();
    },
  };
}
