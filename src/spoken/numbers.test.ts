import { describe, expect, it } from 'vitest';
import { readGroups, type NumberOptions } from './numbers.ts';
import { tokenize } from './tokens.ts';

const figures = (text: string, options?: NumberOptions): string[] =>
  readGroups(tokenize(text), 0, 10, options).map(
    (group) => group.figures + (group.fraction && `.${group.fraction}`),
  );

describe('numbers as they are said in one breath', () => {
  it.each([
    ['forty-two', ['42']],
    ['one forty-two fifty', ['1', '42', '50']],
    ['eighteen hundred', ['1800']],
    ['nine hundred and twelve thousand', ['912000']],
    ['two oh two five', ['2', '0', '2', '5']],
    ['twenty twenty-six', ['20', '26']],
    ['one thousand two thirty-four', ['1234']],
    ['one twenty-five thousand', ['125000']],
    ['a hundred and five', ['105']],
    ['1,234.50', ['1234.50']],
    ['5k', ['5000']],
    ['1.2 million', ['1200000']],
    ['hello', []],
  ])('reads "%s"', (text, expected) => {
    expect(figures(text)).toEqual(expected);
  });

  it('leaves the hundred of a row of figures alone', () => {
    expect(figures('eight hundred five five five', { row: true })).toEqual(['800', '5', '5', '5']);
    expect(figures('nine hundred twelve', { row: true })).toEqual(['912']);
  });

  it('takes words that sound like figures only where they are allowed', () => {
    expect(figures('for hundred')).toEqual(['400']);
    expect(figures('for fifty')).toEqual([]);
    expect(figures('four for two', { row: true, homophones: true })).toEqual(['4', '4', '2']);
  });
});
