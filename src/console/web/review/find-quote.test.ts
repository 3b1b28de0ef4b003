import { expect, it } from 'vitest';
import { findQuote } from './find-quote.ts';

const words = (text: string) =>
  text.split(' ').map((word) => ({ text: word, startMs: 0, endMs: 0, confidence: 1, estimated: false }));

it('finds a quote whatever its case and punctuation', () => {
  expect(findQuote(words('Okay. It was paid, on March third.'), 'it was paid on')).toEqual({
    from: 1,
    to: 5,
  });
});

it('finds a masked quote among masked words', () => {
  expect(findQuote(words('the member ••• ••• is active'), 'member ••• •••')).toEqual({ from: 1, to: 4 });
});

it('finds nothing where the words are not in this order', () => {
  expect(findQuote(words('paid was it'), 'it was paid')).toBeUndefined();
  expect(findQuote(words('paid was it'), '  ')).toBeUndefined();
});
