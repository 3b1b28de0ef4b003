import { asFound, findRows, type Settled } from './find-rows.ts';
import type { Utterance } from './marks.ts';
import { readPiece, type Piece } from './pieces.ts';
import { choose } from './readings.ts';
import { spell, type Row } from './chars.ts';
import { isRowWord, isZeroInRow } from './row-words.ts';
import { isCarrier } from './carriers.ts';
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
    chars
      .filter((one) => one.char >= '0' && one.char <= '9')
      .map((one) => (one.zero ? { ...one, zero: false } : one));
  return {
    ...row,
    chars: keep(row.chars),
    variants: row.variants.map(keep),
    ...(row.unrepaired === undefined ? {} : { unrepaired: keep(row.unrepaired) }),
  };
}

/** Digits that a number of any country has with its country code, at least and at most (E.164). */
const INTERNATIONAL = { least: 8, most: 15 };

/** "plus four four two oh …", "oh one one four four …": a number with the code of another country. */
function isInternational(utterance: Utterance, row: Row, digits: string): boolean {
  const plus = /^(plus|\+)$/.test(utterance.tokens[row.start - 1]?.word ?? '');
  const dialled = digits.startsWith('011');
  const { length } = dialled ? digits.slice(3) : digits;
  const other = plus ? !digits.startsWith('1') : dialled;
  return other && length >= INTERNATIONAL.least && length <= INTERNATIONAL.most;
}

function settle(utterance: Utterance, row: Row, options: SpokenOptions): Settled<'telephone'> | undefined {
  const chosen = choose(digitsOnly(row), options);
  if (chosen === undefined) return undefined;
  const whole =
    options.expected === undefined
      ? chosen.complete && (isFullNumber(chosen.value) || isInternational(utterance, row, chosen.value))
      : chosen.complete;
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
  const settled = settle(utterance, row, options);
  if (settled === undefined) return undefined;
  return { ...settled, ...marksOfRow(utterance, row) };
}

/** Telephone numbers inside a sentence: seven, ten or eleven digits in a row, or one of another country. */
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
      const digits = spell(digitsOnly(row).chars);
      const whole = digits.length === LOCAL_LENGTH || digits.length === 10 || digits.length === 11;
      const settled =
        whole || isInternational(utterance, row, digits) ? settle(utterance, row, options) : undefined;
      return settled === undefined ? [] : [[row, settled] as const];
    }),
  );
}

function digitsFollow(utterance: Utterance, piece: Piece): boolean {
  if (piece.kind === 'letter') return false;
  if (!piece.weak || isZeroInRow(utterance, piece)) return true;
  const next = readDigits(utterance, piece.end);
  return next !== undefined && !next.weak;
}
