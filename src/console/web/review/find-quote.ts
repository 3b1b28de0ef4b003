import type { TranscriptWord } from '../../../kernel/result.ts';

/** Places of words, from one to before another. */
export interface WordRange {
  from: number;
  to: number;
}

/**
 * Where a quote stands among the words of its turn: case and punctuation do not count. Of several places the one nearest
 * to the moment counts. Undefined where it stands nowhere.
 */
export function findQuote(
  words: readonly TranscriptWord[],
  quote: string,
  atMs: number,
): WordRange | undefined {
  const wanted = quote
    .split(/\s+/)
    .map(bare)
    .filter((word) => word !== '');
  if (wanted.length === 0) return undefined;
  const said = words.map(({ text }) => bare(text));
  let nearest: { from: number; awayMs: number } | undefined;
  words.forEach(({ startMs }, from) => {
    if (!wanted.every((word, place) => said[from + place] === word)) return;
    const awayMs = Math.abs(startMs - atMs);
    if (nearest === undefined || awayMs < nearest.awayMs) nearest = { from, awayMs };
  });
  return nearest && { from: nearest.from, to: nearest.from + wanted.length };
}

const bare = (word: string) => word.toLowerCase().replace(/^[^\p{L}\p{N}•$]+|[^\p{L}\p{N}•%]+$/gu, '');
