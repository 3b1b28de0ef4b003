import { addDays, formatDate, toward, weekdayOf, type Day } from './calendar.ts';
import { type Period, readPeriod, SHIFT, whichAt } from './date-period.ts';
import { lex } from './lexicon.ts';
import { readOrdinal } from './ordinal.ts';
import type { Match } from './reader.ts';
import type { Token } from './tokens.ts';

const iso = (day: Day): string => formatDate(day);

function weekdayAt(tokens: readonly Token[], at: number): number | undefined {
  return lex(tokens[at]?.word ?? '').weekday;
}

/** Where "next week" begins at a token, and how many weeks from this one it is. */
function weekAt(tokens: readonly Token[], at: number): { shift: number; end: number } | undefined {
  const start = tokens[at]?.word === 'the' ? at + 1 : at;
  const which = whichAt(tokens, start);
  if (which === undefined || tokens[which.end]?.word !== 'week') return undefined;
  return { shift: SHIFT[which.which], end: which.end + 1 };
}

/** "next week on Friday", "Friday of last week": a week begins on Monday; on a Sunday it may have begun already. */
function readWeekdayOfWeek(tokens: readonly Token[], at: number, today: Day): Match<'date'> | undefined {
  const before = weekAt(tokens, at);
  const on = tokens[before?.end ?? at]?.word === 'on' ? (before?.end ?? at) + 1 : (before?.end ?? at);
  const weekday = weekdayAt(tokens, on);
  if (weekday === undefined) return undefined;
  const behind = tokens[on + 1]?.word === 'of' ? on + 2 : on + 1;
  const week = before ?? weekAt(tokens, behind);
  if (week === undefined) return undefined;
  const monday = addDays(today, 7 * week.shift - ((weekdayOf(today) + 6) % 7));
  const value = addDays(monday, (weekday + 6) % 7);
  const alternatives = weekdayOf(today) === 0 ? [iso(addDays(value, 7))] : [];
  return { value: iso(value), alternatives, start: at, end: before === undefined ? week.end : on + 1 };
}

/** The n-th of a weekday in a month, or the last; nothing where the month has no fifth. */
function weekdayIn({ first, last }: Period, weekday: number, nth: number | 'last'): string | undefined {
  const value =
    nth === 'last'
      ? toward(addDays(last, 1), weekday, -1)
      : addDays(toward(addDays(first, -1), weekday, 1), 7 * (nth - 1));
  return value.month === first.month ? iso(value) : undefined;
}

/**
 * "the second Tuesday of next month", "last Friday in March": counted from the start or the end of a month. Of a
 * month by its name alone either year may be meant.
 */
function readWeekdayOfMonth(tokens: readonly Token[], at: number, today: Day): Match<'date'> | undefined {
  const start = tokens[at]?.word === 'the' ? at + 1 : at;
  const isLast = tokens[start]?.word === 'last';
  const ordinal = isLast ? { value: 1, end: start + 1 } : readOrdinal(tokens, start);
  const weekday = ordinal === undefined ? undefined : weekdayAt(tokens, ordinal.end);
  if (ordinal === undefined || weekday === undefined || ordinal.value < 1 || ordinal.value > 5)
    return undefined;
  if (!/^(of|in)$/.test(tokens[ordinal.end + 1]?.word ?? '')) return undefined;
  const [value, other] = [today.year, today.year + 1].map((year) => {
    const period = readPeriod(tokens, ordinal.end + 2, { ...today, year });
    const isMonth = period?.first.day === 1 && period.first.month === period.last.month;
    const found = isMonth ? weekdayIn(period, weekday, isLast ? 'last' : ordinal.value) : undefined;
    return found === undefined || period === undefined ? undefined : { found, end: period.end };
  });
  if (value === undefined) return undefined;
  const named = lex(tokens[value.end - 1]?.word ?? '').month !== undefined;
  const alternatives = named && other !== undefined ? [other.found] : [];
  return { value: value.found, alternatives, start: at, end: value.end };
}

/** "every Friday", "Monday through Friday": days that come again are no date. */
function comesAgain(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1]?.word ?? '';
  const joined = /^(to|through|thru|and|or)$/;
  if (/^(every|each)$/.test(before)) return true;
  if (joined.test(before) && weekdayAt(tokens, at - 2) !== undefined) return true;
  return joined.test(tokens[at + 1]?.word ?? '') && weekdayAt(tokens, at + 2) !== undefined;
}

/** "last Friday", "next Monday", "Tuesday": without a word in front the last one, the coming one as alternative. */
export function readWeekday(
  tokens: readonly Token[],
  at: number,
  today: Day,
  whole: boolean,
): Match<'date'> | undefined {
  const counted = readWeekdayOfWeek(tokens, at, today) ?? readWeekdayOfMonth(tokens, at, today);
  if (counted !== undefined) return counted;
  const which = whichAt(tokens, at);
  const next = which?.end ?? (tokens[at]?.word === 'on' ? at + 1 : at);
  const token = tokens[next];
  const weekday = weekdayAt(tokens, next);
  if (weekday === undefined || (token !== undefined && token.word.length < 4 && !whole)) return undefined;
  // "The first Friday" is counted from something that nobody said.
  if (comesAgain(tokens, next) || lex(tokens[at - 1]?.word ?? '').ordinal !== undefined) return undefined;
  const end = next + 1;
  const past = toward(today, weekday, -1);
  const coming = toward(today, weekday, 1);
  const isToday = weekdayOf(today) === weekday;
  switch (which?.which) {
    case 'last':
      return { value: iso(past), alternatives: [iso(addDays(past, -7))], start: at, end };
    case 'next':
      return { value: iso(coming), alternatives: [iso(addDays(coming, 7))], start: at, end };
    case 'this':
      return { value: iso(isToday ? today : coming), alternatives: [iso(past)], start: at, end };
    case undefined:
      return { value: iso(isToday ? today : past), alternatives: [iso(coming)], start: at, end };
  }
}
