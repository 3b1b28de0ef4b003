import { type DateParts, type Day, formatDate, isDate, isPartial, parseIso, partsOf } from './calendar.ts';
import { NAMED_DAYS, readDistanceFromDate } from './date-distance.ts';
import { readHoliday } from './date-holiday.ts';
import { monthAt, readDay, readDayFirst, readMonthEdge, readMonthFirst } from './date-month.ts';
import { found, readSpokenFigures, readWrittenDate } from './date-numeric.ts';
import { whichAt } from './date-period.ts';
import { dayOfMonth, readRelativeDate } from './date-relative.ts';
import { lex } from './lexicon.ts';
import { readOrdinal } from './ordinal.ts';
import type { Context, Match, Reader } from './reader.ts';
import type { Token } from './tokens.ts';
import { readFullYear, readOldYear, readYearAfter } from './year.ts';

const RANGE_WORDS = new Set(['to', 'through', 'thru', 'until', 'till', '-', 'and', 'thorough']);

const AFTER_DAY = new Set(
  'and or to through thru until but so it we at then i they is was for with by if because which when in as of'.split(
    ' ',
  ),
);

/** "March third to 5", "March 3-5": the bare figure that ends a range of days. */
function readRangeEnd(tokens: readonly Token[], at: number): { value: number; end: number } | undefined {
  if (!RANGE_WORDS.has(tokens[at - 1]?.word ?? '')) return undefined;
  if (monthAt(tokens, at - 3) === undefined && monthAt(tokens, at - 4) === undefined) return undefined;
  const day = readDay(tokens, at);
  return day === undefined ? undefined : { value: day.day, end: day.end };
}

/** "March third through fifth, twenty twenty-six": the end of a range of days, whose year is that of both. */
function readRangeEndOfYear(context: Context, at: number, today: Day | undefined): Match<'date'> | undefined {
  const { tokens } = context.utterance;
  if (!RANGE_WORDS.has(tokens[at - 1]?.word ?? '')) return undefined;
  const month = [3, 4, 5].map((back) => monthAt(tokens, at - back)).find((one) => one !== undefined);
  const day = month === undefined ? undefined : readDay(tokens, at);
  const year = day === undefined ? undefined : readYearAfter(tokens, day.end, today);
  if (day === undefined || year === undefined || year.short) return undefined;
  return found({ month, day: day.day, year: year.year }, at, year.end);
}

/** "early June 2026", "late November of last year": the month is known, the day is not. */
function readPartOfMonth(context: Context, at: number, today: Day | undefined): Match<'date'> | undefined {
  const { tokens } = context.utterance;
  if (!/^(early|late|earlier|later)$/.test(tokens[at]?.word ?? '')) return undefined;
  const next = tokens[at + 1]?.word === 'in' ? at + 2 : at + 1;
  const relative = today === undefined ? undefined : readRelativeDate(tokens, next, today, context.whole);
  const month = readMonthFirst(tokens, next, today, context.whole) ?? relative;
  if (month === undefined || !/^\d{4}-\d{2}$/.test(month.value)) return undefined;
  return { ...month, start: at, hedged: true };
}

/** "the week of March third": the day that names the week, said as a guess. */
function readWeekOf(context: Context, at: number, today: Day | undefined): Match<'date'> | undefined {
  const { tokens } = context.utterance;
  const week = tokens[at]?.word === 'the' ? at + 1 : at;
  if (tokens[week]?.word !== 'week' || tokens[week + 1]?.word !== 'of') return undefined;
  const again = tokens[week + 2]?.word === 'the' ? week + 3 : week + 2;
  if (tokens[again]?.word === 'week') return undefined;
  const one = readOne(context, week + 2, today);
  return one === undefined ? undefined : { ...one, start: at, hedged: true };
}

/** "the tenth" by itself: a part until a month is known from today or from a date said before. */
function readBareDay(context: Context, at: number): Match<'date'> | undefined {
  const { tokens, breaks } = context.utterance;
  const the = tokens[at]?.word === 'the';
  const next = the ? at + 1 : at;
  const ordinal = readOrdinal(tokens, next) ?? readRangeEnd(tokens, at);
  if (ordinal === undefined || ordinal.value < 1 || ordinal.value > 31) return undefined;
  const behind = tokens[ordinal.end];
  const closed =
    behind === undefined || behind.pause || AFTER_DAY.has(behind.word) || breaks[ordinal.end] !== undefined;
  const lead =
    the ||
    context.whole ||
    breaks[at] !== undefined ||
    /^(on|through|thru|to|until)$/.test(tokens[at - 1]?.word ?? '');
  if (!closed || !lead || isOfNamedMonth(tokens, ordinal.end)) return undefined;
  return {
    value: formatDate({ day: ordinal.value }),
    alternatives: [],
    start: at,
    end: ordinal.end,
    partial: true,
  };
}

