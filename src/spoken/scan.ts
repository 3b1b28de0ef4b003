import { isCarrier } from './carriers.ts';
import { readChoice } from './choice.ts';
import { chooseReading } from './expected.ts';
import { hedgedValues } from './hedged-values.ts';
import { lex } from './lexicon.ts';
import type { Utterance } from './marks.ts';
import { denialOf, merge, type Merged } from './merge.ts';
import type { Context, Match, Reader } from './reader.ts';
import { soundAlikes } from './sounds.ts';
import { spansBetween } from './spans.ts';
import type { Token } from './tokens.ts';
import type { Found, Parsed, Span, SpokenKind, SpokenValue } from './types.ts';
import { digitWords } from './value-words.ts';

function matchAll<K extends SpokenKind>(reader: Reader<K>, context: Context): Match<K>[] {
  const matches: Match<K>[] = [];
  const count = context.utterance.tokens.length;
  for (let at = 0; at < count;) {
    const taken = context.taken?.get(at);
    if (taken !== undefined) {
      at = taken;
      continue;
    }
    const match = readChoice(reader, context, at) ?? reader.match(context, at);
    if (match === undefined) at++;
    else {
      matches.push(match);
      at = Math.max(match.end, at + 1);
    }
  }
  return matches;
}

function spansOf<K extends SpokenKind>(utterance: Utterance, pieces: readonly Match<K>[]): Span[] {
  return pieces.flatMap((piece) => spansBetween(utterance, piece.start, piece.end));
}

const ALTERNATIVES_AT_MOST = 12;

/** In "fifty-six" the fifty is no fifteen. */
function isUnit(word: string): boolean {
  const { digit } = lex(word);
  return digit !== undefined && digit > 0;
}

/** The words of a match with one of them replaced by what it may have been, read again. */
function soundReadings<K extends SpokenKind>(
  reader: Reader<K>,
  context: Context,
  match: Match<K>,
): SpokenValue<K>[] {
  const values: SpokenValue<K>[] = [];
  // The token list is this utterance's own; each word is put back before the next is tried.
  const tokens = context.utterance.tokens as Token[];
  for (let at = match.start; at < match.end && values.length < ALTERNATIVES_AT_MOST; at++) {
    const token = tokens[at];
    if (token?.type !== 'word') continue;
    if (
      tokens[at + 1]?.pause === false &&
      isUnit(tokens[at + 1]?.word ?? '') &&
      lex(token.word).digit === undefined
    )
      continue;
    for (const word of soundAlikes(token.word)) {
      tokens[at] = { ...token, word };
      const other = reader.match(context, match.start);
      if (other !== undefined && other.end >= match.end && other.partial !== true) values.push(other.value);
    }
    tokens[at] = token;
  }
  return values;
}

function toParsed<K extends SpokenKind>(
  reader: Reader<K>,
  one: Merged<K>,
  context: Context,
  hedged: boolean,
): Parsed<K> {
  const { utterance, options } = context;
  const same = reader.same ?? ((a: SpokenValue<K>, b: SpokenValue<K>) => a === b);
  const sounds =
    one.pieces.length === 1 && one.clarified !== true && one.match.hedged !== true
      ? soundReadings(reader, context, one.match)
      : [];
  const readings: [SpokenValue<K>, ...SpokenValue<K>[]] = [one.match.value];
  for (const value of [...one.match.alternatives, ...sounds]) {
    if (!readings.some((known) => same(known, value))) readings.push(value);
    if (readings.length > ALTERNATIVES_AT_MOST) break;
  }
  const chosen = chooseReading(readings, options);
  return {
    value: chosen,
    alternatives: readings.filter((value) => value !== chosen),
    complete: one.match.complete ?? true,
    spans: spansOf(utterance, one.pieces),
    corrected: one.corrected,
    hedged: hedged || one.match.hedged === true,
  };
}

/** Reads a text that is one value; nothing if it holds more, other, or no words of that kind. */
export function parseWhole<K extends SpokenKind>(reader: Reader<K>, context: Context): Parsed<K> | undefined {
  return readWhole(reader, context) ?? readAfterRepair(reader, context);
}

/** Words of a value that was broken off, as far as it was said. */
const LONGEST_START = 24;

/** Words that numbers, sums, dates and spans of time are made of besides carriers. */
const VALUE_PARTS = new Set(
  'and point a dollars dollar cents cent bucks percent days day weeks week months month years year hours hour minutes minute business calendar am pm'.split(
    ' ',
  ),
);

function isValuePart(utterance: Utterance, at: number): boolean {
  const { word = '', type } = utterance.tokens[at] ?? {};
  const { digit, teen, ten, scale, ordinal, month, weekday } = lex(word);
  const number = [digit, teen, ten, scale, ordinal, month, weekday].some((meaning) => meaning !== undefined);
  return number || type !== 'word' || VALUE_PARTS.has(word) || isCarrier(utterance, at);
}

