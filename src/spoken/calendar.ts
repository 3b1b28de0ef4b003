/** A day of the proleptic Gregorian calendar, or a part of one. */
export type DateParts = {
  readonly year?: number | undefined;
  readonly month?: number | undefined;
  readonly day?: number | undefined;
};

export type Day = { readonly year: number; readonly month: number; readonly day: number };

const DAY_MS = 86_400_000;

const two = (n: number): string => String(n).padStart(2, '0');

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** Days of a month; 29 for February where the year is not known. */
export function daysIn(month: number, year?: number): number {
  if (month === 2) return year === undefined || isLeap(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Days since 1970-01-01. */
function toDayNumber(day: Day): number {
  return Math.floor(Date.UTC(day.year, day.month - 1, day.day) / DAY_MS);
}

function fromDayNumber(n: number): Day {
  const date = new Date(n * DAY_MS);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** 0 is Sunday. */
export function weekdayOf(day: Day): number {
  return (((toDayNumber(day) + 4) % 7) + 7) % 7;
}

export function addDays(day: Day, n: number): Day {
  return fromDayNumber(toDayNumber(day) + n);
}

/** The same day some months on; the last of the month where there is no such day. */
export function addMonths(day: Day, n: number): Day {
  const months = day.year * 12 + day.month - 1 + n;
  const year = Math.floor(months / 12);
  const month = (months % 12) + 1;
  return { year, month, day: Math.min(day.day, daysIn(month, year)) };
}

export function addBusinessDays(day: Day, n: number): Day {
  let left = Math.min(Math.abs(n), 1000);
  let at = day;
  while (left > 0) {
    at = addDays(at, Math.sign(n));
    const weekday = weekdayOf(at);
    if (weekday !== 0 && weekday !== 6) left--;
  }
  return at;
}

/** Weekday before or after a day, never the day itself. */
export function toward(today: Day, weekday: number, direction: 1 | -1): Day {
  const distance = (((weekday - weekdayOf(today)) * direction + 6) % 7) + 1;
  return addDays(today, direction * (distance > 7 ? distance - 7 : distance));
}

/** An ISO date, or nothing where the text is none. */
export function parseIso(text: string | undefined): Day | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(text ?? '');
  if (match === null) return undefined;
  const day = { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
  return isDate(day) ? day : undefined;
}

/** Whether the parts that are there can be parts of a date. */
export function isDate(parts: DateParts): boolean {
  const { year, month, day } = parts;
  if (year !== undefined && (year < 1000 || year > 2999)) return false;
  if (month !== undefined && (month < 1 || month > 12)) return false;
  return day === undefined || (day >= 1 && day <= (month === undefined ? 31 : daysIn(month, year)));
}

/**
 * ISO form of what is known: "2026-03-03", "--03-03", "2026-03", "2026". A day alone is "---03" and a month alone
 * "--03": these are parts of a date and never leave as values.
 */
export function formatDate(parts: DateParts): string {
  const { year, month, day } = parts;
  if (year !== undefined && month !== undefined) {
    return day === undefined ? `${year}-${two(month)}` : `${year}-${two(month)}-${two(day)}`;
  }
  if (month !== undefined) return day === undefined ? `--${two(month)}` : `--${two(month)}-${two(day)}`;
  if (day !== undefined) return `---${two(day)}`;
  return year === undefined ? '' : String(year);
}

/** The parts of a value that `formatDate` made. */
export function partsOf(value: string): DateParts {
  if (value.startsWith('---')) return { day: Number(value.slice(3)) };
  const [year = '', month, day] = value.startsWith('--')
    ? ['', ...value.slice(2).split('-')]
    : value.split('-');
  return {
    year: year === '' ? undefined : Number(year),
    month: month === undefined ? undefined : Number(month),
    day: day === undefined ? undefined : Number(day),
  };
}

/** A value that is only part of a date. */
export function isPartial(parts: DateParts): boolean {
  return parts.year === undefined && (parts.month === undefined || parts.day === undefined);
}

/** Without a date of today, years of two figures up to this are of this century: no payor speaks of later ones. */
const PIVOT = 35;
/** Plans and authorizations reach a few years ahead, births do not. */
const YEARS_AHEAD = 8;

/** The year that two figures mean. */
export function fullYear(short: number, today: Day | undefined): number {
  const pivot = today === undefined ? PIVOT : (today.year % 100) + YEARS_AHEAD;
  return short <= pivot ? 2000 + short : 1900 + short;
}
