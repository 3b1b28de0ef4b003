import { describe, expect, it } from 'vitest';
import { say } from './index.ts';

describe('what a careful biller says', () => {
  it('gives identifiers in groups, letters with their word', () => {
    expect(say('identifier', 'C447190')).toEqual(['C as in Charlie, four, four, seven', 'one, nine, zero']);
    expect(say('identifier', 'ABC-1234')).toEqual([
      'A as in Alpha, B as in Bravo, C as in Charlie',
      'dash',
      'one, two, three, four',
    ]);
  });

  it('gives one character at a time when asked to be slow', () => {
    expect(say('identifier', 'C44', 'slow')).toEqual(['C as in Charlie', 'four', 'four']);
    expect(say('identifier', 'CO4', 'spelled').join(', ')).toBe('C, the letter O, four');
  });

  it.each([
    ['money', 14_250, ['one hundred forty-two dollars and fifty cents']],
    ['money', 100, ['one dollar']],
    ['money', 1, ['one cent']],
    ['money', -2000, ['minus twenty dollars']],
    ['date', '2026-03-03', ['March third, twenty twenty-six']],
    ['date', '--03-03', ['March third']],
    ['date', '2026-03', ['March of twenty twenty-six']],
    ['date', '2005-10-22', ['October twenty-second, two thousand five']],
    ['date', '1905-12-31', ['December thirty-first, nineteen oh five']],
    [
      'date',
      '2026-03-03/2026-03-05',
      ['March third, twenty twenty-six', 'through March fifth, twenty twenty-six'],
    ],
    ['telephone', '8005550142', ['eight, zero, zero', 'five, five, five', 'zero, one, four, two']],
    ['letters', 'ANN', ['A as in Alpha, N as in November, N as in November']],
    ['cardinal', '1234', ['one thousand two hundred thirty-four']],
    ['ordinal', '23', ['twenty-third']],
    ['percent', '12.5', ['twelve point five percent']],
    ['duration', { n: 10, unit: 'days', dayType: 'business' }, ['ten business days']],
    ['duration', { n: 1, unit: 'weeks' }, ['one week']],
    ['time', '14:05', ['two oh five p.m.']],
    ['code', 'CO-197', ['C O', 'one, nine, seven']],
    ['code', 'M54.5', ['M as in Mike, five, four', 'point', 'five']],
    ['yes_no', 'unsure', ["I'm not sure"]],
  ] as const)('%s %j', (kind, value, expected) => {
    expect(say(kind, value)).toEqual(expected);
  });
});
