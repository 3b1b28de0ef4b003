import { describe, expect, it } from 'vitest';
import { parseSpoken } from './index.ts';
import { fitsExpected, passesChecksum } from './expected.ts';

describe('what is expected', () => {
  it('knows a right NPI from a nearly right one', () => {
    expect(passesChecksum('1234567893', 'npi')).toBe(true);
    expect(passesChecksum('1234567890', 'npi')).toBe(false);
  });

  it('does not count dashes, and takes a broken pattern for one that nothing fits', () => {
    expect(fitsExpected('1EG4-TE5-MK73', { length: 11 })).toBe(true);
    expect(fitsExpected('ABC', { pattern: '[' })).toBe(false);
  });

  it('decides between the readings of a sum', () => {
    expect(parseSpoken('money', 'one fifty')?.value).toBe(15_000);
    expect(parseSpoken('money', 'one fifty', { expected: { pattern: '\\d\\.\\d\\d' } })?.value).toBe(150);
    expect(parseSpoken('money', 'one fifty', { vocabulary: ['1.50'] })?.value).toBe(150);
    expect(parseSpoken('money', 'twelve fifty', { vocabulary: ['$1,250.00'] })?.value).toBe(125_000);
  });

  it('never invents what the words do not allow', () => {
    const parsed = parseSpoken('identifier', 'four four seven one', { vocabulary: ['9982'] });
    expect(parsed?.value).toBe('4471');
    expect(parseSpoken('money', 'two hundred', { vocabulary: ['300.00'] })?.value).toBe(20_000);
  });

  it('says that an identifier goes on', () => {
    const expected = { length: 10, checksum: 'npi' } as const;
    const text = 'one two three four five six seven eight nine three';
    for (let words = 1; words < 10; words++) {
      const heard = parseSpoken('identifier', text.split(' ').slice(0, words).join(' '), { expected });
      expect(heard?.complete, String(words)).toBe(false);
    }
    expect(parseSpoken('identifier', text, { expected })).toMatchObject({
      value: '1234567893',
      complete: true,
    });
  });

  it('takes one of several lengths', () => {
    const expected = { length: [6, 8] };
    expect(parseSpoken('identifier', 'one two three four five six', { expected })?.complete).toBe(true);
    expect(parseSpoken('identifier', 'one two three four five six seven', { expected })?.complete).toBe(
      false,
    );
  });

  it('cuts a repair where the length says', () => {
    const text = 'c four four five sorry six one nine zero';
    expect(parseSpoken('identifier', text, { expected: { length: 7 } })?.value).toBe('C446190');
  });
});
