import { describe, expect, it } from 'vitest';
import { wordsOf } from './words.ts';

const word = (text: string, startMs: number, endMs: number) => ({ text, startMs, endMs, confidence: 0.9 });

describe('the words of an utterance', () => {
  it('are those that were recognised, with their own times', () => {
    const words = [word('paid', 1_000.4, 1_400.6), word('one', 2_000, 2_200), word('twenty.', 2_200, 2_600)];
    expect(wordsOf({ text: 'paid one twenty.', startMs: 1_000, endMs: 3_000, words })).toEqual([
      { text: 'paid', startMs: 1_000, endMs: 1_401, confidence: 0.9, estimated: false },
      { text: 'one', startMs: 2_000, endMs: 2_200, confidence: 0.9, estimated: false },
      { text: 'twenty.', startMs: 2_200, endMs: 2_600, confidence: 0.9, estimated: false },
    ]);
  });

  it('share the time by their length where it is known of the whole only', () => {
    // 4 + 3 + 2 characters with the pauses after them: 100 ms a character.
    expect(wordsOf({ text: 'One at a', startMs: 500, endMs: 1_400 })).toEqual([
      { text: 'One', startMs: 500, endMs: 900, confidence: null, estimated: true },
      { text: 'at', startMs: 900, endMs: 1_200, confidence: null, estimated: true },
      { text: 'a', startMs: 1_200, endMs: 1_400, confidence: null, estimated: true },
    ]);
  });

  it('make up the text also where the recognised ones do not', () => {
    const words = [word('something', 0, 100)];
    const texts = wordsOf({ text: 'quite  another', startMs: 0, endMs: 900, words });
    expect(texts.map(({ text, estimated }) => [text, estimated])).toEqual([
      ['quite', true],
      ['another', true],
    ]);
    expect(wordsOf({ text: '', startMs: 0, endMs: 900 })).toEqual([]);
  });
});
