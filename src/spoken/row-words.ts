import type { Utterance } from './marks.ts';
import type { Piece } from './pieces.ts';
import { MARKS } from './spelling.ts';

/** Words that may stand between the characters of a row. */
const ROW_WORDS = new Set(
  "and then comma next first last digits numbers characters letters followed by hash hashtag pound sign that's again also ending with beginning starts all caps".split(
    ' ',
  ),
);

export function isRowWord(utterance: Utterance, at: number): boolean {
  const word = utterance.tokens[at]?.word ?? '';
  return (
    isCountOfFigures(utterance, at) || ROW_WORDS.has(word) || word === '#' || word === '(' || word === ')'
  );
}

const PARTS = new Set(['first', 'next', 'last', 'remaining']);
const COUNTED = new Set(['are', 'is', 'digits', 'numbers', 'characters', 'letters']);

/** "the first three are", "last four digits": talk about the figures, not figures. */
export function isCountOfFigures(utterance: Utterance, at: number): boolean {
  const word = (n: number): string => utterance.tokens[n]?.word ?? '';
  if (PARTS.has(word(at - 1)) && COUNTED.has(word(at + 1))) return true;
  return (
    word(at) === 'are' && (PARTS.has(word(at - 2)) || (PARTS.has(word(at - 3)) && COUNTED.has(word(at - 1))))
  );
}

/** "two sevens and a four", "then a dash": the article is no letter. */
export function isArticle(utterance: Utterance, piece: Piece): boolean {
  const { tokens } = utterance;
  if (isCountOfFigures(utterance, piece.start)) return true;
  if (tokens[piece.start]?.word !== 'a' || piece.end !== piece.start + 1) return false;
  const before = tokens[piece.start - 1]?.word ?? '';
  if (before === 'and' || before === 'with') return true;
  return /^(then|there's|is)$/.test(before) && (tokens[piece.end]?.word ?? '') in MARKS;
}

/** "one nine oh": a zero said in the rhythm of the figures before it. */
export function isZeroInRow(utterance: Utterance, piece: Piece): boolean {
  if (piece.zero !== true) return false;
  const { tokens } = utterance;
  return tokens[piece.start]?.pause === false || tokens[piece.start - 1]?.pause === true;
}
