import { rememberingLastFew } from '../kernel/last-few.ts';

/** A text with a plain form beside it: lower-case words, single spaces, no punctuation, no apostrophes. */
export interface Heard {
  text: string;
  plain: string;
  /** Index in `text` of each character of `plain`. */
  at: readonly number[];
}

export interface Span {
  start: number;
  end: number;
}

/** Whether two places have anything in common. */
export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** Whether a place is a part of another one. */
export function isWithin(one: Span, other: Span): boolean {
  return other.start <= one.start && one.end <= other.end && other.end - other.start > one.end - one.start;
}

/** One turn is heard from many sides, whole and clause by clause. */
const textsInMind = 64;

export const hear = rememberingLastFew(textsInMind, heardOf, (text) => text);

function heardOf(text: string): Heard {
  let plain = '';
  const at: number[] = [];
  for (let index = 0; index < text.length; index++) {
    const char = plainChar(text.charCodeAt(index));
    if (char === '' || (char === ' ' && (plain === '' || plain.endsWith(' ')))) continue;
    plain += char;
    at.push(index);
  }
  const trimmed = plain.trimEnd();
  return { text, plain: trimmed, at: at.slice(0, trimmed.length) };
}

/** Of each character of ASCII: lower-case letters and digits, nothing for an apostrophe, a space for all else. */
const plainChars = Array.from({ length: 128 }, (_, code) => {
  const char = String.fromCharCode(code).toLowerCase();
  return char === "'" ? '' : /[a-z0-9]/.test(char) ? char : ' ';
});

function plainChar(code: number): string {
  return plainChars[code] ?? (String.fromCharCode(code) === '’' ? '' : ' ');
}

/** By the list, not by the words: what is looked for once, as a quote or a patient's name, is forgotten with its list. */
const each = new WeakMap<readonly string[], readonly RegExp[]>();

function expressionsOf(patterns: readonly string[]): readonly RegExp[] {
  let found = each.get(patterns);
  if (found === undefined) {
    found = patterns.map((source) => new RegExp(`(?<![a-z0-9])(?:${source})(?![a-z0-9])`, 'g'));
    each.set(patterns, found);
  }
  return found;
}

const joint = new WeakMap<readonly string[], RegExp>();

/** All patterns of a list at once: most lists are not in most texts, and one look tells. */
function jointOf(patterns: readonly string[]): RegExp {
  let found = joint.get(patterns);
  if (found === undefined) {
    found = new RegExp(`(?<![a-z0-9])(?:${patterns.map((source) => `(?:${source})`).join('|')})(?![a-z0-9])`);
    joint.set(patterns, found);
  }
  return found;
}

type Patterns = readonly string[];

/** What was looked for in a text, for as long as the text is in mind: many ask for the same. */
const lookedFor = new WeakMap<
  Heard,
  { said: Map<Patterns, boolean>; places: Map<Patterns, readonly Span[]> }
>();

function seenIn(heard: Heard) {
  let seen = lookedFor.get(heard);
  if (seen === undefined) {
    seen = { said: new Map(), places: new Map() };
    lookedFor.set(heard, seen);
  }
  return seen;
}

/** Whether one of the patterns of these lists stands in the plain words. */
export function says(heard: Heard, ...lists: readonly Patterns[]): boolean {
  const { said } = seenIn(heard);
  return lists.some((patterns) => {
    const known = said.get(patterns);
    if (known !== undefined) return known;
    const found = patterns.length > 0 && jointOf(patterns).test(heard.plain);
    said.set(patterns, found);
    return found;
  });
}

/** Where the patterns of these lists stand, in characters of the text, in order. */
export function places(heard: Heard, ...lists: readonly Patterns[]): readonly Span[] {
  const [first = [], ...more] = lists;
  if (more.length === 0) return placesOf(heard, first);
  return lists.flatMap((patterns) => placesOf(heard, patterns)).sort(inOrder);
}

function placesOf(heard: Heard, patterns: Patterns): readonly Span[] {
  if (!says(heard, patterns)) return nowhere;
  const { places: seen } = seenIn(heard);
  let spans = seen.get(patterns);
  if (spans === undefined) {
    spans = expressionsOf(patterns)
      .flatMap((expression) =>
        [...heard.plain.matchAll(expression)]
          .filter((match) => match[0] !== '')
          .map((match) => spanOf(heard, match.index, match.index + match[0].length)),
      )
      .sort(inOrder);
    seen.set(patterns, spans);
  }
  return spans;
}

const nowhere: readonly Span[] = [];

/** As they begin; of those that begin together the longest first. */
function inOrder(a: Span, b: Span): number {
  return a.start - b.start || b.end - a.end;
}

function spanOf(heard: Heard, from: number, to: number): Span {
  const start = heard.at[from] ?? 0;
  const last = heard.at[Math.max(from, to - 1)] ?? start;
  return { start, end: last + 1 };
}

/** Sentences, by their punctuation alone: decimals, "Dr. Hale" and a recogniser's unpunctuated words stay whole. */
export function clausesOf(text: string): { text: string; start: number }[] {
  const clauses: { text: string; start: number }[] = [];
  let start = 0;
  const push = (end: number) => {
    const piece = text.slice(start, end);
    if (/[a-z0-9]/i.test(piece)) clauses.push({ text: piece, start });
    start = end;
  };
  for (const match of text.matchAll(/(?<!\b(?:Dr|Mr|Mrs|Ms))[.?!;](?=\s|$)/g)) push(match.index + 1);
  push(text.length);
  return clauses;
}

export function wordCount(heard: Heard): number {
  return heard.plain === '' ? 0 : heard.plain.split(' ').length;
}
