import type { TranscriptWord } from '../../../kernel/result.ts';

/** Places of words, from one to before another. */
export interface WordRange {
  from: number;
  to: number;
}

/** Where a quote stands among the words of its turn: case and punctuation do not count. Undefined where it does not. */
export function findQuote(words: readonly TranscriptWord[], quote: string): WordRange | undefined {
  const wanted = quote
    .split(/\s+/)
    .map(bare)
    .filter((word) => word !== '');
  if (wanted.length === 0) return undefined;
  const said = words.map(({ text }) => bare(text));
  for (let from = 0; from + wanted.length <= said.length; from++)
    if (wanted.every((word, place) => said[from + place] === word)) return { from, to: from + wanted.length };
  return undefined;
}

const bare = (word: string) => word.toLowerCase().replace(/^[^\p{L}\p{N}•$]+|[^\p{L}\p{N}•%]+$/gu, '');
