import { expect, test } from 'vitest';
import * as fc from 'fast-check';
import { amountsOf, datesOf, symbolsOf, wordsOf } from './hearing.ts';
import { cardinal, code, date, identifier, money } from './wording.ts';

test('values are said as people say them', () => {
  expect(cardinal(1425)).toBe('one thousand four hundred twenty five');
  expect(money(14_250, 'full')).toBe('one hundred forty two dollars and fifty cents');
  expect(money(14_250, 'short')).toBe('one forty two fifty');
  expect(money(0, 'full')).toBe('zero dollars');
  expect(date('2026-03-05', 'year')).toBe('march fifth twenty twenty six');
  expect(date('2026-03-31', 'no-year')).toBe('march thirty first');
  expect(identifier('WGH482915', 'plain')).toBe('W G H, four eight two, nine one five');
  expect(identifier('C12', 'nato')).toBe('C as in charlie, one two');
  expect(code('CO-197')).toBe('C O one ninety seven');
});

test('what is said is heard again', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99_999_900 }), (cents) => {
      expect(amountsOf(wordsOf(money(cents, 'full')))).toEqual([cents]);
    }),
  );
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Z]{0,3}\d{4,10}$/u), fc.constantFrom('plain', 'nato'), (id, style) => {
      expect(symbolsOf(wordsOf(identifier(id, style)))).toBe(id.toLowerCase());
    }),
  );
  fc.assert(
    fc.property(
      fc.date({ min: new Date('1930-01-01'), max: new Date('2026-10-31'), noInvalidDate: true }),
      (day) => {
        const iso = day.toISOString().slice(0, 10);
        const [year, month, dayOfMonth] = iso.split('-').map(Number);
        expect(datesOf(wordsOf(date(iso, 'year')))).toEqual([{ month, day: dayOfMonth, year }]);
      },
    ),
  );
});
