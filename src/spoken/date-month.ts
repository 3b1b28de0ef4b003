import { type Day, daysIn, formatDate, isDate } from './calendar.ts';
import { found } from './date-numeric.ts';
import { lex } from './lexicon.ts';
import { readGroup, readGroups } from './numbers.ts';
import { readOrdinal } from './ordinal.ts';
import type { Match } from './reader.ts';
import type { Token } from './tokens.ts';
import { readFullYear, readYearAfter } from './year.ts';

export function monthAt(tokens: readonly Token[], at: number): number | undefined {
  const token = tokens[at];
  return token?.type === 'word' ? lex(token.word).month : undefined;
}

/** The day of a month: "third", "the third", "twenty-third", "3", "twenty three". */
export function readDay(tokens: readonly Token[], at: number): { day: number; end: number } | undefined {
  const next = tokens[at]?.word === 'the' ? at + 1 : at;
  const ordinal = readOrdinal(tokens, next);
  if (ordinal !== undefined && ordinal.value >= 1 && ordinal.value <= 31)
    return { day: ordinal.value, end: ordinal.end };
  const [group, unit] = readGroups(tokens, next, 2);
  if (group?.fraction !== '' || group.form === 'scaled' || group.form === 'hundreds') return undefined;
  if (group.form === 'digit' && group.figures === '0' && unit?.form === 'digit')
    return { day: Number(unit.figures), end: unit.end };
  const day = Number(group.figures);
  return day >= 1 && day <= 31 && group.figures.length <= 2 ? { day, end: group.end } : undefined;
}

/** Past the stroke of "Mar-03-2026". */
function behindStroke(tokens: readonly Token[], at: number): number {
  return /^[-/]$/.test(tokens[at]?.word ?? '') && tokens[at]?.glued === true ? at + 1 : at;
}

/** "March third twenty twenty-six", "March 3, 2026", "March of 2026", "March twenty twenty-six". */
export function readMonthFirst(
  tokens: readonly Token[],
  at: number,
  today: Day | undefined,
  whole: boolean,
): Match<'date'> | undefined {
  const month = monthAt(tokens, at);
  if (month === undefined) return undefined;
  const next = behindStroke(tokens, at + 1);
  const ordinalDay = readOrdinal(tokens, tokens[next]?.word === 'the' ? next + 1 : next);
  if (ordinalDay === undefined || ordinalDay.value > 31) {
    const skip = tokens[next]?.word === 'of' || tokens[next]?.word === 'in' ? next + 1 : next;
    const year = readFullYear(tokens, skip);
    if (year !== undefined) {
      // "March twenty twenty twenty-six" is a day and a year.
      const inner = skip === next ? dayThenYear(tokens, next, month, at, today, whole) : undefined;
      if (inner !== undefined && inner.end > year.end) return inner;
      const groups = readGroups(tokens, skip, 2);
      const day = groups.length === 2 ? Number(groups[0]?.figures) : 32;
      const other = { month, day, year: 2000 + (year.year % 100) };
      const alternatives = skip === next && day <= 31 && isDate(other) ? [formatDate(other)] : [];
      return found({ month, year: year.year }, at, year.end, alternatives);
    }
    if (skip > next) {
      const named = readYearAfter(tokens, next, today);
      const zero = /^(oh|o|zero)$/.test(tokens[skip]?.word ?? '');
      if (named !== undefined && (!named.short || zero))
        return found({ month, year: named.year }, at, named.end);
      return undefined;
    }
  }
  return dayThenYear(tokens, next, month, at, today, whole);
}

function dayThenYear(
  tokens: readonly Token[],
  at: number,
  month: number,
  start: number,
  today: Day | undefined,
  whole: boolean,
): Match<'date'> | undefined {
  const day = readDay(tokens, at);
  if (day === undefined) return undefined;
  const year = readYearAfter(tokens, behindStroke(tokens, day.end), today, whole);
  if (year !== undefined) return found({ month, day: day.day, year: year.year }, start, year.end);
  return found({ month, day: day.day }, start, day.end);
}

/** "the third of March", "3rd March 2026", "third day of March". */
export function readDayFirst(
  tokens: readonly Token[],
  at: number,
  today: Day | undefined,
  whole: boolean,
): Match<'date'> | undefined {
  const skip = tokens[at]?.word === 'the' ? at + 1 : at;
  const ordinal = readOrdinal(tokens, skip);
  let day = ordinal?.value;
  let next = ordinal?.end ?? at;
  if (ordinal === undefined) {
    const group = readGroup(tokens, skip);
    if (group?.fraction !== '' || group.figures.length > 2) return undefined;
    day = Number(group.figures);
    next = group.end;
  }
  if (tokens[next]?.word === 'day') next++;
  if (tokens[next]?.word === 'of') next++;
  else if (tokens[next]?.word === '-' && monthAt(tokens, next + 1) !== undefined) next++;
  const month = monthAt(tokens, next);
  if (month === undefined || day === undefined || day < 1 || day > 31) return undefined;
  // "Check eight eight one three, May twenty-sixth": the three ends another number.
  if (ordinal === undefined && (tokens[next]?.pause === true || readOrdinal(tokens, next + 1) !== undefined))
    return undefined;
  const year = readYearAfter(tokens, behindStroke(tokens, next + 1), today, whole);
  return found({ month, day, year: year?.year }, at, year?.end ?? next + 1);
}

const MONTH_EDGES: Readonly<Record<string, 'first' | 'last' | 'middle'>> = {
  end: 'last', close: 'last', last: 'last', beginning: 'first', start: 'first', first: 'first', middle: 'middle',
}; // prettier-ignore

function guessed(one: Match<'date'> | undefined): Match<'date'> | undefined {
  return one === undefined ? undefined : { ...one, hedged: true };
}

/** "the end of April", "last day of February 2026": a day of a named month, without a year where none was said. */
export function readMonthEdge(
  tokens: readonly Token[],
  at: number,
  today: Day | undefined,
): Match<'date'> | undefined {
  if (tokens[at]?.word === 'mid' && tokens[at + 1]?.word === 'month' && today !== undefined)
    return guessed(found({ ...today, day: 15 }, at, at + 2));
  const mid = tokens[at]?.word === 'mid' ? monthAt(tokens, at + 1) : undefined;
  if (mid !== undefined) {
    const year = readYearAfter(tokens, at + 2, today);
    return guessed(found({ month: mid, day: 15, year: year?.year }, at, year?.end ?? at + 2));
  }
  let next = tokens[at]?.word === 'the' ? at + 1 : at;
  const word = tokens[next]?.word ?? '';
  const edge = MONTH_EDGES[word];
  if (edge === undefined) return undefined;
  const isDay = tokens[next + 1]?.word === 'day';
  if ((word === 'first' || word === 'last') && !isDay) return undefined;
  next += isDay ? 2 : 1;
  if (tokens[next]?.word !== 'of') return undefined;
  const month = monthAt(tokens, next + 1);
  if (month === undefined) return undefined;
  const year = readYearAfter(tokens, next + 2, today);
  const last = month === 2 && year === undefined ? 28 : daysIn(month, year?.year);
  const day = edge === 'last' ? last : edge === 'first' ? 1 : 15;
  const leap = edge === 'last' && month === 2 && year === undefined ? ['--02-29'] : [];
  const one = found({ month, day, year: year?.year }, at, year?.end ?? next + 2, leap);
  return edge === 'middle' ? guessed(one) : one;
}
