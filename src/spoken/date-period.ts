import { addDays, addMonths, daysIn, weekdayOf, type Day } from './calendar.ts';
import { lex } from './lexicon.ts';
import type { Token } from './tokens.ts';
import { readFullYear, readYearAfter } from './year.ts';

export type Which = 'last' | 'this' | 'next';
export const SHIFT: Readonly<Record<Which, number>> = { last: -1, this: 0, next: 1 };

/** "last", "this past", "next" in front of a day or a stretch of days, and where it ends. */
export function whichAt(tokens: readonly Token[], at: number): { which: Which; end: number } | undefined {
  const word = tokens[at]?.word;
  const next = tokens[at + 1]?.word;
  if (word === 'this' && (next === 'past' || next === 'last')) return { which: 'last', end: at + 2 };
  if (word === 'this' && (next === 'coming' || next === 'next')) return { which: 'next', end: at + 2 };
  if (word === 'last' || word === 'previous' || word === 'past' || word === 'prior')
    return { which: 'last', end: at + 1 };
  if (word === 'this' || word === 'current') return { which: 'this', end: at + 1 };
  if (word === 'next' || word === 'coming' || word === 'upcoming' || word === 'following')
    return { which: 'next', end: at + 1 };
  return undefined;
}

export type Period = { readonly first: Day; readonly last: Day; readonly end: number };

function month(year: number, of: number): { first: Day; last: Day } {
  return { first: { year, month: of, day: 1 }, last: { year, month: of, day: daysIn(of, year) } };
}

/** "last month", "the year", "this week", "2025": what "end of" and "beginning of" can go with. */
export function readPeriod(tokens: readonly Token[], at: number, today: Day): Period | undefined {
  let next = tokens[at]?.word === 'the' ? at + 1 : at;
  const which = whichAt(tokens, next);
  if (which !== undefined) next = which.end;
  const shift = SHIFT[which?.which ?? 'this'];
  const noun = tokens[next]?.word ?? '';
  switch (noun) {
    case 'month': {
      const shifted = addMonths({ ...today, day: 1 }, shift);
      return { ...month(shifted.year, shifted.month), end: next + 1 };
    }
    case 'year': {
      const year = readFullYear(tokens, next + 1);
      const of = year?.year ?? today.year + shift;
      return {
        first: { year: of, month: 1, day: 1 },
        last: { year: of, month: 12, day: 31 },
        end: year?.end ?? next + 1,
      };
    }
    case 'week': {
      const monday = addDays(today, 7 * shift - ((weekdayOf(today) + 6) % 7));
      return { first: monday, last: addDays(monday, 4), end: next + 1 };
    }
    case 'quarter': {
      const start = addMonths(
        { year: today.year, month: Math.floor((today.month - 1) / 3) * 3 + 1, day: 1 },
        3 * shift,
      );
      const close = addMonths(start, 2);
      return { first: start, last: month(close.year, close.month).last, end: next + 1 };
    }
    default:
  }
  const named = tokens[next] === undefined ? undefined : lex(tokens[next]?.word ?? '').month;
  if (named !== undefined) {
    const year = readYearAfter(tokens, next + 1, today);
    const of =
      year?.year ??
      (which === undefined
        ? named > today.month
          ? today.year - 1
          : today.year
        : nearMonth(today, named, which.which));
    return { ...month(of, named), end: year?.end ?? next + 1 };
  }
  const year = which === undefined ? readFullYear(tokens, next) : undefined;
  if (year === undefined) return undefined;
  return {
    first: { year: year.year, month: 1, day: 1 },
    last: { year: year.year, month: 12, day: 31 },
    end: year.end,
  };
}

/** The year of a month that is the last, this or the next of its name. */
export function nearMonth(today: Day, named: number, which: Which): number {
  if (which === 'this') return today.year;
  if (which === 'last') return named < today.month ? today.year : today.year - 1;
  return named > today.month ? today.year : today.year + 1;
}
