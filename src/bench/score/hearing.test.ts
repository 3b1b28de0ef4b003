import { describe, expect, it } from 'vitest';
import { hearingOf } from './hearing.ts';

const person = (text: string) => ({ words: text.split(' '), counted: true });
const machine = (text: string) => ({ words: text.split(' '), counted: false });
const heard = (text: string) => text.split(' ');

describe('what was heard against what was said', () => {
  it('finds nothing where both are the same', () => {
    const said = 'the paid amount is one hundred fifty dollars';
    expect(hearingOf([person(said)], heard(said))).toEqual({
      wordsSaid: 8,
      wordErrors: 0,
      valuesSaid: 1,
      valuesMisheard: 0,
    });
  });

  it('counts a value once, however many of its words were misheard', () => {
    const { valuesSaid, valuesMisheard, wordErrors } = hearingOf(
      [person('it is six thousand two hundred dollars'), person('on march third')],
      heard('it is six hundred two thousand dollars on march third'),
    );
    expect({ valuesSaid, valuesMisheard, wordErrors }).toEqual({
      valuesSaid: 2,
      valuesMisheard: 1,
      wordErrors: 2,
    });
  });

  it('counts a digit too many and a digit too few', () => {
    const of = (text: string) => hearingOf([person('number four four one')], heard(text)).valuesMisheard;
    expect(of('number four four seven one')).toBe(1);
    expect(of('number four one')).toBe(1);
    expect(of('the number four four one')).toBe(0);
  });

  it('takes spelling words for a part of the value, and ordinary words for none', () => {
    const said = 'one moment the number is b as in bravo seven';
    expect(hearingOf([person(said)], heard('one moment the number is d as in bravo seven'))).toMatchObject({
      valuesSaid: 1,
      valuesMisheard: 1,
    });
  });

  it('does not judge what machines say, nor what nobody said', () => {
    const turns = [machine('for claims press one two'), person('this is kevin')];
    expect(hearingOf(turns, heard('for games press nine this is kevin seven'))).toEqual({
      wordsSaid: 3,
      wordErrors: 0,
      valuesSaid: 0,
      valuesMisheard: 0,
    });
  });
});