/** "two hundred fifty point, I mean, six hundred": what was broken off is no value, and what follows is all of it. */
function readAfterRepair<K extends SpokenKind>(reader: Reader<K>, context: Context): Parsed<K> | undefined {
  const { utterance } = context;
  const from = utterance.breaks.findLastIndex((one) => one === 'repair' || one === 'restart');
  if (from <= 0 || from > LONGEST_START || from >= utterance.tokens.length) return undefined;
  for (let at = 0; at < from; at++) if (!isValuePart(utterance, at)) return undefined;
  const rest: Utterance = {
    ...utterance,
    tokens: utterance.tokens.slice(from),
    breaks: utterance.breaks.slice(from).map((one, n) => (n === 0 ? undefined : one)),
    cut: utterance.cut.slice(from),
    hedges: utterance.hedges.map((hedge) => Math.max(0, hedge - from)),
  };
  const parsed = readWhole(reader, { ...context, utterance: rest });
  return parsed === undefined ? undefined : { ...parsed, corrected: true };
}

function readWhole<K extends SpokenKind>(reader: Reader<K>, context: Context): Parsed<K> | undefined {
  const { utterance } = context;
  const matches = matchAll(reader, context);
  if (matches.length === 0) return undefined;
  let covered = 0;
  for (const match of matches) {
    const not = matches.length > 1 ? denialOf(utterance, match) : undefined;
    for (; covered < match.start; covered++)
      if (!isCarrier(utterance, covered) && covered !== not) return undefined;
    covered = match.end;
  }
  for (; covered < utterance.tokens.length; covered++) if (!isCarrier(utterance, covered)) return undefined;
  const hedged = utterance.hedges.length > 0;
  const merged = merge(reader, matches, context);
  const only = merged[0];
  if (only === undefined || merged.some((one) => one.match.partial === true)) return undefined;
  if (merged.length === 1) return toParsed(reader, only, context, hedged);
  const joined = reader.join?.(
    merged.map((one) => one.match),
    context,
  );
  const corrected = merged.some((one) => one.corrected);
  if (joined !== undefined) {
    return toParsed(
      reader,
      { match: joined, pieces: merged.flatMap((one) => one.pieces), corrected, from: 0 },
      context,
      hedged,
    );
  }
  const same = reader.same ?? ((a, b) => a === b);
  if (merged.every((one) => same(one.match.value, only.match.value))) {
    // Said twice ("fifty, five oh"): what the second saying rules out is no alternative any more.
    const alternatives = only.match.alternatives.filter((value) =>
      merged.every((one) => one.match.alternatives.some((other) => same(other, value))),
    );
    return toParsed(
      reader,
      { ...only, match: { ...only.match, alternatives }, clarified: true },
      context,
      hedged,
    );
  }
  return undefined;
}

/** The reading in which "for", "to" and "ate" are digits: the value where there is no other, else an alternative. */
export function withHomophones<K extends SpokenKind>(
  reader: Reader<K>,
  context: Context,
  plain: Parsed<K> | undefined,
): Parsed<K> | undefined {
  const { utterance } = context;
  if (!utterance.tokens.some((token) => lex(token.word).soundsDigit !== undefined)) return plain;
  const tokens = utterance.tokens.map((token) => {
    const { soundsDigit } = lex(token.word);
    if (soundsDigit === undefined) return token;
    return { ...token, word: digitWords[soundsDigit] ?? token.word };
  });
  const heard = parseWhole(reader, { ...context, utterance: { ...utterance, tokens } });
  if (plain === undefined || heard === undefined) return plain ?? heard;
  const same = reader.same ?? ((a: SpokenValue<K>, b: SpokenValue<K>) => a === b);
  if (same(plain.value, heard.value)) return plain;
  // No sentence ends in "for": there it is the digit.
  const last = utterance.tokens[utterance.tokens.length - 1];
  if (last !== undefined && lex(last.word).soundsDigit !== undefined) {
    return { ...heard, alternatives: [...heard.alternatives, plain.value] };
  }
  return { ...plain, alternatives: [...plain.alternatives, heard.value] };
}

/** Where the values of a kind stand, for others to leave them alone. */
export function placesOf<K extends SpokenKind>(reader: Reader<K>, context: Context): Map<number, number> {
  const places = new Map<number, number>();
  for (const match of matchAll(reader, context))
    if (match.partial !== true) places.set(match.start, match.end);
  return places;
}

/** Reads every value in a sentence. */
export function findAll<K extends SpokenKind>(reader: Reader<K>, context: Context): Found<K>[] {
  const { utterance } = context;
  const merged = merge(reader, matchAll(reader, context), context).filter(
    (one) => one.match.partial !== true,
  );
  const hedged = hedgedValues(utterance, merged.map((one) => [one.from, one.match.end] as const)); // prettier-ignore
  return merged.map((one, n) => {
    const span = {
      start: utterance.tokens[one.from]?.start ?? 0,
      end: utterance.tokens[one.match.end - 1]?.end ?? utterance.text.length,
    };
    return {
      ...toParsed(reader, one, context, hedged[n] ?? false),
      span,
      quote: utterance.text.slice(span.start, span.end),
    };
  });
}
