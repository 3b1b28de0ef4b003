import { expectedLengths } from './expected.ts';
import type { Utterance } from './marks.ts';
import type { Piece } from './pieces.ts';
import { deniedFirst, readRow } from './row.ts';
import type { Char, Row } from './chars.ts';
import { isArticle, isCountOfFigures } from './row-words.ts';
import { spansBetween } from './spans.ts';
import type { Parsed, Span, SpokenOptions } from './types.ts';

export type RowReader = {
  readonly letters: boolean;
  readonly read: (utterance: Utterance, at: number) => Piece | undefined;
  /** Words that may stand between the pieces of a whole text, where they are fewer than those around it. */
  readonly between?: (utterance: Utterance, at: number) => boolean;
};

/** Nouns behind which "for" and "to" are prepositions: "the number for", "claim to". */
const NOUNS = new Set(
  "number numbers claim id reference check code account one it that pay paid thank thanks got have has will would it'll that'll gonna going want need to used like".split(
    ' ',
  ),
);

/** An everyday word in front counts where a stronger piece follows it at once ("see four four seven"). */
function leadsRow(
  utterance: Utterance,
  piece: Piece,
  letters: boolean,
  read: (at: number) => Piece | undefined,
): boolean {
  const { tokens } = utterance;
  const word = tokens[piece.start]?.word ?? '';
  const before = tokens[piece.start - 1];
  if (before !== undefined && !(tokens[piece.start]?.pause ?? false) && NOUNS.has(before.word)) return false;
  let next = piece.end;
  for (let n = 0; n < 8; n++) {
    const following = read(next);
    if (following === undefined) return false;
    if (!following.weak && following.kind !== 'mark') {
      const article =
        word === 'a' && n === 0 && following.kind === 'letter' && before !== undefined && !letters;
      return !article;
    }
    next = following.end;
  }
  return true;
}

/** The row of a text that is nothing else, with words that may stand around it. */
export function wholeRow(
  utterance: Utterance,
  options: SpokenOptions,
  read: RowReader,
  isAround: (at: number) => boolean,
): Row | undefined {
  const { tokens } = utterance;
  const lengths = expectedLengths(options.expected);
  for (let at = 0; at < tokens.length; at++) {
    const piece = read.read(utterance, at);
    const starts =
      piece !== undefined && piece.kind !== 'mark' &&
      !isCountOfFigures(utterance, at) &&
      (!piece.weak || tokens.length === piece.end - piece.start || leadsRow(utterance, piece, read.letters, (next) => read.read(utterance, next)) ||
        (at === 0 && allWeak(utterance, at, read))); // prettier-ignore
    if (!starts) {
      if (!isAround(at) && tokens[at]?.word !== 'not') return undefined;
      continue;
    }
    if (tokens[at - 1]?.word === 'not' && deniedFirst(utterance, at, read.read) === undefined)
      return undefined;
    const row = readRow(utterance, at, {
      read: read.read,
      lengths,
      between: (next) => (read.between === undefined ? isAround(next) : read.between(utterance, next)),
      accept: (one, empty) => (!empty || one.kind !== 'mark') && !isArticle(utterance, one),
    });
    if (row === undefined) return undefined;
    for (let rest = row.end; rest < tokens.length; rest++) if (!isAround(rest)) return undefined;
    return row;
  }
  return undefined;
}

function allWeak(utterance: Utterance, at: number, read: RowReader): boolean {
  let next = at;
  let count = 0;
  while (next < utterance.tokens.length && count < 40) {
    const piece = read.read(utterance, next);
    if (piece === undefined) return false;
    next = piece.end;
    count++;
  }
  return count >= 2;
}

export function spansOfRow(utterance: Utterance, chars: readonly Char[]): Span[] {
  const spans: Span[] = [];
  let from = -1;
  let to = -1;
  for (const one of chars) {
    if (from >= 0 && one.start !== to && one.start !== from && !(one.start < to)) {
      spans.push(...spansBetween(utterance, from, to));
      from = -1;
    }
    if (from < 0) from = one.start;
    to = Math.max(to, one.end);
    if (one.start < from) from = one.start;
  }
  if (from >= 0) spans.push(...spansBetween(utterance, from, to));
  return spans;
}

/** What a whole text that is one row tells besides its value. */
export function marksOfRow(utterance: Utterance, row: Row): Pick<Parsed, 'spans' | 'corrected' | 'hedged'> {
  return {
    spans: spansOfRow(utterance, row.chars),
    corrected: row.corrected,
    hedged: utterance.hedges.length > 0,
  };
}
