import { expectedLengths, fitsExpected } from './expected.ts';
import type { Utterance } from './marks.ts';
import type { Piece } from './pieces.ts';
import { readRow, spell, type Char, type Row } from './row.ts';
import { hedgedValues, isCarrier, spansBetween } from './scan.ts';
import { characterAlikes } from './sounds.ts';
import type { Found, Parsed, Span, SpokenOptions } from './types.ts';

const ALTERNATIVES_AT_MOST = 24;
/** Readings that are held against what is expected. */
const READINGS_AT_MOST = 200;
/** Beyond this no identifier is that long; its sound-alikes are not worth listing. */
const LONGEST_WITH_ALTERNATIVES = 40;

/** Upper-case letters, digits and dashes: other separators become dashes, spaces vanish, spelling dashes too. */
export function canonical(chars: readonly Char[]): string {
  return canonicalText(spell(chars));
}

function canonicalText(said: string): string {
  if (/^[A-Z0-9]*$/.test(said)) return said;
  const text = said.replace(/[/.]/g, '-').replace(/[ ']/g, '');
  const trimmed = text.replace(/^-+|-+$/g, '').replace(/-{2,}/g, '-');
  return /^[^-](-[^-]){2,}$/.test(trimmed) ? trimmed.replaceAll('-', '') : trimmed;
}

/** "oh" between letters is the letter; beside a digit, or alone, it is zero. */
function settleZeros(chars: readonly Char[]): Char[] {
  return chars.map((one, n) => {
    if (!one.zero) return one;
    const before = chars[n - 1]?.char ?? '';
    const after = chars[n + 1]?.char ?? '';
    const letterBeside = (char: string): boolean => /^[A-Z]$/.test(char);
    const digitBeside = /^\d$/.test(before) || /^\d$/.test(after);
    return !digitBeside && (letterBeside(before) || letterBeside(after)) ? { ...one, char: 'O' } : one;
  });
}

function replaceAt(text: string, at: number, char: string): string {
  return text.slice(0, at) + char + text.slice(at + 1);
}

/** Every reading of a row, likeliest first: as heard, other repairs, O for zero, one letter or digit misheard. */
function readings(row: Row, most: number): Set<string> {
  const list = new Set<string>();
  const base = settleZeros(row.chars);
  const plain = spell(base);
  const shown = canonical(base);
  if (shown !== '') list.add(shown);
  if (base.length > LONGEST_WITH_ALTERNATIVES) return list;
  const add = (text: string): void => {
    const value = text.length === shown.length && plain === shown ? text : canonicalText(text);
    if (value !== '' && list.size < most) list.add(value);
  };
  for (const variant of row.variants) add(spell(settleZeros(variant)));
  if (row.unrepaired !== undefined) add(spell(settleZeros(row.unrepaired)));
  const zeros = base.flatMap((one, n) => (one.zero ? [n] : [])).slice(0, 4);
  for (let mask = 1; mask < 1 << zeros.length; mask++) {
    let flipped = plain;
    zeros.forEach((at, bit) => {
      if ((mask & (1 << bit)) !== 0) flipped = replaceAt(flipped, at, flipped[at] === '0' ? 'O' : '0');
    });
    add(flipped);
  }
  for (let rank = 0; rank < 8 && list.size < most; rank++) {
    for (let n = 0; n < base.length; n++) {
      const one = base[n];
      if (one === undefined || one.sure) continue;
      const char = characterAlikes(one.char)[rank];
      if (char !== undefined) add(replaceAt(plain, n, char));
    }
  }
  return list;
}

/** Teens and tens inside a row: "fifteen" in it may have been "fifty". */
function teenReadings(row: Row): string[] {
  const list: string[] = [];
  const chars = row.chars;
  if (chars.length > LONGEST_WITH_ALTERNATIVES) return list;
  for (let n = 0; n + 1 < chars.length; n++) {
    const a = chars[n];
    const b = chars[n + 1];
    if (a === undefined || b?.start !== a.start || b.end !== a.end || a.sure) continue;
    if (chars[n - 1]?.start === a.start || chars[n + 2]?.start === a.start) continue;
    const pair = a.char + b.char;
    const other = /^1[3-9]$/.test(pair) ? `${b.char}0` : /^[3-9]0$/.test(pair) ? `1${a.char}` : undefined;
    if (other === undefined) continue;
    const text = spell(chars);
    list.push(
      canonical(Array.from(text.slice(0, n) + other + text.slice(n + 2), (char) => ({ ...a, char }))),
    );
  }
  return list;
}

export type Chosen = { readonly value: string; readonly alternatives: string[]; readonly complete: boolean };

/** Picks the reading that what is expected and known allows. */
export function choose(row: Row, options: SpokenOptions): Chosen | undefined {
  const { expected, vocabulary } = options;
  const informed = expected !== undefined || (vocabulary !== undefined && vocabulary.length > 0);
  const heard = readings(row, informed ? READINGS_AT_MOST : ALTERNATIVES_AT_MOST);
  const [first] = heard;
  if (first === undefined) return undefined;
  const all = [...new Set([first, ...teenReadings(row), ...heard])];
  const bare = (text: string): string => text.replace(/[-\s]/g, '').toUpperCase();
  let ordered = all;
  if (expected !== undefined) {
    const fits = all.filter((value) => fitsExpected(value, expected));
    if (fits.length > 0) ordered = [...fits, ...all.filter((value) => !fits.includes(value))];
  }
  if (vocabulary !== undefined && vocabulary.length > 0) {
    const known = new Set(vocabulary.map(bare));
    const listed = ordered.find((value) => known.has(bare(value)));
    if (
      listed !== undefined &&
      (expected === undefined || fitsExpected(listed, expected) || !fitsExpected(ordered[0] ?? '', expected))
    ) {
      ordered = [listed, ...ordered.filter((value) => value !== listed)];
    }
  }
  const value = ordered[0] ?? first;
  const alternatives = ordered.slice(1, ALTERNATIVES_AT_MOST + 1);
  const lengths = expectedLengths(expected);
  const shaped = expected === undefined || fitsExpected(value, expected);
  const enough = lengths === undefined || lengths.includes(value.replaceAll('-', '').length);
  return { value, alternatives, complete: !row.open && shaped && enough };
}

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
      if (!isAround(at)) return undefined;
      continue;
    }
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
  return {
    ...chosen,
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
