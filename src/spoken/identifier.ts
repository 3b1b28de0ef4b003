import { expectedLengths } from './expected.ts';
import { asFound, findRows } from './find-rows.ts';
import type { Utterance } from './marks.ts';
import { isSumNamed } from './money-context.ts';
import type { Piece } from './pieces.ts';
import { canonical, choose } from './readings.ts';
import { type Row, spell } from './chars.ts';
import { isArticle, isRowWord, isZeroInRow } from './row-words.ts';
import { isCarrier } from './carriers.ts';
import type { Token } from './tokens.ts';
import type { Found, Parsed, SpokenOptions } from './types.ts';
import { marksOfRow, wholeRow, type RowReader } from './whole-row.ts';

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

/** Enough in a row to be an identifier and not a number that was mentioned. */
function isEvident(utterance: Utterance, row: Row): boolean {
  const value = canonical(row.chars);
  const pieces = new Set(row.chars.map((one) => one.start)).size;
  const letters = row.chars.filter((one) => /[A-Z]/.test(one.char)).length;
  const digits = row.chars.filter((one) => /\d/.test(one.char)).length;
  if (utterance.tokens[row.end]?.word === 'dollars' || utterance.tokens[row.end]?.word === 'percent')
    return false;
  // Letters that are spelled with words stand in no everyday talk: "E as in echo, P as in papa, three", "B as in bravo, one six".
  const spelled = row.chars.filter((one) => /[A-Z]/.test(one.char) && one.end - one.start > 1).length;
  if (spelled > 0 && digits > 0 && spelled + digits > 2) return true;
  if (value.length < 4) return false;
  if (letters === 0)
    return digits >= 5
      ? pieces > 1 || digits >= 6 || utterance.tokens[row.start]?.type === 'digits'
      : pieces >= 3;
  return digits >= 2 || letters >= 4;
}

/** Words that begin a row although they are everyday ones. */
const STARTS = new Set(['oh', 'tea', 'eye']);

/** "It is I, one two three four": what follows at once is no verb. */
function isLetterI(utterance: Utterance, piece: Piece, { read }: RowReader): boolean {
  if (utterance.tokens[piece.start]?.word !== 'i' || piece.end !== piece.start + 1) return false;
  const next = read(utterance, piece.end);
  const behind = next?.kind === 'mark' ? read(utterance, next.end) : next;
  return behind !== undefined && !behind.weak && behind.kind !== 'mark';
}

/** "The number is a two two eight": before figures said one by one an article would be of nothing. */
function isLetterA(utterance: Utterance, piece: Piece, { read }: RowReader): boolean {
  const { tokens } = utterance;
  if (tokens[piece.start]?.word !== 'a' || piece.end !== piece.start + 1) return false;
  const before = tokens[piece.start - 1]?.word;
  if (before !== undefined && !/^(?:is|was|be|it's|that's|number)$/.test(before)) return false;
  const isFigure = (one: Piece | undefined) => one?.kind === 'number' && one.chars.length === 1 && !one.weak;
  const next = read(utterance, piece.end);
  return next !== undefined && isFigure(next) && isFigure(read(utterance, next.end));
}

/** Figures of a date as it is written, "3/1": beside other pieces they are no part of an identifier. */
function isSlashed(tokens: readonly Token[], at: number): boolean {
  const isFigures = (n: number): boolean => /^(\d{1,2}|\d{4})$/.test(tokens[n]?.word ?? '');
  if (!isFigures(at)) return false;
  const before = tokens[at]?.glued === true && tokens[at - 1]?.word === '/' && isFigures(at - 2);
  return before || (tokens[at + 1]?.word === '/' && tokens[at + 1]?.glued === true && isFigures(at + 2));
}

/** Rows of letters and figures inside a sentence. */
function rowsIn(utterance: Utterance, options: SpokenOptions, reader: RowReader): Row[] {
  return findRows(utterance, {
    read: reader.read,
    lengths: expectedLengths(options.expected),
    starts: (piece) =>
      (!piece.weak && !isSlashed(utterance.tokens, piece.start)) ||
      STARTS.has(utterance.tokens[piece.start]?.word ?? '') ||
      isLetterI(utterance, piece, reader) ||
      isLetterA(utterance, piece, reader),
    between: (next) => isRowWord(utterance, next) && readsOn(utterance, next, reader),
    accept: (one) =>
      !isSlashed(utterance.tokens, one.start) &&
      (!one.weak || isZeroInRow(utterance, one) || readsOnSingly(utterance, one, reader)) &&
      !isArticle(utterance, one),
  });
}

/** "10K", "USD200": figures with a letter that are a sum all the same. */
const WRITTEN_SUM = /^(\d{1,3}K|USD\d+|\d+USD)$/;

/**
 * Where identifiers, codes and telephone numbers stand, for readers of numbers to leave alone: rows with letters,
 * five and more figures said one by one, and figures written with dashes.
 */
export function labelsIn(utterance: Utterance, options: SpokenOptions, read: RowReader): [number, number][] {
  return rowsIn(utterance, options, read).flatMap((row): [number, number][] => {
    const value = canonical(row.chars);
    const pieces = new Set(row.chars.map((one) => one.start)).size;
    const label = /[A-Z]/.test(value)
      ? /\d/.test(value) && !WRITTEN_SUM.test(value)
      : pieces >= 5 &&
        pieces >= value.replaceAll('-', '').length - 1 &&
        !isSumNamed(utterance.tokens, row.start);
    const dashed = /^\d+(-\d+)+$/.test(value) && row.chars.some((one) => one.char === '-');
    const sum = row.chars.some((one) => one.char === '.') && !/[A-Z]/.test(value);
    // "Two thousand, fifteen hundred" makes eight figures too, but they are two numbers.
    const written = utterance.tokens[row.start]?.type === 'digits';
    const long = /^\d{8,}$/.test(value) && (pieces === 1 ? written : pieces >= 4);
    return (label && !sum) || dashed || long ? [[row.start, row.end]] : [];
  });
}

/** "142.50": figures with a point among them are a number, with a sign in front a sum. */
function isWrittenNumber({ tokens }: Utterance, row: Row): boolean {
  const value = spell(row.chars);
  return /^\d+\.\d+$/.test(value) || tokens[row.start - 1]?.word === '$';
}

/** Identifiers inside a sentence; `others` is what is something else where it is all of a row ("03/10/2026"). */
export function findIdentifiers(
  utterance: Utterance,
  options: SpokenOptions,
  reader: RowReader,
  others: () => (start: number, end: number) => boolean,
): Found<'identifier'>[] {
  const evident = rowsIn(utterance, options, reader).filter(
    (row) => isEvident(utterance, row) && !isWrittenNumber(utterance, row),
  );
  const isOther = evident.length === 0 ? undefined : others();
  const rows = evident.filter((row) => isOther?.(row.start, row.end) !== true);
  return asFound<'identifier'>(
    utterance,
    rows.flatMap((row) => {
      const chosen = choose(row, options);
      return chosen === undefined ? [] : [[row, chosen] as const];
    }),
  );
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
