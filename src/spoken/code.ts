import { diagnosisOf, shapes, type Topic } from './code-shapes.ts';
import { fitsExpected } from './expected.ts';
import { asFound, findRows, type Settled } from './find-rows.ts';
import { lex } from './lexicon.ts';
import type { Utterance } from './marks.ts';
import { readPiece, type Piece } from './pieces.ts';
import { canonical, choose } from './readings.ts';
import { spell, type Row } from './chars.ts';
import { isRowWord } from './row-words.ts';
import { isCarrier } from './carriers.ts';
import type { Token } from './tokens.ts';
import type { Found, Parsed, SpokenOptions } from './types.ts';
import { marksOfRow, wholeRow, type RowReader } from './whole-row.ts';

const TOPIC_WORDS: Readonly<Record<string, Topic>> = {
  diagnosis: 'diagnosis', icd: 'diagnosis', dx: 'diagnosis', diagnoses: 'diagnosis', place: 'place', pos: 'place', remark: 'remark',
  rarc: 'remark', carc: 'reason', reason: 'reason', denial: 'reason', denied: 'reason', adjustment: 'reason', cpt: 'procedure',
  procedure: 'procedure', hcpcs: 'procedure', hickpicks: 'procedure', code: 'reason', group: 'reason',
}; // prettier-ignore

const CODE_WORDS = new Set(
  (
    'cpt hcpcs icd icd10 ten cm dx diagnosis procedure modifier carc rarc remark denial reason adjustment group pos place of service ' +
    'level two code codes with obligation contractual'
  ).split(' '),
);

const GROUP_NAMES: readonly (readonly [string, string])[] = [
  ['contractual obligation', 'CO'],
  ['contractual obligations', 'CO'],
  ['patient responsibility', 'PR'],
  ['other adjustment', 'OA'],
  ['other adjustments', 'OA'],
  ['payer initiated', 'PI'],
  ['payor initiated', 'PI'],
];

function readCodePiece(utterance: Utterance, at: number): Piece | undefined {
  const { tokens } = utterance;
  const word = tokens[at]?.word ?? '';
  const next = tokens[at + 1]?.word ?? '';
  if (word === 'icd' || word === 'cpt' || isTopicSpelled(utterance, at)) return undefined;
  if (
    (word === 'ten' || word === '10') &&
    (tokens[at - 1]?.word === 'icd' || (tokens[at - 1]?.word === 'd' && isTopicSpelled(utterance, at - 1)))
  )
    return undefined;
  if (word === '10' && tokens[at - 1]?.word === '-' && tokens[at - 2]?.word === 'icd') return undefined;
  if (word === '-' && tokens[at - 1]?.word === 'icd') return undefined;
  const pair = `${word} ${next}`;
  for (const [name, group] of GROUP_NAMES) {
    if (name === pair)
      return { chars: group, start: at, end: at + 2, kind: 'letter', sure: true, weak: false };
  }
  if (/^(co|pr|oa|pi|cr|ma)$/.test(word)) {
    return { chars: word.toUpperCase(), start: at, end: at + 1, kind: 'letter', sure: true, weak: false };
  }
  return groupBeforeFigures(utterance, at) ?? readPiece(utterance, at);
}

/** Those whose second letter is also an everyday word; of the others the letters speak for themselves. */
const GROUP_LETTERS = new Set(['OA', 'PI', 'MA']);

/** "oh a", "p i", "m a" in front of a figure: the two letters of a group, whatever else their words may be. */
function groupBeforeFigures(utterance: Utterance, at: number): Piece | undefined {
  const { tokens } = utterance;
  const letterOf = (n: number): string => {
    const { letter, digit } = lex(tokens[n]?.word ?? '');
    return letter ?? (digit === 0 ? 'O' : '');
  };
  const chars = letterOf(at) + letterOf(at + 1);
  if (!GROUP_LETTERS.has(chars) || tokens[at + 1]?.pause === true) return undefined;
  const { digit, teen, ten } = lex(tokens[at + 2]?.word ?? '');
  const figure =
    tokens[at + 2]?.type === 'digits' || [digit, teen, ten].some((meaning) => meaning !== undefined);
  if (!figure || isTopicSpelled(utterance, at)) return undefined;
  return { chars, start: at, end: at + 2, kind: 'letter', sure: false, weak: false };
}

const SPELLED_TOPICS: readonly (readonly string[])[] = ['cpt', 'icd', 'pos'].map((name) => name.split(''));

