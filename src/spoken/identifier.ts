import { expectedLengths } from './expected.ts';
import type { Utterance } from './marks.ts';
import type { Piece } from './pieces.ts';
import { canonical, choose } from './readings.ts';
import { deniedFirst, readRow, type Char, type Row } from './row.ts';
import { hedgedValues, isCarrier, spansBetween } from './scan.ts';
import type { Found, Parsed, Span, SpokenOptions } from './types.ts';

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

export type RowReader = {
  readonly letters: boolean;
  readonly read: (utterance: Utterance, at: number) => Piece | undefined;
  /** Words that may stand between the pieces of a whole text, where they are fewer than those around it. */
  readonly between?: (utterance: Utterance, at: number) => boolean;
};

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

/** A text that is one identifier. */
export function parseIdentifier(
  utterance: Utterance,
  options: SpokenOptions,
  read: RowReader,
): Parsed<'identifier'> | undefined {
  const row = wholeRow(
    utterance,
    options,
    read,
    (at) => isCarrier(utterance, at) || isRowWord(utterance, at),
  );
  if (row === undefined) return undefined;
  const chosen = choose(row, options);
  if (chosen === undefined) return undefined;
  return { ...chosen, ...marksOfRow(utterance, row) };
}

/** What a whole text that is one row tells besides its value. */
export function marksOfRow(utterance: Utterance, row: Row): Pick<Parsed, 'spans' | 'corrected' | 'hedged'> {
  return {
    spans: spansOfRow(utterance, row.chars),
    corrected: row.corrected,
    hedged: utterance.hedges.length > 0,
  };
}

const ROW_WORDS = new Set(
  "and then comma next first last digits numbers characters letters followed by hash pound sign that's again also ending with beginning starts all caps".split(
    ' ',
  ),
);
export function isRowWord(utterance: Utterance, at: number): boolean {
  const word = utterance.tokens[at]?.word ?? '';
  return (
    isCountOfFigures(utterance, at) || ROW_WORDS.has(word) || word === '#' || word === '(' || word === ')'
  );
}

/** Enough in a row to be an identifier and not a number that was mentioned. */
function isEvident(utterance: Utterance, row: Row): boolean {
  const value = canonical(row.chars);
  const pieces = new Set(row.chars.map((one) => one.start)).size;
  const letters = row.chars.filter((one) => /[A-Z]/.test(one.char)).length;
  const digits = row.chars.filter((one) => /\d/.test(one.char)).length;
  if (utterance.tokens[row.end]?.word === 'dollars' || utterance.tokens[row.end]?.word === 'percent')
    return false;
  if (value.length < 4) return false;
  if (letters === 0)
    return digits >= 5
      ? pieces > 1 || digits >= 6 || utterance.tokens[row.start]?.type === 'digits'
      : pieces >= 3;
  return digits >= 2 || letters >= 4;
}

/** Rows of letters and figures inside a sentence. */
function rowsIn(utterance: Utterance, options: SpokenOptions, read: RowReader): Row[] {
  const { tokens } = utterance;
  const rows: Row[] = [];
  for (let at = 0; at < tokens.length;) {
    const piece = read.read(utterance, at);
    const word = tokens[at]?.word ?? '';
    if (
      piece === undefined ||
      piece.kind === 'mark' ||
      (piece.weak && word !== 'oh' && word !== 'tea' && word !== 'eye')
    ) {
      at++;
      continue;
    }
    const row = readRow(utterance, at, {
      read: read.read,
      lengths: expectedLengths(options.expected),
      between: (next) => isRowWord(utterance, next) && readsOn(utterance, next, read),
      accept: (one) =>
        (!one.weak || isZeroInRow(utterance, one) || readsOnSingly(utterance, one, read)) &&
        !isArticle(utterance, one),
    });
    if (row === undefined) {
      at++;
      continue;
    }
    rows.push(row);
    at = Math.max(row.end, at + 1);
  }
  return rows;
}

