import { DateTime } from 'luxon';
import { datesOff, type Holiday } from './holidays.ts';

export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

export type Weekday = (typeof weekdays)[number];

/**
 * Local times `HH:MM`, `24:00` for the end of the day. A span that does not end after it began ends on the next day:
 * 22:00 to 06:00 is a night.
 */
export interface OpenSpan {
  from: string;
  to: string;
}

/** When people answer a line. A weekday that is not there is a closed one. */
export type WeekHours = Readonly<Partial<Record<Weekday, readonly OpenSpan[] | undefined>>>;

export interface LineHours {
  /** IANA zone in which all of it is meant. */
  timeZone: string;
  /** Null where nobody knows: then the line counts as open. */
  hours: WeekHours | null;
  holidays: readonly Holiday[];
  /** Single ISO dates on which it is closed beside these. */
  closedOn: readonly string[];
}

export interface Openings {
  open: boolean;
  /** Milliseconds since 1970 at which it next opens, later than now; null where that is not known or never. */
  opensAt: number | null;
  /** At which it next closes; null where it does not, or is closed now. */
  closesAt: number | null;
}

/** A line that does not open for so long is given up; a fortnight's closing over the holidays fits in. */
const mostDaysAhead = 31;

/** Whether a line is open at that moment, and when that changes. A span belongs to the day on which it begins. */
export function openings(line: LineHours, atMs: number): Openings {
  if (line.hours === null) return { open: true, opensAt: null, closesAt: null };
  const today = DateTime.fromMillis(atMs, { zone: line.timeZone }).startOf('day');
  const off = new Map<number, ReadonlySet<string>>();
  // From the one that is open now or opens next. Yesterday's may last until today.
  const ahead: Span[] = [];
  for (let days = -1; days <= mostDaysAhead; days++) {
    const day = today.plus({ days });
    for (const span of spansOf(line, line.hours, day, off)) if (span.to > atMs) append(ahead, span);
    const [first, second] = ahead;
    if (first === undefined) continue;
    if (first.from > atMs) return { open: false, opensAt: first.from, closesAt: null };
    if (second !== undefined) return { open: true, opensAt: second.from, closesAt: first.to };
  }
  const [last] = ahead;
  if (last === undefined) return { open: false, opensAt: null, closesAt: null };
  const withoutEnd = last.to > today.plus({ days: mostDaysAhead }).toMillis();
  return { open: true, opensAt: null, closesAt: withoutEnd ? null : last.to };
}

interface Span {
  from: number;
  to: number;
}

/** What a day has of open spans, in order. `off` keeps the holidays of each year. */
function spansOf(
  line: LineHours,
  week: WeekHours,
  day: DateTime,
  off: Map<number, ReadonlySet<string>>,
): Span[] {
  const spans = week[weekdayOf(day)] ?? [];
  if (spans.length === 0) return [];
  const iso = day.toFormat('yyyy-MM-dd');
  const holidays = off.get(day.year) ?? datesOff(line.holidays, day.year);
  off.set(day.year, holidays);
  if (holidays.has(iso) || line.closedOn.includes(iso)) return [];
  return spans
    .map(({ from, to }) => ({
      from: timeOn(day, from),
      to: timeOn(to > from ? day : day.plus({ days: 1 }), to),
    }))
    .filter(({ from, to }) => to > from)
    .sort((a, b) => a.from - b.from);
}

/** Spans that touch are one. */
function append(spans: Span[], span: Span): void {
  const last = spans.at(-1);
  if (last !== undefined && span.from <= last.to) last.to = Math.max(last.to, span.to);
  else spans.push({ ...span });
}

/** Of a day on which the clocks change, a time that does not exist is an hour later, one that comes twice the first. */
function timeOn(day: DateTime, time: string): number {
  const hour = Number(time.slice(0, 2));
  const minute = Number(time.slice(3, 5));
  if (hour === 24) return day.plus({ days: 1 }).startOf('day').toMillis();
  return day.set({ hour, minute }).toMillis();
}

function weekdayOf(day: DateTime): Weekday {
  // luxon counts Monday as 1.
  return weekdays[day.weekday - 1] ?? 'sunday';
}