/** "C P T" in front of a code is its name. */
function isTopicSpelled(utterance: Utterance, at: number): boolean {
  const word = utterance.tokens[at]?.word;
  if (word?.length !== 1) return false;
  for (const letters of SPELLED_TOPICS) {
    const n = letters.indexOf(word);
    if (n >= 0 && letters.every((letter, m) => utterance.tokens[at - n + m]?.word === letter)) return true;
  }
  return false;
}

const reader: RowReader = { letters: false, read: readCodePiece };

/** Where the words tell what kind of code it is; the nearest one in front counts. */
function topicBefore(utterance: Utterance, at: number, reach: number): Topic {
  for (let n = at - 1; n >= 0 && n >= at - reach; n--) {
    if (isTopicSpelled(utterance, n))
      return utterance.tokens[n]?.word === 'd'
        ? 'diagnosis'
        : utterance.tokens[n]?.word === 's'
          ? 'place'
          : 'procedure';
    const topic = TOPIC_WORDS[utterance.tokens[n]?.word ?? ''];
    if (topic !== undefined) {
      if (topic === 'reason' && utterance.tokens[n]?.word === 'code') continue;
      return topic;
    }
  }
  return undefined;
}

function settle(row: Row, options: SpokenOptions, topic: Topic): Settled<'code'> | undefined {
  const text = spell(row.chars);
  const own = shapes(text, topic);
  const canonicalRow: Row = { ...row, chars: row.chars.filter((one) => one.char !== '.') };
  const heard = choose(canonicalRow, { ...options, expected: undefined, vocabulary: undefined });
  const others = heard === undefined ? [] : [heard.value, ...heard.alternatives];
  const dotted = text.includes('.');
  const all = [...own];
  for (const other of others) {
    const candidate = (dotted ? diagnosisOf(other) : undefined) ?? shapes(other, topic)[0];
    if (candidate !== undefined && !all.includes(candidate)) all.push(candidate);
  }
  const group = topic === 'place' ? undefined : groupHeardAsZero(row);
  if (group !== undefined && !all.includes(group)) all.push(group);
  // What only sounds like a code is one where enough of it was heard.
  const enough = own.length > 0 ? all : all.filter((one) => one.length >= LEAST_HEARD);
  if (enough.length === 0) return undefined;
  const chosen = pick(enough, options);
  return {
    value: chosen,
    alternatives: enough.filter((one) => one !== chosen).slice(0, 16),
    complete: !row.open && own.length > 0,
  };
}

const LEAST_HEARD = 4;

/** "Zero one ninety-seven": on a line "C O" is hard to tell from "zero", with which no code of a reason begins. */
function groupHeardAsZero(row: Row): string | undefined {
  const [first, ...rest] = row.chars;
  const figures = spell(rest);
  if (first?.char !== '0' || first.sure || !/^[1-9]\d{0,2}$/.test(figures)) return undefined;
  return `CO-${figures}`;
}

function pick(all: readonly string[], options: SpokenOptions): string {
  const { expected, vocabulary } = options;
  const fits = (value: string): boolean =>
    (expected === undefined || fitsExpected(value, expected)) &&
    (vocabulary === undefined || vocabulary.length === 0 || vocabulary.includes(value));
  return all.find(fits) ?? all[0] ?? '';
}

function isAround(utterance: Utterance, at: number): boolean {
  const word = utterance.tokens[at]?.word ?? '';
  return (
    isCarrier(utterance, at) ||
    isRowWord(utterance, at) ||
    CODE_WORDS.has(word) ||
    isTopicSpelled(utterance, at) ||
    word === '10' ||
    word === '-'
  );
}

/**
 * A procedure, diagnosis, adjustment or remark code, or a place of service. The letters and figures decide which;
 * where two kinds share a shape (N130 and N13.0) the words around decide, and the other is an alternative.
 */
export function parseCode(utterance: Utterance, options: SpokenOptions): Parsed<'code'> | undefined {
  const row = wholeRow(utterance, options, reader, (at) => isAround(utterance, at));
  if (row === undefined) return undefined;
  const settled = settle(row, options, topicBefore(utterance, row.start, 8));
  if (settled === undefined) return undefined;
  return { ...settled, ...marksOfRow(utterance, row) };
}

/**
 * Codes inside a sentence: shapes that speak for themselves, and bare figures behind a word like "code"; `others` is
 * what is something else where it is all of a row of figures ("three ten twenty-six").
 */
