import { expect, test } from 'vitest';
import { parseRetryAfter, waitAfter } from './retry-schedule.ts';

const hourMs = 3_600_000;

test('waits follow the table and then end', () => {
  const waits = Array.from({ length: 11 }, (_, made) => waitAfter(made, 0, undefined));
  expect(waits).toEqual([
    0,
    5_000,
    300_000,
    1_800_000,
    2 * hourMs,
    5 * hourMs,
    10 * hourMs,
    14 * hourMs,
    20 * hourMs,
    24 * hourMs,
    undefined,
  ]);
});

test('jitter lengthens a wait by a tenth at most', () => {
  expect(waitAfter(2, 0.5, undefined)).toBe(315_000);
  expect(waitAfter(2, 0.999, undefined)).toBeLessThan(330_000);
});

test('a receiver may ask for more time, not for less, and not for ever', () => {
  expect(waitAfter(1, 0, 60_000)).toBe(60_000);
  expect(waitAfter(2, 0, 1_000)).toBe(300_000);
  expect(waitAfter(1, 0, 1_000 * hourMs)).toBe(24 * hourMs);
  expect(waitAfter(10, 0, 60_000)).toBeUndefined();
});

test('Retry-After is seconds or a date', () => {
  const now = Date.parse('2026-03-10T10:00:00Z');
  expect(parseRetryAfter('120', now)).toBe(120_000);
  expect(parseRetryAfter('Tue, 10 Mar 2026 10:02:00 GMT', now)).toBe(120_000);
  expect(parseRetryAfter('Tue, 10 Mar 2026 09:00:00 GMT', now)).toBe(0);
  expect(parseRetryAfter('soon', now)).toBeUndefined();
  expect(parseRetryAfter('-5', now)).toBeUndefined();
  expect(parseRetryAfter(undefined, now)).toBeUndefined();
});
