import { readAmount } from './amount.ts';
import {
  addBusinessDays,
  addDays,
  addMonths,
  formatDate,
  isDate,
  partsOf,
  toward,
  type Day,
} from './calendar.ts';
import { lex } from './lexicon.ts';
import type { Match } from './reader.ts';
import type { Token } from './tokens.ts';

/** Days by name, as days from today. */
export const NAMED_DAYS: Readonly<Record<string, number>> = {
  today: 0,
  "today's": 0,
  yesterday: -1,
  "yesterday's": -1,
  tomorrow: 1,
};

const UNIT = /^(day|week|month|year|fortnight)s?$/;
/** More is no time that anybody counts in days. */
const FARTHEST = 40_000;

type Length = {
  readonly n: number;
  readonly unit: string;
  readonly business: boolean;
  readonly end: number;
  /** "one month and twenty-one days": the days. */
  readonly more?: Length;
};

function shifted(from: Day, length: Length, sign: 1 | -1): Day {
  const day = shiftedBy(from, length, sign);
  return length.more === undefined ? day : shifted(day, length.more, sign);
}

function shiftedBy(from: Day, { n, unit, business }: Length, sign: 1 | -1): Day {
  const count = sign * n;
  if (unit.startsWith('day')) return business ? addBusinessDays(from, count) : addDays(from, count);
  if (unit.startsWith('fortnight')) return addDays(from, count * 14);
  if (unit.startsWith('week')) return addDays(from, count * 7);
  return addMonths(from, unit.startsWith('month') ? count : count * 12);
}

/** A word that a length of time begins with: most words of a sentence are none, and this is asked at each. */
function mayBegin(token: Token | undefined): boolean {
  if (token === undefined) return false;
  if (token.type === 'digits' || token.word === 'a' || token.word === 'half') return true;
  const { digit, teen, ten, scale } = lex(token.word);
  return (digit ?? teen ?? ten ?? scale) !== undefined;
}

function unitOf({ unit }: Length): string {
  return unit.replace(/s$/, '');
}

const COARSEST_FIRST = ['year', 'month', 'week', 'day'];

/**
 * "ninety days", "one month and twenty-one days": units that follow each other, each finer than the one before, and
 * the first of them of at most this rank, which bounds the depth.
 */
function readLength(tokens: readonly Token[], at: number, coarsest = 0): Length | undefined {
  const length = readOneLength(tokens, at);
  if (length === undefined) return undefined;
  const and = tokens[length.end]?.word === 'and' ? length.end + 1 : length.end;
  const rank = COARSEST_FIRST.indexOf(unitOf(length));
  const more =
    tokens[and]?.broken === true || rank < coarsest ? undefined : readLength(tokens, and, rank + 1);
  if (more === undefined) return length;
  return COARSEST_FIRST.indexOf(unitOf(more)) > rank ? { ...length, end: more.end, more } : length;
}

/** "ninety days", "a week", "a couple of months", "ten business days". */
function readOneLength(tokens: readonly Token[], at: number): Length | undefined {
  if (!mayBegin(tokens[at])) return undefined;
  let next = at;
  let n = 1;
  if (tokens[next]?.word === 'a' && UNIT.test(tokens[next + 1]?.word ?? '')) next++;
  else if (tokens[next]?.word === 'a' && tokens[next + 1]?.word === 'couple') {
    n = 2;
    next += tokens[next + 2]?.word === 'of' ? 3 : 2;
  } else {
    const amount = readAmount(tokens, next, 3);
    if (amount?.fraction !== '') return undefined;
    n = Number(amount.whole);
    next = amount.end;
  }
  const business = /^(business|working)$/.test(tokens[next]?.word ?? '');
  if (business || tokens[next]?.word === 'calendar') next++;
  const unit = tokens[next]?.word ?? '';
  return UNIT.test(unit) && n <= FARTHEST ? { n, unit, business, end: next + 1 } : undefined;
}

