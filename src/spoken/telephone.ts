import { asFound, findRows, type Settled } from './find-rows.ts';
import type { Utterance } from './marks.ts';
import { readPiece, type Piece } from './pieces.ts';
import { choose } from './readings.ts';
import { spell, type Row } from './row.ts';
import { isRowWord } from './row-words.ts';
import { isCarrier } from './scan.ts';
import type { Found, Parsed, SpokenOptions } from './types.ts';
import { marksOfRow, wholeRow, type RowReader } from './whole-row.ts';

function readDigits(utterance: Utterance, at: number): Piece | undefined {
  const piece = readPiece(utterance, at);
  if (piece === undefined || piece.kind === 'letter') return undefined;
  return piece;
}

const reader: RowReader = { letters: false, read: readDigits };

const EXTENSION_WORDS = new Set('extension ext x option'.split(' '));

/** The tokens in front of "extension 12"; the extension is no part of the number. */
function withoutExtension(utterance: Utterance): Utterance {
  const at = utterance.tokens.findIndex((token, n) => n > 2 && EXTENSION_WORDS.has(token.word));
  if (at < 0) return utterance;
  return {
    ...utterance,
    tokens: utterance.tokens.slice(0, at),
    breaks: utterance.breaks.slice(0, at + 1),
    cut: utterance.cut.slice(0, at + 1),
    hedges: utterance.hedges.filter((hedge) => hedge <= at),
  };
}

const PHONE_WORDS = new Set('area plus country fax toll free'.split(' '));
function isAround(utterance: Utterance, at: number): boolean {
  const word = utterance.tokens[at]?.word ?? '';
  return isCarrier(utterance, at) || isRowWord(utterance, at) || PHONE_WORDS.has(word) || word === '+';
}

function digitsOnly(row: Row): Row {
  const keep = (chars: Row['chars']): Row['chars'] =>
    chars.filter((one) => /\d/.test(one.char)).map((one) => ({ ...one, zero: false }));
  return {
    ...row,
    chars: keep(row.chars),
    variants: row.variants.map(keep),
    ...(row.unrepaired === undefined ? {} : { unrepaired: keep(row.unrepaired) }),
  };
}

function settle(row: Row, options: SpokenOptions): Settled<'telephone'> | undefined {
  const chosen = choose(digitsOnly(row), options);
  if (chosen === undefined) return undefined;
  const whole =
    options.expected === undefined ? isFullNumber(chosen.value) && chosen.complete : chosen.complete;
  return {
    value: chosen.value,
    alternatives: chosen.alternatives.filter((one) => /^\d+$/.test(one)),
    complete: whole,
  };
}

/** Ten digits, or eleven with the country code of the North American plan. */
function isFullNumber(digits: string): boolean {
  return digits.length === 10 || (digits.length === 11 && digits.startsWith('1'));
}

/** Digits of a local number, which is whole without its area code. */
const LOCAL_LENGTH = 7;

/** Where a repair left no whole number and another way to apply it would: the digits of that number. */
function repairedLength(row: Row): number | undefined {
  const digits = digitsOnly(row);
  const said = spell(digits.chars);
  if (said.length === LOCAL_LENGTH || isFullNumber(said)) return undefined;
  return digits.variants.map(spell).find(isFullNumber)?.length;
}

/** A text that is one telephone number, an extension left out. */
export function parseTelephone(full: Utterance, options: SpokenOptions): Parsed<'telephone'> | undefined {
  const utterance = withoutExtension(full);
  const rowOf = (expected: SpokenOptions['expected']): Row | undefined =>
    wholeRow(utterance, { ...options, expected }, reader, (at) => isAround(utterance, at));
  const plain = rowOf(options.expected);
  const length = plain === undefined ? undefined : repairedLength(plain);
  const row = length === undefined || options.expected !== undefined ? plain : rowOf({ length });
  if (row === undefined) return undefined;
  const settled = settle(row, options);
  if (settled === undefined) return undefined;
  return { ...settled, ...marksOfRow(utterance, row) };
}

/** Telephone numbers inside a sentence: seven, ten or eleven digits in a row. */
export function findTelephones(utterance: Utterance, options: SpokenOptions): Found<'telephone'>[] {
  const rows = findRows(utterance, {
    read: reader.read,
    starts: (piece) => !piece.weak || utterance.tokens[piece.start]?.word === 'oh',
    between: (next) => isRowWord(utterance, next) && readDigits(utterance, next + 1) !== undefined,
    accept: (one) => digitsFollow(utterance, one),
  });
  return asFound<'telephone'>(
    utterance,
    rows.flatMap((row) => {
      const { length } = digitsOnly(row).chars;
      const settled = length === 7 || length === 10 || length === 11 ? settle(row, options) : undefined;
      return settled === undefined ? [] : [[row, settled] as const];
    }),
  );
}

function digitsFollow(utterance: Utterance, piece: Piece): boolean {
  if (piece.kind === 'letter') return false;
  if (!piece.weak) return true;
  const next = readDigits(utterance, piece.end);
  return next !== undefined && !next.weak;
}
