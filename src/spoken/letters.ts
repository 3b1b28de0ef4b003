import { asFound, findRows, type Settled } from './find-rows.ts';
import { lex } from './lexicon.ts';
import type { Utterance } from './marks.ts';
import { readPiece, type Piece } from './pieces.ts';
import { choose } from './readings.ts';
import { spell, type Row } from './chars.ts';
import { isRowWord } from './row-words.ts';
import type { Found, Parsed, SpokenOptions } from './types.ts';
import { marksOfRow, wholeRow, type RowReader } from './whole-row.ts';

const reader: RowReader = {
  letters: true,
  read: (utterance, at) => (isNameSaidFirst(utterance, at) ? undefined : readPiece(utterance, at, true)),
  between: (utterance, at) => utterance.tokens[at]?.word !== 'with' && utterance.tokens[at]?.type === 'word',
};

/** "Thomas, T H O M A S": a word of the spelling alphabet that is the name itself. */
function isNameSaidFirst(utterance: Utterance, at: number): boolean {
  const word = utterance.tokens[at]?.word ?? '';
  const next = utterance.tokens[at + 1]?.word ?? '';
  return (
    word.length > 2 &&
    next.length === 1 &&
    word.startsWith(next) &&
    lex(word).alphabet !== undefined &&
    lex(next).letter !== undefined
  );
}

/** A name as spelled: capitals; hyphens, apostrophes and spaces where they were said. */
function asName(row: Row): Row {
  const marks = row.chars.filter((one) => one.char === '-').length;
  const spelledWithDashes = marks > 1 && marks >= row.chars.length - marks - 1;
  return {
    ...row,
    chars: row.chars.filter(
      (one) => one.char !== '.' && one.char !== '/' && !(spelledWithDashes && one.char === '-'),
    ),
  };
}

function settle(row: Row, options: SpokenOptions): Settled<'letters'> | undefined {
  const named = asName(row);
  const text = spell(named.chars).replace(/^[-' ]+|[-' ]+$/g, '');
  if (!/[A-Z]/.test(text)) return undefined;
  if (/[-' ]/.test(text)) return { value: text, alternatives: [], complete: !row.open };
  const chosen = choose(named, options);
  return chosen === undefined
    ? undefined
    : { ...chosen, alternatives: chosen.alternatives.filter((one) => /^[A-Z]+$/.test(one)) };
}

/** "S as in Sam, M, I, T, H"; the name may be said first, the spelling counts. */
export function parseLetters(utterance: Utterance, options: SpokenOptions): Parsed<'letters'> | undefined {
  const { tokens } = utterance;
  const row = wholeRow(
    utterance,
    options,
    reader,
    (at) => isRowWord(utterance, at) || tokens[at]?.type === 'word',
  );
  if (row === undefined) return undefined;
  const settled = settle(row, options);
  if (settled === undefined) return undefined;
  return { ...settled, ...marksOfRow(utterance, row) };
}

/** Spelled words inside a sentence: at least three letters, or two of which one is given with a word. */
export function findLetters(utterance: Utterance, options: SpokenOptions): Found<'letters'>[] {
  const { tokens } = utterance;
  const single = (piece: Piece): boolean => !piece.weak || tokens[piece.start]?.word.length === 1;
  const rows = findRows(utterance, {
    read: reader.read,
    starts: single,
    between: (next) => isRowWord(utterance, next) && reader.read(utterance, next + 1) !== undefined,
    accept: (one) => single(one) || reader.read(utterance, one.end) !== undefined,
  });
  return asFound<'letters'>(
    utterance,
    rows.filter(isEvident).flatMap((row) => {
      const settled = settle(row, options);
      return settled === undefined ? [] : [[row, settled] as const];
    }),
  );
}

function isEvident(row: Row): boolean {
  const pieces = new Set(row.chars.map((one) => one.start)).size;
  return pieces >= 3 || (pieces === 2 && row.chars.some((one) => one.sure));
}
