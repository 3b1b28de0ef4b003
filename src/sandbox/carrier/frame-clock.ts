import type { CarrierClock } from './clock.ts';

/** 20 ms of µ-law at 8 kHz. */
export const frameMs = 20;
export const frameBytes = 160;
/** µ-law silence. */
export const silenceByte = 0xff;

/** A stall longer than this is not caught up frame by frame: the machine slept. */
const maxCatchUpFrames = 500;

export interface FrameClock {
  /** Calls `tick` every 20 ms of the one clock until the returned function is called. */
  join(tick: () => void): () => void;
  stop(): void;
}

/**
 * The one pacing clock of the carrier. Ticks are counted from its start, so a late timer runs the ticks
 * it missed at once and nothing drifts.
 */
export function makeFrameClock(clock: CarrierClock): FrameClock {
  const members = new Set<() => void>();
  let startedAt = 0;
  let ticks = 0;
  let cancel: (() => void) | undefined;

  const run = () => {
    const due = Math.floor((clock.now() - startedAt) / frameMs);
    if (due - ticks > maxCatchUpFrames) ticks = due - maxCatchUpFrames;
    for (; ticks < due; ticks += 1) for (const tick of [...members]) tick();
    schedule();
  };
  const schedule = () => {
    cancel = undefined;
    if (members.size === 0) return;
    const nextAt = startedAt + (ticks + 1) * frameMs;
    cancel = clock.after(Math.max(0, nextAt - clock.now()), run);
  };

  return {
    join(tick) {
      if (members.size === 0) {
        startedAt = clock.now();
        ticks = 0;
      }
      members.add(tick);
      if (!cancel) schedule();
      return () => {
        members.delete(tick);
        if (members.size === 0) {
          cancel?.();
          cancel = undefined;
        }
      };
    },
    stop() {
      members.clear();
      cancel?.();
      cancel = undefined;
    },
  };
}
