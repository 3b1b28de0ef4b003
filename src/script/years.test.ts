import { describe, expect, it } from 'vitest';
import { yearSaid } from './years.ts';

describe('the words of a year', () => {
  const isSaid = (year: number, words: string) => new RegExp(`^${yearSaid(year)}(?= |$)`).test(words);

  it.each([
    [2005, 'two thousand five'],
    [2009, 'twenty oh nine'],
    [2015, 'twenty fifteen'],
    [2020, 'twenty twenty'],
    [2020, 'twenty twenty claims'],
    [2026, '2026'],
    [2026, 'twenty twenty six'],
    [2026, 'two thousand and twenty six'],
    [2030, 'two thousand thirty'],
  ])('%i is said "%s"', (year, words) => {
    expect(isSaid(year, words)).toBe(true);
  });

  it.each([
    [2020, 'twenty twenty six'],
    [2005, 'twenty five'],
    [2006, 'twenty sixteen'],
  ])('%i is not said "%s"', (year, words) => {
    expect(isSaid(year, words)).toBe(false);
  });
});