export function findCodes(
  utterance: Utterance,
  options: SpokenOptions,
  others: () => (start: number, end: number) => boolean,
): Found<'code'>[] {
  const { tokens } = utterance;
  const rows = findRows(utterance, {
    read: reader.read,
    starts: (piece) => !piece.weak || followsUp(utterance, piece),
    between: (next) =>
      tokens[next]?.pause === false &&
      isRowWord(utterance, next) &&
      tokens[next].word !== 'and' &&
      readCodePiece(utterance, next + 1) !== undefined,
    accept: (one, isFirst, start) => isFirst || !breaksRow(utterance, one, start),
  });
  const codes = rows.flatMap((row) => {
    const topic = topicBefore(utterance, row.start, 5);
    const settled = settle(row, options, topic);
    if (settled === undefined || !/[A-Z]|\d/.test(canonical(row.chars))) return [];
    if (!settled.complete || !isEvident(settled.value, topic, utterance, row)) return [];
    const slashed = row.chars.some((one) => one.char === '/');
    return [{ row, settled, isBare: (topic === undefined || slashed) && /^\d+$/.test(settled.value) }];
  });
  const isOther = codes.some(({ isBare }) => isBare) ? others() : undefined;
  const kept = codes.filter(({ row, isBare }) => !isBare || isOther?.(row.start, row.end) !== true);
  return asFound<'code'>(utterance, kept.map(({ row, settled }) => [row, settled] as const)); // prettier-ignore
}

function followsUp(utterance: Utterance, piece: Piece): boolean {
  const next = readCodePiece(utterance, piece.end);
  const word = utterance.tokens[piece.start]?.word;
  // "The codes are 97110 and 97140".
  const isVerb =
    word === 'are' && /s$|^(?:they|these|those|there)$/.test(utterance.tokens[piece.start - 1]?.word ?? '');
  return next !== undefined && !next.weak && next.kind !== 'mark' && word !== 'a' && !isVerb;
}

/** "CO 45 for fifty-five dollars", "N130 to the provider": in front of more than a single figure no figure itself. */
function isPreposition(utterance: Utterance, piece: Piece): boolean {
  const next = readCodePiece(utterance, piece.end);
  const behind = utterance.tokens[next?.end ?? piece.end]?.word ?? '';
  return (
    piece.kind === 'number' &&
    (next?.chars.length !== 1 || /^(dollars?|cents?|percent|%|point|hundred|thousand)$/.test(behind))
  );
}

/** "97110, 97140", "nine seven one one zero, nine seven one four zero": all of a procedure's code. */
function isProcedure(tokens: readonly Token[]): boolean {
  if (tokens.length === 1) return /^\d{5}$/.test(tokens[0]?.word ?? '');
  return tokens.length === 5 && tokens.every(({ word }) => lex(word).digit !== undefined);
}

/** A new code begins: a letter behind figures with a pause before it. */
function breaksRow(utterance: Utterance, piece: Piece, start: number): boolean {
  const { tokens } = utterance;
  if (piece.weak && piece.zero !== true && !followsUp(utterance, piece)) return true;
  if (piece.weak && piece.zero !== true && isPreposition(utterance, piece)) return true;
  const pause = tokens[piece.start]?.pause === true;
  if (pause && isProcedure(tokens.slice(start, piece.start))) return true;
  return (
    pause &&
    piece.kind === 'letter' &&
    piece.start > start &&
    utterance.breaks[piece.start] === undefined &&
    /\d|one|two|three|four|five|six|seven|eight|nine|zero|oh|ty|teen|ten/.test(
      tokens[piece.start - 1]?.word ?? '',
    )
  );
}

/** "A one two three four five six" of which nobody said that it is a diagnosis, nor where its point is. */
function isLongUnpointed(value: string, row: Row): boolean {
  return value.length > 6 && value.charAt(3) === '.' && !row.chars.some((one) => one.char === '.');
}

function isEvident(value: string, topic: Topic, utterance: Utterance, row: Row): boolean {
  if (/[A-Z]/.test(value)) return /\d/.test(value) && !(topic === undefined && isLongUnpointed(value, row));
  const unit = utterance.tokens[row.end]?.word ?? '';
  if (/^(dollars|percent|%|cents|days|business|calendar|visits|am|pm)$/.test(unit)) return false;
  if (utterance.tokens[row.start - 1]?.word === '$') return false;
  // "Thirteen thousand" is how a sum is said, not a procedure.
  const inOne = row.chars.every((one) => one.start === row.chars[0]?.start);
  const asNumber = inOne && utterance.tokens[row.start]?.type === 'word';
  if (value.length === 5) return !asNumber || topic !== undefined;
  if (topic === 'place' || topic === 'reason' || topic === 'remark') return true;
  return utterance.tokens[row.start - 1]?.word === 'code';
}
