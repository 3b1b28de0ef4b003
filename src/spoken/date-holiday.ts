import { addDays, daysIn, formatDate, weekdayOf, type Day } from './calendar.ts';
import { whichAt } from './date-period.ts';
import type { Match } from './reader.ts';
import type { Token } from './tokens.ts';
import { readYearAfter } from './year.ts';

/** A day of a month, a weekday of a month (the n-th, or -1 for the last) or some days later, or one that goes with Easter. */
type Rule =
  | { readonly month: number; readonly day: number }
  | { readonly month: number; readonly weekday: number; readonly nth: number; readonly later?: number }
  | { readonly fromEaster: number };

/** The holidays of the United States that people date things by, one name a line of words. */
const HOLIDAYS: readonly (readonly [string, Rule])[] = [
  ["new year's day|new years day|new year's|new years", { month: 1, day: 1 }],
  ["martin luther king day|martin luther king junior day|martin luther king jr day|mlk day|m l k day", { month: 1, weekday: 1, nth: 3 }], // prettier-ignore
  ["valentine's day|valentines day|valentine's", { month: 2, day: 14 }],
  ["presidents day|president's day|presidents' day", { month: 2, weekday: 1, nth: 3 }],
  ["saint patrick's day|st patrick's day|saint patricks day", { month: 3, day: 17 }],
  ['good friday', { fromEaster: -2 }],
  ['easter sunday|easter', { fromEaster: 0 }],
  ['easter monday', { fromEaster: 1 }],
  ["mother's day|mothers day", { month: 5, weekday: 0, nth: 2 }],
  ['memorial day', { month: 5, weekday: 1, nth: -1 }],
  ['juneteenth', { month: 6, day: 19 }],
  ["father's day|fathers day", { month: 6, weekday: 0, nth: 3 }],
  ['independence day', { month: 7, day: 4 }],
  ['labor day', { month: 9, weekday: 1, nth: 1 }],
  ["columbus day|indigenous peoples day|indigenous people's day", { month: 10, weekday: 1, nth: 2 }],
  ['halloween', { month: 10, day: 31 }],
  ["veterans day|veteran's day", { month: 11, day: 11 }],
  ['thanksgiving day|thanksgiving|thanks giving', { month: 11, weekday: 4, nth: 4 }],
  ['black friday', { month: 11, weekday: 4, nth: 4, later: 1 }],
  ['cyber monday', { month: 11, weekday: 4, nth: 4, later: 4 }],
  ['christmas eve|xmas eve', { month: 12, day: 24 }],
  ['christmas day|christmas|xmas day|xmas', { month: 12, day: 25 }],
  ["new year's eve|new years eve|new year eve", { month: 12, day: 31 }],
];

type Named = { readonly words: readonly string[]; readonly rule: Rule };

const byFirstWord = new Map<string, Named[]>();
for (const [names, rule] of HOLIDAYS) {
  for (const name of names.split('|')) {
    const words = name.split(' ');
    const list = byFirstWord.get(words[0] ?? '') ?? [];
    list.push({ words, rule });
    list.sort((a, b) => b.words.length - a.words.length);
    byFirstWord.set(words[0] ?? '', list);
  }
}

function nameAt(tokens: readonly Token[], at: number): Named | undefined {
  return byFirstWord
    .get(tokens[at]?.word ?? '')
    ?.find(({ words }) => words.every((word, n) => tokens[at + n]?.word === word));
}

/** Easter Sunday by the anonymous Gregorian computus. */
function easter(year: number): Day {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const rest = year % 100;
  const moon = (19 * golden + century - Math.floor(century / 4) - Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3) + 15) % 30; // prettier-ignore
  const sunday = (32 + 2 * (century % 4) + 2 * Math.floor(rest / 4) - moon - (rest % 4)) % 7;
  const late = Math.floor((golden + 11 * moon + 22 * sunday) / 451);
  const days = moon + sunday - 7 * late + 114;
  return { year, month: Math.floor(days / 31), day: (days % 31) + 1 };
}

function dayIn(year: number, rule: Rule): Day {
  if ('day' in rule) return { year, ...rule };
  if ('fromEaster' in rule) return addDays(easter(year), rule.fromEaster);
  const { month, weekday, nth, later = 0 } = rule;
  if (nth < 0) {
    const last = { year, month, day: daysIn(month, year) };
    return addDays(last, -((weekdayOf(last) - weekday + 7) % 7));
  }
  const first = { year, month, day: 1 };
  return addDays(first, ((weekday - weekdayOf(first) + 7) % 7) + 7 * (nth - 1) + later);
}

/** The holiday that has been last, today's among them, and the one to come. */
function around(today: Day, rule: Rule): [Day, Day] {
  const now = dayIn(today.year, rule);
  return formatDate(now) <= formatDate(today)
    ? [now, dayIn(today.year + 1, rule)]
    : [dayIn(today.year - 1, rule), now];
}

/**
 * "Christmas", "Labor Day of 2026", "last Thanksgiving". A holiday of a fixed day has no year where none was said; one
 * that moves is the last that has been, the coming one as alternative, and without today it is no value.
 */
export function readHoliday(
  tokens: readonly Token[],
  at: number,
  today: Day | undefined,
): Match<'date'> | undefined {
  const which = whichAt(tokens, at);
  const start = which?.end ?? at;
  const named = nameAt(tokens, start);
  if (named === undefined) return undefined;
  const { rule } = named;
  const end = start + named.words.length;
  const found = (value: string, to: number, alternatives: string[] = []): Match<'date'> => ({
    value,
    alternatives,
    start: at,
    end: to,
  });
  if (which !== undefined) {
    if (today === undefined) return undefined;
    const [past, coming] = around(today, rule);
    if (which.which === 'last') return found(formatDate(past), end);
    // "This Christmas" is the one of this year, also where it has been.
    const meant = which.which === 'this' ? dayIn(today.year, rule) : coming;
    return found(formatDate(meant), end);
  }
  const year = readYearAfter(tokens, end, today);
  if (year !== undefined && !year.short) return found(formatDate(dayIn(year.year, rule)), year.end);
  if ('day' in rule) return found(formatDate(rule), end);
  if (today === undefined) return undefined;
  const [past, coming] = around(today, rule);
  return found(formatDate(past), end, [formatDate(coming)]);
}
