import { rememberingLastFew } from '../kernel/last-few.ts';
import { cardinal } from './cardinal.ts';
import { findCodes, parseCode } from './code.ts';
import { date } from './date.ts';
import { decimal } from './decimal.ts';
import { duration } from './duration.ts';
import { findIdentifiers, labelsIn, parseIdentifier } from './identifier.ts';
import { findLetters, parseLetters } from './letters.ts';
import { listen, type Utterance } from './marks.ts';
import { money } from './money.ts';
import { yearsIn } from './money-context.ts';
import { ordinal } from './ordinal.ts';
import { percent } from './percent.ts';
import { readPiece } from './pieces.ts';
import type { Context, Reader } from './reader.ts';
import { findAll, parseWhole, placesOf, withHomophones } from './scan.ts';
import { findTelephones, parseTelephone } from './telephone.ts';
import { time } from './time.ts';
import type { Found, Parsed, SpokenKind, SpokenOptions } from './types.ts';
import type { RowReader } from './whole-row.ts';
import { findYesNo, parseYesNo } from './yes-no.ts';

const identifierReader: RowReader = { letters: false, read: (utterance, at) => readPiece(utterance, at) };

type Listener<K extends SpokenKind> = {
  readonly parse: (text: string, options: SpokenOptions) => Parsed<K> | undefined;
  readonly find: (text: string, options: SpokenOptions) => Found<K>[];
};

/** Where the dates of an utterance stand. */
const dates = new WeakMap<Utterance, Map<string, ReadonlyMap<number, number>>>();

function datePlaces(utterance: Utterance, { today = '' }: SpokenOptions): ReadonlyMap<number, number> {
  const known = dates.get(utterance) ?? new Map<string, ReadonlyMap<number, number>>();
  dates.set(utterance, known);
  const places = known.get(today) ?? placesOf(date, { utterance, options: { today }, whole: false });
  known.set(today, places);
  return places;
}

/** Stretches of a sentence that are dates, identifiers or codes, so that their figures are not taken for sums. */
function takenBy(context: Context): Map<number, number> {
  const places = new Map(datePlaces(context.utterance, context.options));
  for (const [start, end] of labelsIn(context.utterance, context.options, identifierReader))
    places.set(start, end);
  for (const [start, end] of yearsIn(context.utterance.tokens)) places.set(start, end);
  return places;
}

/** What is a number that somebody or something bears, rather than a date, though it may look like one. */
const BEARERS =
  /^(number|id|identifier|reference|code|claim|account|policy|group|member|check|trace|authorization|auth|npi|tin|ssn)$/;
const NEARBY = 4;

/** Tells of a stretch of tokens whether it is all of a date, or a part of one, that is not said to be the number of something. */
function datesIn(utterance: Utterance, options: SpokenOptions): (start: number, end: number) => boolean {
  const { tokens } = utterance;
  const endOfDate = new Uint32Array(tokens.length);
  for (const [start, end] of datePlaces(utterance, options)) {
    const near = tokens.slice(Math.max(0, start - NEARBY), start);
    if (!near.some(({ word }) => BEARERS.test(word))) endOfDate.fill(end, start, end);
  }
  return (start, end) => (endOfDate[start] ?? 0) >= end;
}

function phrase<K extends SpokenKind>(
  reader: Reader<K>,
  { besideOthers = false, homophones = true }: { besideOthers?: boolean; homophones?: boolean } = {},
): Listener<K> {
  return {
    parse: (text, options) => {
      const context: Context = { utterance: listen(text), options, whole: true };
      const plain = parseWhole(reader, context);
      return homophones ? withHomophones(reader, context, plain) : plain;
    },
    find: (text, options) => {
      const context: Context = { utterance: listen(text), options, whole: false };
      return findAll(reader, besideOthers ? { ...context, taken: takenBy(context) } : context);
    },
  };
}

const listeners: { readonly [K in SpokenKind]: Listener<K> } = {
  cardinal: phrase(cardinal, { besideOthers: true }),
  decimal: phrase(decimal, { besideOthers: true }),
  ordinal: phrase(ordinal, { homophones: false }),
  money: phrase(money, { besideOthers: true }),
  percent: phrase(percent),
  date: phrase(date),
  time: phrase(time, { besideOthers: true }),
  duration: phrase(duration, { homophones: false }),
  telephone: {
    parse: (text, options) => parseTelephone(listen(text), options),
    find: (text, options) => findTelephones(listen(text), options),
  },
  identifier: {
    parse: (text, options) => parseIdentifier(listen(text), options, identifierReader),
    find: (text, options) => {
      const utterance = listen(text);
      return findIdentifiers(utterance, options, identifierReader, () => datesIn(utterance, options));
    },
  },
  code: {
    parse: (text, options) => parseCode(listen(text), options),
    find: (text, options) => {
      const utterance = listen(text);
      return findCodes(utterance, options, () => datesIn(utterance, options));
    },
  },
  yes_no: { parse: (text) => parseYesNo(text), find: (text) => findYesNo(text) },
  letters: {
    parse: (text, options) => parseLetters(listen(text), options),
    find: (text, options) => findLetters(listen(text), options),
  },
};

/** The kinds that there are, in the order of the documentation. */
export const spokenKinds = Object.keys(listeners) as readonly SpokenKind[];

/** A text is read for each field that a value of it may be meant for, and while it is being said. */
const readingsInMind = 24;

const questionOf = (kind: SpokenKind, text: string, options: SpokenOptions) =>
  `${kind} ${JSON.stringify(options)} ${text}`;

const parsed = rememberingLastFew(
  readingsInMind,
  (kind, text, options) => listeners[kind].parse(text, options),
  questionOf,
);

const found = rememberingLastFew(
  readingsInMind,
  (kind, text, options): readonly Found[] => listeners[kind].find(text, options),
  questionOf,
);

/**
 * Reads a text that is one value of a kind, words of courtesy and the like aside ("that's", "it is", "um").
 * Nothing where it holds no such value or something else besides. See `SpokenValues` for what values look like.
 */
export function parseSpoken<K extends SpokenKind>(
  kind: K,
  text: string,
  options: SpokenOptions = {},
): Parsed<K> | undefined {
  return parsed(kind, text, options) as Parsed<K> | undefined;
}

/** Reads the values of a kind inside a sentence, in order, each with its span and the words it came from. */
export function findSpoken<K extends SpokenKind>(
  kind: K,
  text: string,
  options: SpokenOptions = {},
): readonly Found<K>[] {
  return found(kind, text, options) as readonly Found<K>[];
}
