interface Timer {
  atMs: number;
  order: number;
  run: () => void;
}

/** Time that only moves when told to, from one timer to the next. */
export interface VirtualClock {
  readonly nowMs: number;
  /** Runs it at `atMs`, or at once in the next step where that is past; the result takes it back. */
  at(atMs: number, run: () => void): () => void;
  nextAtMs(): number;
  /** Moves to the earliest timer due by `untilMs` and runs it; false where there is none. */
  step(untilMs: number): boolean;
  /** Moves on with nothing due in between. */
  moveTo(atMs: number): void;
}

export function makeVirtualClock(): VirtualClock {
  let nowMs = 0;
  let order = 0;
  const timers = new Set<Timer>();

  const earliest = (): Timer | undefined => {
    let first: Timer | undefined;
    for (const timer of timers)
      if (!first || timer.atMs < first.atMs || (timer.atMs === first.atMs && timer.order < first.order))
        first = timer;
    return first;
  };

  return {
    get nowMs() {
      return nowMs;
    },
    at(atMs, run) {
      order += 1;
      const timer = { atMs: Math.max(atMs, nowMs), order, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    nextAtMs: () => earliest()?.atMs ?? Infinity,
    step(untilMs) {
      const timer = earliest();
      if (!timer || timer.atMs > untilMs) return false;
      timers.delete(timer);
      nowMs = Math.max(nowMs, timer.atMs);
      timer.run();
      return true;
    },
    moveTo(atMs) {
      nowMs = Math.max(nowMs, atMs);
    },
  };
}
