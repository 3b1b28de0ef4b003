import { readChoice } from './choice.ts';
import { chooseReading } from './expected.ts';
import { lex } from './lexicon.ts';
import type { Utterance } from './marks.ts';
import type { Context, Match, Reader } from './reader.ts';
import { soundAlikes } from './sounds.ts';
import type { Token } from './tokens.ts';
import type { Found, Parsed, Span, SpokenKind, SpokenValue } from './types.ts';
import { digitWords } from './value-words.ts';

type Merged<K extends SpokenKind> = {
  match: Match<K>;
  pieces: Match<K>[];
  corrected: boolean;
  from: number;
  clarified?: boolean;
};

/** Words that may stand around a value that is the whole of a turn. */
const CARRIERS = new Set(
  (
    "a an the that that's thats that'll it'll there'll that'd they're you're i'll i'd is it it's its was were be been by on of at in to for from with and as so then i'm we we're " +
    "you your my our his her their he she they this there there's here here's what i have i've got see show shows showing " +
    'has had will would gets going amount amounts total totals totaling value number numbers date dates code codes claim check ' +
    "reference authorization auth member id identification policy group account confirmation tracking case patient's patient " +
    'provider insurance phone fax telephone tax npi dob birth service received processed paid pay pays payment issued billed ' +
    'charged charge charges allowed denied owed owes due remaining met deductible copay coinsurance balance responsibility cost ' +
    'price fee covered covers coverage effective terminated termed ends ended starts started starting ending mailed sent ' +
    "cleared cashed posted plan year time zone only just also still exactly even one's comes came come out up down now dated " +
    "through until again repeat correct first last name spelled spell spelling capital is's called call back which letters " +
    "eastern central pacific mountain standard daylight est cst pst mst within takes take allow allows another callback rate direct line best reach multiplier factor count procedure diagnosis modifier remark reason place carc rarc cpt hcpcs icd line item about like gonna be's under over but between"
  ).split(' '),
);

export function isCarrier(utterance: Utterance, at: number): boolean {
  const token = utterance.tokens[at];
  return token !== undefined && (CARRIERS.has(token.word) || token.word === '-');
}

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

/** Words between what was wrong and what is right ("sorry, the amount is"). */
const MOST_BETWEEN_REPAIRED = 6;

/** A repair stands between two matches with nothing but carriers beside it. */
function isRepairBetween(utterance: Utterance, from: number, found: { start: number; end: number }): boolean {
  const { tokens } = utterance;
  const to = found.start;
  // "sixty visits, sorry, sixteen visits": the noun is said again.
  const again = tokens[found.end]?.word;
  let repaired = false;
  for (let at = from; at <= to; at++) {
    if (utterance.breaks[at] !== undefined) repaired = true;
    if (at < to && !isCarrier(utterance, at) && tokens[at]?.word !== again) return false;
    if (at - from > MOST_BETWEEN_REPAIRED) return false;
  }
  return repaired;
}

/** Where "not" stands in front of a value ("not forty", "not the third"); a hedge between them is another matter. */
function denialOf<K extends SpokenKind>(utterance: Utterance, found: Match<K>): number | undefined {
  const { tokens, hedges } = utterance;
  const before = /^(the|a|an)$/.test(tokens[found.start - 1]?.word ?? '') ? found.start - 2 : found.start - 1;
  if (tokens[before]?.word !== 'not') return undefined;
  return hedges.includes(found.start) ? undefined : before;
}

function onlyCarriers(utterance: Utterance, from: number, to: number): boolean {
  if (to - from > MOST_BETWEEN_REPAIRED) return false;
  for (let at = from; at < to; at++) if (!isCarrier(utterance, at)) return false;
  return true;
}

/** "not forty, fifty", "fifty, not forty": a value that is denied beside the one that is meant. */
function isDenied<K extends SpokenKind>(
  utterance: Utterance,
  found: Match<K>,
  next: Match<K> | undefined,
  last: Match<K> | undefined,
): boolean {
  const not = denialOf(utterance, found);
  if (not === undefined) return false;
  if (next !== undefined && insteadOf(utterance, found, next)) return true;
  return last !== undefined && onlyCarriers(utterance, last.end, not);
}

