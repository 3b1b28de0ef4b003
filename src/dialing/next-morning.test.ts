import { expect, test } from 'vitest';
import { untilNextMorning } from './next-morning.ts';

function nextMorning(from: string, timeZone: string): string {
  const atMs = Date.parse(from);
  return new Date(atMs + untilNextMorning(atMs, timeZone)).toISOString();
}

test.each([
  // Tuesday evening in Denver, six hours behind in summer.
  ['2026-06-03T01:00:00Z', 'America/Denver', '2026-06-03T15:00:00.000Z'],
  // Before office hours the same day serves.
  ['2026-06-02T12:00:00Z', 'America/New_York', '2026-06-02T13:00:00.000Z'],
  // Closed at nine sharp: that is not the morning to wait for.
  ['2026-06-02T13:00:00Z', 'America/New_York', '2026-06-03T13:00:00.000Z'],
  ['2026-06-02T12:45:00Z', 'America/New_York', '2026-06-03T13:00:00.000Z'],
  // Friday night waits for Monday.
  ['2026-06-06T02:00:00Z', 'America/Los_Angeles', '2026-06-08T16:00:00.000Z'],
  // The night in which clocks change is an hour shorter.
  ['2026-03-08T03:00:00Z', 'America/Chicago', '2026-03-09T14:00:00.000Z'],
])('after %s in %s it is %s', (from, timeZone, expected) => {
  expect(nextMorning(from, timeZone)).toBe(expected);
});
