import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CarrierClock } from '../clock.ts';

/** A clock that stands still until it is advanced. */
export interface ManualClock extends CarrierClock {
  /** Moves on in steps of 20 ms (or `stepMs`), letting real sockets deliver in between. */
  advance(ms: number, stepMs?: number): Promise<void>;
  /** Jumps without running anything on the way, as a stalled machine does; what is due then runs late. */
  stall(ms: number): Promise<void>;
  /** Advances until `condition` holds; fails after `limitMs` of this clock's time. */
  advanceUntil(condition: () => boolean, limitMs?: number): Promise<void>;
}

const frameStepMs = 20;
/** Turns of the event loop that loopback sockets get to deliver what was sent. */
const turnsPerStep = 12;

export function makeManualClock(startAt = Date.UTC(2026, 0, 5, 15, 0, 0)): ManualClock {
  let now = startAt;
  let timers: { at: number; task: () => void }[] = [];
  const settle = async () => {
    for (let turn = 0; turn < turnsPerStep; turn += 1) await nextTurn();
  };
  const step = async (ms: number) => {
    const until = now + ms;
    for (;;) {
      const due = timers.filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      now = Math.max(now, due.at);
      timers = timers.filter((timer) => timer !== due);
      due.task();
    }
    now = until;
    await settle();
  };
  const advance = async (ms: number, stepMs = frameStepMs) => {
    for (let left = ms; left > 0; left -= stepMs) await step(Math.min(stepMs, left));
  };
  return {
    now: () => now,
    after(ms, task) {
      const timer = { at: now + Math.max(0, ms), task };
      timers.push(timer);
      return () => (timers = timers.filter((each) => each !== timer));
    },
    advance,
    async stall(ms) {
      now += ms;
      await step(0);
    },
    async advanceUntil(condition, limitMs = 20_000) {
      const limit = now + limitMs;
      await settle();
      while (!condition()) {
        if (now >= limit) throw new Error('the condition did not come true');
        await step(frameStepMs);
      }
    },
  };
}
