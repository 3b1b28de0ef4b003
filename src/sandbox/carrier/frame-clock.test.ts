import { describe, expect, it } from 'vitest';
import { makeFrameClock } from './frame-clock.ts';
import { makeManualClock } from './testing/manual-clock.ts';

describe('the pacing clock', () => {
  it('ticks once every 20 ms of its clock however late its timers are', async () => {
    const clock = makeManualClock();
    // Every timer fires 13 ms late.
    const late = {
      now: () => clock.now(),
      after: (ms: number, task: () => void) => clock.after(ms + 13, task),
    };
    const frames = makeFrameClock(late);
    let ticks = 0;
    frames.join(() => (ticks += 1));
    await clock.advance(10_000);
    expect(ticks).toBeGreaterThanOrEqual(498);
    expect(ticks).toBeLessThanOrEqual(500);
  });

  it('catches up after a stall, and stops when nobody listens', async () => {
    const clock = makeManualClock();
    const frames = makeFrameClock(clock);
    let ticks = 0;
    const leave = frames.join(() => (ticks += 1));
    await clock.stall(400);
    expect(ticks).toBe(20);
    leave();
    await clock.advance(400);
    expect(ticks).toBe(20);
  });

  it('does not replay a machine’s sleep frame by frame', async () => {
    const clock = makeManualClock();
    const frames = makeFrameClock(clock);
    let ticks = 0;
    frames.join(() => (ticks += 1));
    await clock.stall(3_600_000);
    expect(ticks).toBe(500);
    await clock.advance(100);
    expect(ticks).toBe(505);
  });
});
