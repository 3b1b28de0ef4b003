import { describe, expect, it } from 'vitest';
import { tokenize } from './tokens.ts';

const words = (text: string): string[] => tokenize(text).map((token) => token.word);

describe('cutting a text into tokens', () => {
  it('keeps where each stands', () => {
    const text = 'It paid $1,234.50 today.';
    for (const token of tokenize(text)) {
      expect(text.slice(token.start, token.end).toLowerCase()).toBe(token.word);
    }
  });

  it('drops the hyphen between words and remembers it', () => {
    expect(tokenize('forty-two').map((token) => [token.word, token.glued, token.hyphen])).toEqual([
      ['forty', false, false],
      ['two', true, true],
    ]);
  });

  it('keeps separators between figures', () => {
    expect(words('03/03/2026 1-800-555-0142 M54.5')).toEqual([
      ...['03', '/', '03', '/', '2026'],
      ...['1', '-', '800', '-', '555', '-', '0142'],
      ...['m', '54', '.', '5'],
    ]);
  });

  it('takes other punctuation as a pause, and a full stop as the end of a sentence', () => {
    const [first, second, third, fourth] = tokenize('one, two… three. four');
    expect([first?.pause, second?.pause, third?.pause, fourth?.pause]).toEqual([false, true, true, true]);
    expect([second?.stop, third?.stop, fourth?.stop]).toEqual([false, false, true]);
  });

  it('reads a.m. and p.m. as words however they are punctuated', () => {
    expect(words('8 a.m. to 5 P.M., 9am')).toEqual(['8', 'am', 'to', '5', 'pm', '9', 'am']);
  });

  it('takes curly apostrophes for plain ones', () => {
    expect(words('that\u2019s it')).toEqual(["that's", 'it']);
  });
});
