import { describe, expect, it } from 'vitest';
import { SoundGate } from './sound-gate.ts';

const frame = () => new Uint8Array(160);

/** Times of what is delivered of frames of 20 ms, the gate closed or not for each. */
function delivered(closed: readonly boolean[]): number[] {
  const gate = new SoundGate();
  return closed.flatMap((one, index) => gate.take(frame(), index * 20, one).map(({ atMs }) => atMs));
}
const times = (count: number, value: boolean) => Array.from({ length: count }, () => value);

describe('the gate before recognition', () => {
  it('lets everything through while it is open', () => {
    expect(delivered(times(50, false))).toHaveLength(50);
  });

  it('lets nothing through while it is closed, and keeps no more than its pre-roll', () => {
    expect(delivered(times(10_000, true))).toEqual([]);
  });

  it('delivers the two seconds before it opened, once and in order', () => {
    const found = delivered([...times(500, true), ...times(3, false)]);
    expect(found[0]).toBe(500 * 20 - 2_000);
    expect(found).toHaveLength(103);
    expect(found).toEqual([...found].sort((a, b) => a - b));
  });
});
