import { expect, it } from 'vitest';
import { findQuote } from './find-quote.ts';

const words = (text: string) =>
  text
    .split(' ')
    .map((word, place) => ({ text: word, startMs: place, endMs: place, confidence: 1, estimated: false }));

it('finds a quote whatever its case and punctuation', () => {
  expect(findQuote(words('Okay. It was paid, on March third.'), 'it was paid on', 0)).toEqual({
    from: 1,
    to: 5,
  });
});

it('finds a masked quote among masked words', () => {
  expect(findQuote(words('the member ••• ••• is active'), 'member ••• •••', 0)).toEqual({ from: 1, to: 4 });
});

it('finds nothing where the words are not in this order', () => {
  expect(findQuote(words('paid was it'), 'it was paid', 0)).toBeUndefined();
  expect(findQuote(words('paid was it'), '  ', 0)).toBeUndefined();
});

it('takes the place where it was said, where the same was said twice', () => {
  const said = words('allowed ninety dollars and paid ninety dollars');
  expect(findQuote(said, 'ninety dollars', 1)).toEqual({ from: 1, to: 3 });
  expect(findQuote(said, 'ninety dollars', 5)).toEqual({ from: 5, to: 7 });
});