function insteadOf<K extends SpokenKind>(utterance: Utterance, denied: Match<K>, found: Match<K>): boolean {
  return onlyCarriers(utterance, denied.end, found.start);
}

/** What is denied is what was said before it: "forty, no, not forty, fifty". */
function restates<K extends SpokenKind>(
  reader: Reader<K>,
  utterance: Utterance,
  last: Match<K>,
  denied: Match<K>,
): boolean {
  const same = reader.same ?? ((a: SpokenValue<K>, b: SpokenValue<K>) => a === b);
  const not = denialOf(utterance, denied) ?? denied.start;
  if (!onlyCarriers(utterance, last.end, not)) return false;
  return utterance.breaks[not] !== undefined || same(last.value, denied.value);
}

function merge<K extends SpokenKind>(
  reader: Reader<K>,
  matches: readonly Match<K>[],
  context: Context,
): Merged<K>[] {
  const merged: Merged<K>[] = [];
  let denied: Match<K> | undefined;
  for (const [n, found] of matches.entries()) {
    const last = merged[merged.length - 1];
    if (isDenied(context.utterance, found, matches[n + 1], last?.match)) {
      denied = found;
      continue;
    }
    const instead = denied;
    denied = undefined;
    if (instead !== undefined && insteadOf(context.utterance, instead, found)) {
      const again = last !== undefined && restates(reader, context.utterance, last.match, instead);
      const revised = reader.revise?.(instead, found, context);
      const one = { match: revised ?? found, pieces: [found], corrected: true, from: found.start };
      if (again) merged[merged.length - 1] = { ...one, from: last.from };
      else merged.push(one);
      continue;
    }
    if (last === undefined) {
      merged.push({ match: found, pieces: [found], corrected: false, from: found.start });
      continue;
    }
    if (isRepairBetween(context.utterance, last.match.end, found)) {
      const revised = reader.revise?.(last.match, found, context);
      const match = revised ?? found;
      const kept = revised === undefined ? [found] : [...last.pieces, found];
      merged[merged.length - 1] = { match, pieces: kept, corrected: true, from: last.from };
      continue;
    }
    const followed = reader.follow?.(last.match, found, context) ?? found;
    merged.push({ match: followed, pieces: [followed], corrected: false, from: found.start });
  }
  return merged.map((one) => {
    const finished = reader.finish === undefined ? one.match : reader.finish(one.match, context);
    return { ...one, match: finished ?? { ...one.match, partial: true } };
  });
}

function spansOf<K extends SpokenKind>(utterance: Utterance, pieces: readonly Match<K>[]): Span[] {
  return pieces.flatMap((piece) => spansBetween(utterance, piece.start, piece.end));
}

/** The stretches of text that some tokens cover, interrupted where a filler was taken out. */
export function spansBetween(utterance: Utterance, from: number, to: number): Span[] {
  const spans: Span[] = [];
  let start = -1;
  let end = -1;
  for (let at = from; at < to; at++) {
    const token = utterance.tokens[at];
    if (token === undefined) break;
    if (start >= 0 && utterance.cut[at] === true) {
      spans.push({ start, end });
      start = -1;
    }
    if (start < 0) start = token.start;
    end = token.end;
  }
  if (start >= 0) spans.push({ start, end });
  return spans;
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

/** A hedge belongs to the next value of its sentence, or where none follows to the one before it. */
export function hedgedValues(
  utterance: Utterance,
  values: readonly (readonly [number, number])[],
): boolean[] {
  const hedged = values.map(() => false);
  let next = 0;
  for (const hedge of utterance.hedges) {
    while (next < values.length && (values[next]?.[1] ?? 0) <= hedge) next++;
    const following = values[next];
    if (following !== undefined && !stopsBetween(utterance, hedge, following[0])) hedged[next] = true;
    else {
      const before = values[next - 1];
      if (before !== undefined && !stopsBetween(utterance, before[1], hedge)) hedged[next - 1] = true;
    }
  }
  return hedged;
}

function stopsBetween(utterance: Utterance, from: number, to: number): boolean {
  if (to - from > 30) return true;
  for (let at = from + 1; at <= to; at++) if (utterance.tokens[at]?.stop === true) return true;
  return false;
}
