import { expect, test } from 'vitest';
import { atDay } from './relative-dates.ts';

test.each([
  ['=today', '2026-03-15'],
  ['=today-45', '2026-01-29'],
  ['= today + 17', '2026-04-01'],
  ['=end of last month', '2026-02-28'],
  ['=start of this month', '2026-03-01'],
  ['=end of next month', '2026-04-30'],
])('on 15 March 2026 "%s" is %s', (text, day) => {
  expect(atDay({ fields: [{ termDate: text }] }, '2026-03-15')).toEqual({ fields: [{ termDate: day }] });
});

test('a month before January is December of the year before', () => {
  expect(atDay('=end of last month', '2027-01-02')).toBe('2026-12-31');
});

test('all else stays as it is', () => {
  const document = { a: '=tomorrow', b: '2026-01-01', c: 12, d: null, e: ['x'] };
  expect(atDay(document, '2026-03-15')).toEqual(document);
});