/** "The 31st of this month" where it has no such day: then not that day of another month either. */
function isOfNamedMonth(tokens: readonly Token[], at: number): boolean {
  if (tokens[at]?.word !== 'of') return false;
  const which = whichAt(tokens, at + 1);
  return monthAt(tokens, at + 1) !== undefined || tokens[which?.end ?? at]?.word === 'month';
}

/** The date from which another is counted: it says itself what it is. */
function readAnchor(context: Context, at: number, today: Day | undefined): Match<'date'> | undefined {
  const { tokens } = context.utterance;
  // From a weekday, or from today, is counted forward whichever way it is read alone.
  const word = tokens[at]?.word ?? '';
  if (lex(word).weekday !== undefined || NAMED_DAYS[word] !== undefined) return undefined;
  return (
    readHoliday(tokens, at, today) ??
    readMonthEdge(tokens, at, today) ??
    readMonthFirst(tokens, at, today, context.whole) ??
    readDayFirst(tokens, at, today, context.whole) ??
    readWrittenDate(tokens, at, today, context.whole) ??
    (today === undefined ? undefined : readRelativeDate(tokens, at, today, context.whole))
  );
}

/** "Tuesday, March third", "on Friday the thirteenth": a date that its weekday stands in front of. */
function readDatedWeekday(context: Context, at: number, today: Day | undefined): Match<'date'> | undefined {
  const { tokens, breaks } = context.utterance;
  const weekday = tokens[at]?.word === 'on' ? at + 1 : at;
  const next = weekday + 1;
  if (lex(tokens[weekday]?.word ?? '').weekday === undefined || breaks[next] !== undefined) return undefined;
  const dated =
    readMonthFirst(tokens, next, today, context.whole) ??
    readDayFirst(tokens, next, today, context.whole) ??
    readWrittenDate(tokens, next, today, context.whole) ??
    readBareDay(context, next) ??
    readTheDay(tokens, next);
  return dated === undefined ? undefined : { ...dated, start: at };
}

/** "the fifteen" behind a weekday: a day whose ending the line swallowed. */
function readTheDay(tokens: readonly Token[], at: number): Match<'date'> | undefined {
  const day = tokens[at]?.word === 'the' ? readDay(tokens, at) : undefined;
  if (day === undefined) return undefined;
  return { value: formatDate({ day: day.day }), alternatives: [], start: at, end: day.end, partial: true };
}

/** A date of any form at a token, not looking at what follows it. */
function readOne(context: Context, at: number, today: Day | undefined): Match<'date'> | undefined {
  const { tokens, breaks } = context.utterance;
  const token = tokens[at];
  if (token === undefined) return undefined;
  const dated = readDatedWeekday(context, at, today);
  if (dated !== undefined) return dated;
  const absolute =
    readDistanceFromDate(tokens, at, (from) => readAnchor(context, from, today)) ??
    readHoliday(tokens, at, today) ??
    readWeekOf(context, at, today) ??
    readPartOfMonth(context, at, today) ??
    readMonthEdge(tokens, at, today) ??
    readMonthFirst(tokens, at, today, context.whole) ??
    readDayFirst(tokens, at, today, context.whole) ??
    readWrittenDate(tokens, at, today, context.whole);
  if (absolute !== undefined) return absolute;
  if (today !== undefined) {
    const relative = readRelativeDate(tokens, at, today, context.whole);
    if (relative !== undefined) return relative;
  }
  const figures = readRangeEndOfYear(context, at, today) ?? readSpokenFigures(context, at, today);
  if (figures !== undefined) return figures;
  const bare = readBareDay(context, at);
  if (bare !== undefined) return bare;
  // "The fourth of April, excuse me, of March".
  const repaired =
    breaks[at] !== undefined ||
    (/^(of|in)$/.test(tokens[at - 1]?.word ?? '') && breaks[at - 1] !== undefined);
  if (context.whole || repaired) {
    const year =
      readFullYear(tokens, at) ??
      (repaired && isBehindDate(tokens, at)
        ? readYearAfter(tokens, at, today, true, true)
        : readOldYear(tokens, at));
    if (year !== undefined) return { value: String(year.year), alternatives: [], start: at, end: year.end };
    const month = monthAt(tokens, at);
    if (month !== undefined)
      return { value: formatDate({ month }), alternatives: [], start: at, end: at + 1, partial: true };
  }
  return undefined;
}

/** "March third twenty twenty-five, no, twenty-six": two figures are a year only right behind a date. */
function isBehindDate(tokens: readonly Token[], at: number): boolean {
  let before = at - 1;
  while (before >= 0 && isNumberWord(tokens[before]?.word ?? '')) before--;
  const { month, ordinal } = lex(tokens[before]?.word ?? '');
  return month !== undefined || ordinal !== undefined || /^[/-]$/.test(tokens[before]?.word ?? '');
}

