import { rememberingLastFew } from '../kernel/last-few.ts';
import { findSpoken } from '../spoken/index.ts';
import type { Fit } from './fit.ts';
import { taskOf } from './scene.ts';
import type { Scene } from './scene.ts';
import { yearSaid } from './years.ts';

const ofService =
  /(?:^| )(?:(?:dates?|days?) of (?:services?|treatment|the visit)|service dates?|d ?o ?s|(?:services?|visits?|treatment|claims?)(?: [a-z]+){0,3} (?:(?:less|more|greater|fewer) than|before|after|prior|on or|in|since|from|during|within|older|(?:this|last|current|prior|previous) (?:calendar |plan )?year))(?: |$)/;
/** Other dates by which lines sort. */
const ofOtherDates =
  /(?:^| )(?:(?:date|year) of birth|born|birth ?dates?|date of death|received (?:on|before|after|since))(?: |$)/;

/** Choices by the date of service; one that only says "on or after" goes on with the date of the one before. */
export function fitsByDate(scene: Scene, plain: string, labels: readonly string[]): Fit[] {
  const { today } = scene.state;
  const date = taskOf(scene)?.task.inputs.dateOfService;
  if (typeof date !== 'string' || !ofService.test(plain) || ofOtherDates.test(plain))
    return labels.map(() => undefined);
  let last: Days | undefined;
  return labels.map((label) => {
    const dates = findSpoken('date', label, { today }).map(({ value }) => value);
    const named = (dates.length > 0 ? dates : yearIn(label, today)).flatMap((value) => daysOf(value, today));
    last = named[0] ?? last;
    return fitsAge(label, date, today) ?? fitsDays(label, date, named, last);
  });
}

/** A year alone: "in twenty twenty-six". */
function yearIn(label: string, today: string): string[] {
  return yearsAround(Number(today.slice(0, 4)))
    .filter(({ words }) => words.test(label))
    .map(({ year }) => year);
}

const yearsInMind = 4;

/** Years of services that may still be asked about, by the year that it is, with their words. */
const yearsAround = rememberingLastFew(
  yearsInMind,
  (now: number) =>
    Array.from({ length: 15 }, (_, index) => now - 11 + index).map((year) => ({
      year: String(year),
      words: new RegExp(`(?:^| )${yearSaid(year)}(?= |$)`),
    })),
  (now) => String(now),
);

/** First and last day of what was named: a day, a month, a year or a span. */
interface Days {
  from: string;
  to: string;
}

function daysOf(value: string, today: string): Days[] {
  const [start = '', end = start] = value.split('/');
  const full = (part: string) => (part.startsWith('--') ? `${today.slice(0, 4)}-${part.slice(2)}` : part);
  const [from, to] = [full(start), full(end)];
  return from === ''
    ? []
    : [{ from: `${from}-01-01`.slice(0, 10), to: `${to}${to.length === 4 ? '-12' : ''}-31`.slice(0, 10) }];
}

const before = /(?:^| )(?:before|prior to|earlier than|until|older than|preceding)(?: |$)/;
const upTo =
  /(?:^| )(?:on or before|through|thru|up to|and (?:earlier|before|prior)|or (?:earlier|before|prior))(?: |$)/;
const after = /(?:^| )(?:after|later than|following|newer than|past)(?: |$)/;
const onOrAfter =
  /(?:^| )(?:on (?:or|and) after|since|starting|beginning|effective|from|and (?:after|later|forward|on|onward|onwards|beyond)|or (?:after|later)|forward|onwards?)(?: |$)/;

function fitsDays(label: string, date: string, named: readonly Days[], last: Days | undefined): Fit {
  const [first, second] = named;
  if (first !== undefined && second !== undefined) return date >= first.from && date <= second.to;
  if (last === undefined) return undefined;
  if (onOrAfter.test(label)) return date >= last.from;
  if (upTo.test(label)) return date <= last.to;
  if (before.test(label)) return date < last.from;
  if (after.test(label)) return date > last.to;
  return first !== undefined && first.from < first.to ? date >= first.from && date <= first.to : undefined;
}

const dayMs = 86_400_000;
const daysIn = { minutes: 0, hours: 0, days: 1, weeks: 7, months: 30.5, years: 365.25 } as const;

/** "Within the last ninety days", "more than a year ago", "this year". */
function fitsAge(label: string, date: string, today: string): Fit {
  const year = (back: number) => String(Number(today.slice(0, 4)) - back);
  if (/(?:^| )(?:current|this) (?:calendar |plan )?year(?: |$)/.test(label)) return date.startsWith(year(0));
  if (/(?:^| )(?:prior|previous|past|earlier) (?:calendar |plan )?years?(?: |$)/.test(label))
    return date < year(0);
  if (/(?<!in the |within the )(?<![a-z])last (?:calendar |plan )?year(?: |$)/.test(label))
    return date.startsWith(year(1));
  const [span] = findSpoken('duration', label.replace(/ old(?= |$)/g, ''));
  const lone = /(?:^| )(?:last|past|than (?:a|one)) (year|month|week)(?: |$)/.exec(label)?.[1];
  const days =
    span === undefined
      ? lone && daysIn[`${lone as 'year' | 'month' | 'week'}s`]
      : span.value.n * daysIn[span.value.unit];
  if (days === undefined || days === '') return undefined;
  const age = (Date.parse(today) - Date.parse(date)) / dayMs;
  if (
    /(?:^| )(?:within|less than|under|last|past|newer than|no (?:older|more) than|up to)(?: |$)/.test(label)
  )
    return age <= days;
  return /(?:^| )(?:older than|more than|over|beyond|at least|greater than)(?: |$)/.test(label)
    ? age > days
    : undefined;
}
