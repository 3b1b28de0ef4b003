import { findSpoken, type Found, type Span } from './index.ts';
import { lex } from './lexicon.ts';
import { tokenize, type Token } from './tokens.ts';

/** What is known of the people that a text may speak of. */
export interface KnownOfPeople {
  /** Each may be of several words. */
  names: readonly string[];
  /** Numbers of members and the like, as written. */
  identifiers: readonly string[];
  /** ISO. */
  birthDates: readonly string[];
}

/** Between two characters these belong to what is spelled: "W as in whiskey, then double four". */
const joints = new Set(
  'as in like is the letter for number dash hyphen slash point dot space and then double triple capital a um uh an of'.split(
    ' ',
  ),
);
/** So many words in a row at most stand between two characters of one spelling. */
const longestJoint = 4;
/** Letters by their names alone ("see are you") are spelling from so many in a row. */
const fewestByName = 3;
/** Below it two names are as likely two others. */
const shortestLikeName = 5;

/**
 * The places of a text that tell who is spoken of: names of these people, numbers and letters said one by one or
 * together, dates of birth. Amounts of money, percentages, spans of time and other dates stay where they are said as
 * such and follow no spelling. It covers more than it must: a number that might be of an identifier is taken for one.
 */
export function tellingSpans(text: string, known: KnownOfPeople): Span[] {
  const tokens = tokenize(text);
  const plain = plainValues(text, tokens, known);
  const tells = tokens.map((token, at) => !plain.has(at) && isCharacter(token));
  markExamples(tokens, tells);
  joinSpelling(text, tokens, tells, plain);
  markRows(tokens, tells, plain);
  markNames(tokens, tells, known);
  markDates(text, tokens, tells, plain, known);
  return spansOf(tokens, tells);
}

/** A figure, a number in words, a single letter. "A" and "I" are words before they are letters. */
function isCharacter({ word, type }: Token): boolean {
  if (type === 'digits') return true;
  if (type !== 'word') return false;
  const { digit, teen, ten, scale, plural } = lex(word);
  if ((digit ?? teen ?? ten ?? scale ?? plural) !== undefined) return true;
  return word.length === 1 && word !== 'a' && word !== 'i';
}

/** What numbers are called, written in capitals as a part of one may be. */
const labels = new Set('id npi tin ein dob cpt icd eob ern drg era'.split(' '));

/** "XYZ" in front of figures: letters of an identifier that were written together. */
function isCapitals(text: string, { start, end, word }: Token): boolean {
  return end - start <= 4 && !labels.has(word) && /^[A-Z]{2,}$/.test(text.slice(start, end));
}

/** What may be a character beside others: "for", "see", "whiskey", "A". */
function mayBeCharacter(token: Token | undefined): boolean {
  if (token?.type !== 'word') return false;
  const { soundsDigit, letter, alphabet, ordinal } = lex(token.word);
  return (soundsDigit ?? letter ?? alphabet ?? ordinal) !== undefined;
}

/** Fills up what stands between characters, and takes in what beside them may be one. */
function joinSpelling(
  text: string,
  tokens: readonly Token[],
  tells: boolean[],
  plain: ReadonlySet<number>,
): void {
  let last = -1;
  for (let at = 0; at < tokens.length; at++) {
    if (tells[at] !== true) continue;
    const between = tokens.slice(last + 1, at);
    const isJoined =
      last >= 0 &&
      between.length <= longestJoint &&
      between.every((token, n) => !plain.has(last + 1 + n) && isJoint(token));
    if (isJoined) tells.fill(true, last + 1, at);
    last = at;
  }
  const isBeside = (by: number) => {
    const token = tokens[by];
    return token !== undefined && !plain.has(by) && (mayBeCharacter(token) || isCapitals(text, token));
  };
  const characters = [...tells];
  for (const [at, isOne] of characters.entries()) {
    if (!isOne) continue;
    for (const step of [-1, 1]) for (let by = at + step; isBeside(by); by += step) tells[by] = true;
  }
}

function isJoint(token: Token): boolean {
  return token.type === 'symbol' || joints.has(token.word) || mayBeCharacter(token);
}

/** "S as in Samuel", "A like apple", "S for Sam": a letter with the word that explains it. */
function markExamples(tokens: readonly Token[], tells: boolean[]): void {
  for (const [at, { word, type }] of tokens.entries()) {
    if (type !== 'word' || word.length !== 1) continue;
    const [first = '', second = ''] = [tokens[at + 1]?.word, tokens[at + 2]?.word];
    const length = first === 'as' && /^(?:in|is)$/.test(second) ? 3 : /^(?:like|for)$/.test(first) ? 2 : 0;
    const example = tokens[at + length]?.word ?? '';
    if (length > 0 && (word !== 'a' || example.startsWith('a')) && (word !== 'i' || example.startsWith('i')))
      tells.fill(true, at, Math.min(tokens.length, at + length + 1));
  }
}

/** Letters by their names or by words for them, several in a row, or nothing else. */
function markRows(tokens: readonly Token[], tells: boolean[], plain: ReadonlySet<number>): void {
  for (let from = 0; from < tokens.length;) {
    let to = from;
    while (to < tokens.length && !plain.has(to) && (tells[to] === true || mayBeCharacter(tokens[to]))) to++;
    const row = tokens.slice(from, to);
    const byWord = row.filter(({ word }) => lex(word).alphabet !== undefined).length;
    const isAll = to - from === tokens.length && row.some(({ word }) => word !== 'i' && word !== 'a');
    if (row.length >= fewestByName || byWord >= 2 || (isAll && byWord > 0)) tells.fill(true, from, to);
    from = Math.max(to, from + 1);
  }
}