function isNumberWord(word: string): boolean {
  const { digit, teen, ten, scale } = lex(word);
  return (
    (digit ?? teen ?? ten ?? scale) !== undefined || /^\d+$/.test(word) || word === 'and' || word === 'of'
  );
}

/** "the third" + "March fifth 2026": what the first of two dates leaves out, the second says. */
function completed(value: string, other: string): string {
  const parts = partsOf(value);
  const from = partsOf(other);
  if (parts.day === undefined || from.day === undefined) return value;
  const merged = { day: parts.day, month: parts.month ?? from.month, year: parts.year ?? from.year };
  return isDate(merged) ? formatDate(merged) : value;
}

function resolved(match: Match<'date'>, today: Day | undefined): Match<'date'> {
  const parts = partsOf(match.value);
  if (match.partial !== true || today === undefined || parts.day === undefined) return match;
  const [value, ...alternatives] = dayOfMonth(parts.day, today);
  return value === undefined ? match : { ...match, value, alternatives };
}

function match(context: Context, at: number): Match<'date'> | undefined {
  const today = parseIso(context.options.today);
  const first = readOne(context, at, today);
  if (first === undefined) return undefined;
  const { tokens, breaks } = context.utterance;
  const connector = tokens[first.end]?.word ?? '';
  if (RANGE_WORDS.has(connector) && breaks[first.end] === undefined && breaks[first.end + 1] === undefined) {
    const parts = partsOf(first.value);
    if (parts.year === undefined || parts.month === undefined) {
      const second = readOne(context, first.end + 1, today);
      if (second !== undefined && !isPartial(partsOf(second.value))) {
        const value = completed(first.value, second.value);
        if (value !== first.value) return { ...first, value, partial: isPartial(partsOf(value)) };
      }
    }
  }
  return first;
}

function isRange(context: Context, from: number, to: number): boolean {
  const { tokens } = context.utterance;
  if (to === from) {
    const gap = context.utterance.text.slice(tokens[from - 1]?.end ?? 0, tokens[from]?.start ?? 0);
    return /^\s*[-\u2013\u2014]\s*$/.test(gap);
  }
  return to - from <= 2 && to > from && RANGE_WORDS.has(tokens[from]?.word ?? '');
}

/**
 * A date as it is said or written. Where no year was said it has none; "the tenth" takes its month from the date
 * before it, or from today (then the last tenth, the coming one as alternative). Two dates that bound a service
 * are an ISO interval where the text is nothing else, and two dates inside a sentence.
 */
export const date: Reader<'date'> = {
  match,
  revise(before, after, context) {
    const old = partsOf(before.value);
    const now = partsOf(after.value);
    let parts: DateParts | undefined;
    if (after.partial === true) {
      parts = now.day === undefined ? { ...old, month: now.month } : { ...old, day: now.day };
    } else if (now.month === undefined && old.month !== undefined) {
      // "March third, no, twenty-six": without a year before it two figures are the day.
      const short = readFullYear(context.utterance.tokens, after.start) === undefined;
      const day = { ...old, day: (now.year ?? 0) % 100 };
      const isDay = short && old.year === undefined && day.day > 0 && isDate(day);
      parts = isDay ? day : { ...old, year: now.year };
    } else if (
      now.year === undefined &&
      now.day !== undefined &&
      old.year !== undefined &&
      old.day !== undefined
    ) {
      parts = { ...now, year: old.year };
    }
    // "December twenty-first, no, thirty-first, twenty twenty-six": only a part was wrong, and the year stands behind it.
    const year =
      parts?.month !== undefined && parts.year === undefined
        ? readFullYear(context.utterance.tokens, after.end)
        : undefined;
    if (parts !== undefined && year !== undefined) parts = { ...parts, year: year.year };
    if (parts === undefined || !isDate(parts)) return undefined;
    return resolved(
      { ...after, end: year?.end ?? after.end, value: formatDate(parts), partial: isPartial(parts) },
      parseIso(context.options.today),
    );
  },
  follow(before, after, context) {
    const old = partsOf(before.value);
    const now = partsOf(after.value);
    if (after.partial === true && now.day !== undefined && old.month !== undefined) {
      const parts = { day: now.day, month: old.month, year: old.year };
      if (isDate(parts)) return { ...after, value: formatDate(parts), partial: false };
    }
    if (now.year === undefined && old.year !== undefined && isRange(context, before.end, after.start)) {
      const parts = { ...now, year: old.year };
      if (isDate(parts)) return { ...after, value: formatDate(parts) };
    }
    return after;
  },
  finish: (one, context) => {
    const whole = resolved(one, parseIso(context.options.today));
    return isPartial(partsOf(whole.value)) ? undefined : { ...whole, partial: false };
  },
  join(matches, context) {
    const [from, to, more] = matches;
    if (from === undefined || to === undefined || more !== undefined) return undefined;
    if (!isRange(context, from.end, to.start)) return undefined;
    return { value: `${from.value}/${to.value}`, alternatives: [], start: from.start, end: to.end };
  },
};
