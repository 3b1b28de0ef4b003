import { describe, expect, it } from 'vitest';
import {
  digitWords,
  endsInValue,
  holdsValueWord,
  isSpelling,
  keyNamed,
  keyWords,
  parseSpoken,
  say,
} from './index.ts';

describe('the key that a word names', () => {
  it.each([
    ['four', '4'],
    ['for', '4'],
    ['oh', '0'],
    ['zero', '0'],
    ['star', '*'],
    ['pound', '#'],
    ['7', '7'],
  ])('of "%s" is %s', (word, key) => {
    expect(keyNamed(word)).toBe(key);
  });

  it.each(['claims', 'ten', '12', '', 'there', 'hundred'])('is none of "%s"', (word) => {
    expect(keyNamed(word)).toBeUndefined();
  });

  it('is there for each of the words that are said to name one', () => {
    expect(keyWords.filter((word) => keyNamed(word) === undefined)).toEqual([]);
  });
});

describe('digit words', () => {
  it('are read as what they are', () => {
    expect(digitWords.map((word) => parseSpoken('cardinal', word)?.value)).toEqual(Array.from('0123456789'));
  });
});

describe('a text that breaks off in a value', () => {
  it.each([
    'it is four four',
    'one hundred',
    'C as in Charlie',
    'W like whiskey',
    'that is C',
    'it was march',
    'on the third',
    '447',
    'C-447-',
    'four four dash',
    'double',
    'two oh two five,',
  ])('%s', (text) => {
    expect(endsInValue(text)).toBe(true);
  });

  it.each(['', 'the claim was', 'one moment please', 'two hundred dollars', 'is it a', 'like', 'for'])(
    'is not "%s"',
    (text) => {
      expect(endsInValue(text)).toBe(false);
    },
  );

  it('looks at its end alone, however long it is', () => {
    expect(endsInValue(`${'and so on '.repeat(50_000)}seven`)).toBe(true);
  });
});

describe('a word of a value', () => {
  it.each(['is twelve', 'on january', '$40', 'it was yesterday', 'the thirtieth'])(
    'stands in "%s"',
    (text) => {
      expect(holdsValueWord(text)).toBe(true);
    },
  );

  it.each(['you may', 'give me a second', 'for the claim', 'oh okay'])('does not stand in "%s"', (text) => {
    expect(holdsValueWord(text)).toBe(false);
  });
});

describe('a piece of spelling', () => {
  it('is all that is said of an identifier, group by group and character by character', () => {
    const styles = ['natural', 'spelled', 'slow'] as const;
    const groups = styles.flatMap((style) => say('identifier', 'AZ-0189XQ', style));
    expect(groups.flatMap((group) => group.split(', ')).filter((part) => !isSpelling(part))).toEqual([]);
  });

  it.each(['Jordan', 'forty dollars', 'March third', 'claim'])('is not "%s"', (words) => {
    expect(isSpelling(words)).toBe(false);
  });
});