/** Which way "after", "before" and the like count from what follows them, and where that begins. */
function directionAt(tokens: readonly Token[], at: number): { sign: 1 | -1; end: number } | undefined {
  switch (tokens[at]?.word ?? '') {
    case 'from':
    case 'after':
    case 'following':
    case 'past':
      return { sign: 1, end: at + 1 };
    case 'before':
      return { sign: -1, end: at + 1 };
    case 'prior':
      return tokens[at + 1]?.word === 'to' ? { sign: -1, end: at + 2 } : undefined;
    default:
      return undefined;
  }
}

/** "three days ago", "two weeks from today", "in ten business days", "a week from Monday". */
export function readDistance(tokens: readonly Token[], at: number, today: Day): Match<'date'> | undefined {
  const inFront = tokens[at]?.word === 'in' || tokens[at]?.word === 'within';
  const length = readLength(tokens, inFront ? at + 1 : at);
  if (length === undefined) return undefined;
  const { end: next } = length;
  const found = (day: Day, end: number): Match<'date'> | undefined =>
    isDate(day) ? { value: formatDate(day), alternatives: [], start: at, end } : undefined;
  const word = tokens[next]?.word;
  if (word === 'ago' || word === 'back') {
    const weekday = lex(tokens[next + 1]?.word ?? '').weekday;
    if (weekday !== undefined && length.unit.startsWith('week'))
      return found(shifted(toward(today, weekday, -1), length, -1), next + 2);
    const end = tokens[next + 1]?.word === 'today' ? next + 2 : next + 1;
    return found(shifted(today, length, -1), end);
  }
  const direction = directionAt(tokens, next);
  if (direction !== undefined) {
    const anchor = tokens[direction.end]?.word ?? '';
    const named = anchor === 'now' ? 0 : NAMED_DAYS[anchor];
    if (named !== undefined)
      return found(shifted(addDays(today, named), length, direction.sign), direction.end + 1);
    const { weekday } = lex(anchor);
    return weekday === undefined
      ? undefined
      : found(shifted(toward(today, weekday, 1), length, direction.sign), direction.end + 1);
  }
  return inFront && tokens[at]?.word === 'in' ? found(shifted(today, length, 1), next) : undefined;
}

/** Years to count in where none was said: one without the twenty-ninth of February on the way, and one with it. */
const PLAIN_YEAR = 2026;
const LEAP_YEAR = 2028;
/** As long as the year that comes of it is this one or the next, its day does not depend on more. */
const LONGEST_WITHOUT_YEAR: Readonly<Record<string, number>> = { d: 365, w: 52, f: 26, m: 12, y: 1 };

/**
 * "ninety days from March third", "two weeks before April first 2026": counted from a date that is said. Without
 * a year the day comes without one too; where a leap year makes a difference its day is an alternative.
 */
export function readDistanceFromDate(
  tokens: readonly Token[],
  at: number,
  readDate: (at: number) => Match<'date'> | undefined,
): Match<'date'> | undefined {
  const length = readLength(tokens, at);
  const direction = length === undefined ? undefined : directionAt(tokens, length.end);
  if (length === undefined || direction === undefined) return undefined;
  const anchor = readDate(direction.end);
  if (anchor === undefined || anchor.partial === true) return undefined;
  const { year, month, day } = partsOf(anchor.value);
  if (month === undefined || day === undefined) return undefined;
  const from = (of: number): Day => shifted({ year: of, month, day }, length, direction.sign);
  const found = (value: string, alternatives: string[]): Match<'date'> => ({
    value, alternatives, start: at, end: anchor.end, hedged: anchor.hedged,
  }); // prettier-ignore
  if (year !== undefined) {
    const value = from(year);
    return isDate(value) ? found(formatDate(value), []) : undefined;
  }
  const most = LONGEST_WITHOUT_YEAR[length.unit.charAt(0)] ?? 0;
  // Which days are working days only the year tells.
  if (length.business || length.more !== undefined || length.n > most) return undefined;
  const [plain = '', leap = ''] = [PLAIN_YEAR, LEAP_YEAR].map((of) =>
    formatDate({ ...from(of), year: undefined }),
  );
  return found(plain, leap === plain ? [] : [leap]);
}
