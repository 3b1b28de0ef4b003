import { expect, test } from 'vitest';
import type { LineHours } from '../kernel/opening-hours.ts';
import { untilQuieterHour } from './quieter-hour.ts';

const timeZone = 'America/Chicago';
const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];
const hours: LineHours = {
  timeZone,
  hours: Object.fromEntries(weekdays.map((day) => [day, [{ from: '08:00', to: '18:00' }]])),
  holidays: [],
  closedOn: [],
};

type Lengths = Record<number, number | [calls: number, minutes: number]>;

/** The local time that is waited for, after such a moment and with calls that lasted so many minutes by hour. */
function quieter(from: string, lengths: Lengths = {}, known: LineHours | null = hours): string {
  const nowMs = Date.parse(from);
  const byHour = new Map(
    Object.entries(lengths).map(([hour, length]) => {
      const [calls, averageMinutes] = typeof length === 'number' ? [10, length] : length;
      return [Number(hour), { calls, averageMinutes }];
    }),
  );
  return new Intl.DateTimeFormat('en-US', {
    timeZone,
    weekday: 'short',
    hour: 'numeric',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(nowMs + untilQuieterHour({ nowMs, timeZone, hours: known, byHour }));
}

// Wednesday, in summer five hours behind.
const atTen = '2026-06-03T15:10:00Z';

test('the hour in which calls are shortest, within a day, is waited for', () => {
  expect(quieter(atTen, { 10: 60, 12: 50, 13: 20, 16: 25 })).toBe('Wed 13:00');
  expect(quieter(atTen, { 10: 60, 13: 44, 9: 12 })).toBe('Thu 09:00');
});

test('an hour of which hardly anything is known teaches nothing', () => {
  expect(quieter(atTen, { 10: 60, 13: [2, 5] })).toBe('Wed 15:00');
  expect(quieter(atTen, { 10: [2, 60], 13: 5 })).toBe('Wed 15:00');
});

test('where no hour is clearly quieter it is the late afternoon or the hour after the opening', () => {
  expect(quieter(atTen, { 10: 20, 13: 18 })).toBe('Wed 15:00');
  expect(quieter(atTen)).toBe('Wed 15:00');
  expect(quieter('2026-06-03T22:30:00Z')).toBe('Thu 08:00');
});

test('no call is planned for a time at which the line is closed', () => {
  expect(quieter('2026-06-05T22:30:00Z')).toBe('Mon 08:00');
  expect(quieter(atTen, { 10: 60, 20: 1 })).toBe('Wed 15:00');
});

test('where hours are unknown it is a working day', () => {
  expect(quieter('2026-06-05T22:30:00Z', {}, null)).toBe('Mon 08:00');
});

test('it is never within the hour', () => {
  expect(quieter('2026-06-03T19:50:00Z')).toBe('Wed 16:00');
});