/**
 * Where identifiers, codes and telephone numbers stand, for readers of numbers to leave alone: rows with letters,
 * five and more figures said one by one, and figures written with dashes.
 */
export function labelsIn(utterance: Utterance, options: SpokenOptions, read: RowReader): [number, number][] {
  return rowsIn(utterance, options, read).flatMap((row): [number, number][] => {
    const value = canonical(row.chars);
    const pieces = new Set(row.chars.map((one) => one.start)).size;
    const label = /[A-Z]/.test(value)
      ? /\d/.test(value)
      : pieces >= 5 && pieces >= value.replaceAll('-', '').length - 1;
    const dashed = /^\d+(-\d+)+$/.test(value) && row.chars.some((one) => one.char === '-');
    const sum = row.chars.some((one) => one.char === '.') && !/[A-Z]/.test(value);
    return (label && !sum) || dashed || /^\d{8,}$/.test(value) ? [[row.start, row.end]] : [];
  });
}

/** Identifiers inside a sentence. */
export function findIdentifiers(
  utterance: Utterance,
  options: SpokenOptions,
  read: RowReader,
): Found<'identifier'>[] {
  const { tokens } = utterance;
  const rows = rowsIn(utterance, options, read).filter((row) => isEvident(utterance, row));
  const hedged = hedgedValues(utterance, rows.map((row) => [row.start, row.end] as const)); // prettier-ignore
  return rows.flatMap((row, n) => {
    const chosen = choose(row, options);
    if (chosen === undefined) return [];
    const span = { start: tokens[row.start]?.start ?? 0, end: tokens[row.end - 1]?.end ?? 0 };
    return [
      {
        ...chosen,
        spans: spansOfRow(utterance, row.chars),
        corrected: row.corrected,
        hedged: hedged[n] ?? false,
        span,
        quote: utterance.text.slice(span.start, span.end),
      },
    ];
  });
}

const PARTS = new Set(['first', 'next', 'last', 'remaining']);
const COUNTED = new Set(['are', 'is', 'digits', 'numbers', 'characters', 'letters']);

/** "the first three are", "last four digits": talk about the figures, not figures. */
function isCountOfFigures(utterance: Utterance, at: number): boolean {
  const word = (n: number): string => utterance.tokens[n]?.word ?? '';
  if (PARTS.has(word(at - 1)) && COUNTED.has(word(at + 1))) return true;
  return (
    word(at) === 'are' && (PARTS.has(word(at - 2)) || (PARTS.has(word(at - 3)) && COUNTED.has(word(at - 1))))
  );
}

/** "two sevens and a four": the article is no letter. */
function isArticle(utterance: Utterance, piece: Piece): boolean {
  if (isCountOfFigures(utterance, piece.start)) return true;
  return (
    utterance.tokens[piece.start]?.word === 'a' &&
    utterance.tokens[piece.start - 1]?.word === 'and' &&
    piece.end === piece.start + 1
  );
}

/** "one nine oh": a zero said in the rhythm of the figures before it. */
function isZeroInRow(utterance: Utterance, piece: Piece): boolean {
  if (piece.zero !== true) return false;
  const { tokens } = utterance;
  return tokens[piece.start]?.pause === false || tokens[piece.start - 1]?.pause === true;
}

/** An everyday word in a sentence is a figure only in front of a single figure or letter ("two for one", not "for eighty"). */
function readsOnSingly(utterance: Utterance, piece: Piece, read: RowReader): boolean {
  const next = read.read(utterance, piece.end);
  if (piece.kind === 'number' && next?.kind === 'number' && next.chars.length > 1) return false;
  return readsOn(utterance, piece.end - 1, read);
}

/** A stronger piece follows within a few words. */
function readsOn(utterance: Utterance, at: number, read: RowReader): boolean {
  for (let next = at + 1; next < at + 4; next++) {
    const piece = read.read(utterance, next);
    if (piece !== undefined && piece.kind !== 'mark' && !piece.weak) return true;
    if (piece === undefined && !isRowWord(utterance, next)) return false;
  }
  return false;
}
