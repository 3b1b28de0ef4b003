import { expect, test } from 'vitest';
import { amountsOf, datesOf, findCost, moneyOf, symbolsOf, wordsOf } from './hearing.ts';

test.each([
  ['W as in whiskey, four four', 'w44'],
  ['whiskey golf hotel', 'wgh'],
  ['d as in bravo one', 'b1'],
  ['double eight nine', '889'],
  ['oh one niner', '019'],
  ['forty five ninety three', '4593'],
  ['the N P I is one two', 'npi12'],
])('%s spells %s', (text, symbols) => {
  expect(symbolsOf(wordsOf(text))).toBe(symbols);
});

test.each([
  ['march fifth twenty twenty six', { month: 3, day: 5, year: 2026 }],
  ['june twelfth nineteen eighty four', { month: 6, day: 12, year: 1984 }],
  ['january twenty third two thousand one', { month: 1, day: 23, year: 2001 }],
  ['january thirtieth two thousand and one', { month: 1, day: 30, year: 2001 }],
  ['october twenty seventh', { month: 10, day: 27 }],
  ['march twenty fourth twenty twenty six', { month: 3, day: 24, year: 2026 }],
])('%s is a date', (text, date) => {
  expect(datesOf(wordsOf(text))).toEqual([date]);
});

test.each([
  ['one hundred forty two dollars and fifty cents', [14_250]],
  ['one forty two fifty', [14_250]],
  ['twelve fifty', [1250]],
  ['allowed one hundred dollars and paid eighty dollars', [10_000, 8000]],
  ['one thousand two hundred dollars', [120_000]],
  ['ninety five dollars', [9500]],
])('%s is said in dollars', (text, amounts) => {
  expect(amountsOf(wordsOf(text))).toEqual(amounts);
});

test('money is only what is said to be money', () => {
  const words = wordsOf('line two was paid one hundred forty dollars on march fifth, a fee of five cents');
  expect(moneyOf(words)).toEqual([14_000, 5]);
});

test('an identifier is found among other symbols, and sound-alikes weigh half', () => {
  expect(findCost('4829', 'npi4829x')).toBe(0);
  expect(findCost('b4829', 'd4829')).toBe(0.5);
  expect(findCost('4829', '429')).toBe(1);
});
