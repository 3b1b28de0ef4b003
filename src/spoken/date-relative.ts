import { addBusinessDays, addDays, addMonths, daysIn, formatDate, type Day } from './calendar.ts';
import { NAMED_DAYS, readDistance } from './date-distance.ts';
import { nearMonth, readPeriod, SHIFT, whichAt } from './date-period.ts';
import { readWeekday } from './date-weekday.ts';
import { lex } from './lexicon.ts';
import { readOrdinal } from './ordinal.ts';
import type { Match } from './reader.ts';
import type { Token } from './tokens.ts';

const iso = (day: Day): string => formatDate(day);

const EDGES: Readonly<Record<string, 'first' | 'last' | 'middle'>> = {
  end: 'last', close: 'last', beginning: 'first', start: 'first', middle: 'middle',
}; // prettier-ignore

/** "end of last month", "the first of the year", "the fifteenth of next month", "last day of March". */
function readEdge(tokens: readonly Token[], at: number, today: Day): Match<'date'> | undefined {
  let next = tokens[at]?.word === 'the' ? at + 1 : at;
  const word = tokens[next]?.word ?? '';
  const edge =
    EDGES[word] ??
    (/^(last|first)$/.test(word) && /^(day|business)$/.test(tokens[next + 1]?.word ?? '')
      ? (word as 'first' | 'last')
      : undefined);
  const business = tokens[next + 1]?.word === 'business' && tokens[next + 2]?.word === 'day';
  let day: number | undefined;
  if (edge === undefined) {
    const ordinal = readOrdinal(tokens, next);
    if (ordinal === undefined || ordinal.value < 1 || ordinal.value > 31) return undefined;
    day = ordinal.value;
    next = ordinal.end;
  } else next += business ? 3 : tokens[next + 1]?.word === 'day' ? 2 : 1;
  if (tokens[next]?.word !== 'of') return undefined;
  const period = readPeriod(tokens, next + 1, today);
  if (period === undefined) return undefined;
  if (edge === 'middle')
    return {
      value: iso({ ...period.first, day: 15 }),
      alternatives: [],
      start: at,
      end: period.end,
      hedged: true,
    };
  const bound = edge === 'last' ? period.last : period.first;
  // One step out of the period and one working day back.
  const step = edge === 'last' ? 1 : -1;
  if (edge !== undefined)
    return {
      value: iso(business ? addBusinessDays(addDays(bound, step), -step) : bound),
      alternatives: [],
      start: at,
      end: period.end,
    };
  const value = addDays(period.first, (day ?? 1) - 1);
  const fits = value.month === period.first.month || day === 1;
  return fits ? { value: iso(value), alternatives: [], start: at, end: period.end } : undefined;
}

/** A date that is understood against today: nothing here has a meaning without it. */
export function readRelativeDate(
  tokens: readonly Token[],
  at: number,
  today: Day,
  whole: boolean,
): Match<'date'> | undefined {
  const word = tokens[at]?.word ?? '';
  const found = (day: Day, end: number): Match<'date'> => ({
    value: iso(day),
    alternatives: [],
    start: at,
    end,
  });
  const skip = word === 'the' ? at + 1 : at;
  if (tokens[skip]?.word === 'day' && /^(before|after)$/.test(tokens[skip + 1]?.word ?? '')) {
    const anchor = tokens[skip + 2]?.word;
    if (anchor === 'yesterday' && tokens[skip + 1]?.word === 'before')
      return found(addDays(today, -2), skip + 3);
    if (anchor === 'tomorrow' && tokens[skip + 1]?.word === 'after')
      return found(addDays(today, 2), skip + 3);
  }
  const named = NAMED_DAYS[word];
  if (named !== undefined) {
    const date = tokens[at + 1]?.word === 'date' ? at + 2 : at + 1;
    return found(addDays(today, named), date);
  }
  if ((word === 'last' || word === 'this') && tokens[at + 1]?.word === 'night')
    return found(addDays(today, word === 'last' ? -1 : 0), at + 2);
  if (word === 'this' && /^(morning|afternoon|evening)$/.test(tokens[at + 1]?.word ?? ''))
    return found(today, at + 2);
  const edge = readEdge(tokens, at, today);
  if (edge !== undefined) return edge;
  const distance = readDistance(tokens, at, today);
  if (distance !== undefined) return distance;
  const weekday = readWeekday(tokens, at, today, whole);
  if (weekday !== undefined) return weekday;
  const which = whichAt(tokens, at);
  const period = which === undefined ? undefined : tokens[which.end]?.word;
  if (which === undefined || isOfUnknownDay(tokens, at)) return undefined;
  if (period === 'month') {
    const start = addMonths({ ...today, day: 1 }, SHIFT[which.which]);
    return {
      value: formatDate({ year: start.year, month: start.month }),
      alternatives: [],
      start: at,
      end: which.end + 1,
    };
  }
  if (period === 'year')
    return {
      value: String(today.year + SHIFT[which.which]),
      alternatives: [],
      start: at,
      end: which.end + 1,
    };
  const of = period === undefined ? undefined : lex(period).month;
  if (of !== undefined && which.which !== 'this') {
    return {
      value: formatDate({ year: nearMonth(today, of, which.which), month: of }),
      alternatives: [],
      start: at,
      end: which.end + 1,
    };
  }
  return undefined;
}

/** "The 31st of this month" in a month that has thirty: not the month either. */
function isOfUnknownDay(tokens: readonly Token[], at: number): boolean {
  if (tokens[at - 1]?.word !== 'of') return false;
  return (
    lex(tokens[at - 2]?.word ?? '').ordinal !== undefined ||
    /^(st|nd|rd|th)$/.test(tokens[at - 2]?.word ?? '')
  );
}

/** The days of the month that "the tenth" can be: the last one that has been, and the one to come. */
export function dayOfMonth(day: number, today: Day): string[] {
  const dates: string[] = [];
  for (let back = 0; back >= -2 && dates.length < 1; back--) {
    const start = addMonths({ ...today, day: 1 }, back);
    if (day <= daysIn(start.month, start.year) && (back < 0 || day <= today.day))
      dates.push(iso({ ...start, day }));
  }
  for (let on = 0; on <= 2 && dates.length < 2; on++) {
    const start = addMonths({ ...today, day: 1 }, on);
    if (day <= daysIn(start.month, start.year) && (on > 0 || day > today.day))
      dates.push(iso({ ...start, day }));
  }
  return dates;
}
