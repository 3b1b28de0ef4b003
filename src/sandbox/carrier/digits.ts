import type { CarrierClock } from './clock.ts';
import { wait } from './clock.ts';

/** A key takes this long: about 100 ms of tone and the gap after it. */
const digitMs = 250;
const shortPauseMs = 500;
const longPauseMs = 1000;

/** Presses keys one after the other; `w` waits half a second, `W` a whole one. Stops where it is aborted. */
export async function playDigits(
  digits: string,
  clock: CarrierClock,
  signal: AbortSignal,
  press: (digit: string) => void,
): Promise<void> {
  for (const digit of digits) {
    if (signal.aborted) return;
    if (digit === 'w') await wait(clock, shortPauseMs, signal);
    else if (digit === 'W') await wait(clock, longPauseMs, signal);
    else {
      press(digit);
      await wait(clock, digitMs, signal);
    }
  }
}