function markNames(tokens: readonly Token[], tells: boolean[], known: KnownOfPeople): void {
  const names = partsOf(known.names);
  const letters = known.identifiers.flatMap((one) => one.toLowerCase().match(/[a-z]{3,}/g) ?? []);
  const bare = tokens.map(({ word }) => bareOf(word));
  for (const [at, word] of bare.entries()) {
    if (word.length < 2) continue;
    if (names.some((name) => isLike(name, word)) || letters.some((row) => row === word)) tells[at] = true;
    // "Mc Donald", "San Tana": a name that was heard as several words.
    for (let to = at + 2; to <= Math.min(at + 4, tokens.length); to++)
      if (names.includes(bare.slice(at, to).join(''))) tells.fill(true, at, to);
  }
}

/** The words of names, and each name as one word. */
function partsOf(names: readonly string[]): string[] {
  return names.flatMap((name) => {
    const words = name.split(/[\s-]+/).map(bareOf);
    return [...words, words.join('')].filter((word) => word.length >= 2);
  });
}

function bareOf(word: string): string {
  return word
    .toLowerCase()
    .normalize('NFD')
    .replace(/['’]s$/, '')
    .replace(/[^a-z]/g, '');
}

/** The same word, or, where it is long enough, one that differs in one letter. */
function isLike(name: string, word: string): boolean {
  if (name === word) return true;
  if (Math.min(name.length, word.length) < shortestLikeName || Math.abs(name.length - word.length) > 1)
    return false;
  let start = 0;
  while (start < name.length && name[start] === word[start]) start++;
  let end = 0;
  while (
    end < Math.min(name.length, word.length) - start &&
    name[name.length - 1 - end] === word[word.length - 1 - end]
  )
    end++;
  return Math.max(name.length, word.length) - start - end <= 1;
}

/** Dates of birth, and a month beside what is told otherwise. */
function markDates(
  text: string,
  tokens: readonly Token[],
  tells: boolean[],
  plain: ReadonlySet<number>,
  { birthDates }: KnownOfPeople,
): void {
  for (const found of findSpoken('date', text))
    if (isOfBirth(found, birthDates)) for (const at of within(tokens, found.span)) tells[at] = true;
  for (const [at, { word }] of tokens.entries()) {
    if (lex(word).month === undefined || plain.has(at)) continue;
    const beside = [at - 2, at - 1, at + 1, at + 2].some(
      (by) => tells[by] === true && isCharacterAt(tokens, by),
    );
    if (beside) tells[at] = true;
  }
}

function isCharacterAt(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  return token !== undefined && (isCharacter(token) || lex(token.word).ordinal !== undefined);
}

/** A date, or one of the readings that its words allow, with the year or with month and day of one of these. */
function isOfBirth(found: Found<'date'>, birthDates: readonly string[]): boolean {
  return [found.value, ...found.alternatives].some((value) =>
    birthDates.some((birth) => {
      const [year, monthAndDay] = [birth.slice(0, 4), birth.slice(5)];
      return value.split('/').some((date) => date.startsWith(year) || date.endsWith(monthAndDay));
    }),
  );
}

/**
 * Tokens of amounts, percentages, spans of time and dates that are said as such: they tell nothing of anybody unless they
 * go on from what is spelled, or the figures of an identifier stand in them.
 */
function plainValues(text: string, tokens: readonly Token[], known: KnownOfPeople): ReadonlySet<number> {
  const dates = findSpoken('date', text).filter((found) => !isOfBirth(found, known.birthDates));
  const sums = findSpoken('money', text).filter(({ quote }) => /\$|dollar|cent|buck/i.test(quote));
  const figures = known.identifiers.map((one) => one.replace(/\D/g, ''));
  const plain = new Set<number>();
  for (const { span, value } of [
    ...dates,
    ...sums,
    ...findSpoken('percent', text),
    ...findSpoken('duration', text),
  ]) {
    const places = within(tokens, span);
    const [first = 0] = places;
    const isPartOfRow = goesOn(tokens, first, plain) || leadsOn(tokens, places.at(-1) ?? first);
    const said = figuresIn(value, text.slice(span.start, span.end));
    const isPart = said.some((row) => row.length >= 4 && figures.some((one) => one.includes(row)));
    if (!isPartOfRow && !isPart) for (const at of places) plain.add(at);
  }
  return plain;
}

/** A character stands right before it, or it begins with the word that explains a letter ("N as in November, one"). */
function goesOn(tokens: readonly Token[], first: number, plain: ReadonlySet<number>): boolean {
  const [letter, as, before] = [first - 3, first - 2, first - 1].map((at) => tokens[at]);
  if (before === undefined) return false;
  if (before.word === 'in' && as?.word === 'as' && letter?.word.length === 1) return true;
  if (before.word === 'like' && as?.word.length === 1) return true;
  return tokens[first]?.pause === false && !plain.has(first - 1) && isCharacter(before);
}

/** A character stands right behind it. */
function leadsOn(tokens: readonly Token[], last: number): boolean {
  const after = tokens[last + 1];
  return after !== undefined && !after.stop && isCharacter(after);
}

function figuresIn(value: unknown, quote: string): string[] {
  return [JSON.stringify(value), quote].map((one) => one.replace(/\D/g, ''));
}

function within(tokens: readonly Token[], { start, end }: Span): number[] {
  return tokens.flatMap((token, at) => (token.start < end && token.end > start ? [at] : []));
}

function spansOf(tokens: readonly Token[], tells: readonly boolean[]): Span[] {
  const spans: Span[] = [];
  for (const [at, token] of tokens.entries())
    if (tells[at] === true) spans.push({ start: token.start, end: token.end });
  return spans;
}
