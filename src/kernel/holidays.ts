import { DateTime } from 'luxon';

/**
 * Days on which offices in the United States are closed: the holidays of the federal government (5 U.S.C. 6103) and
 * those around which many close as well. `federal` is all eleven of the first.
 */
export const holidays = [
  'federal',
  'new_years_day',
  'martin_luther_king_day',
  'presidents_day',
  'memorial_day',
  'juneteenth',
  'independence_day',
  'labor_day',
  'columbus_day',
  'veterans_day',
  'thanksgiving',
  'christmas_day',
  'good_friday',
  'day_after_thanksgiving',
  'christmas_eve',
  'new_years_eve',
] as const;

export type Holiday = (typeof holidays)[number];

const monday = 1;
const thursday = 4;

type FederalHoliday = Exclude<
  Holiday,
  'federal' | 'good_friday' | 'day_after_thanksgiving' | `${string}_eve`
>;

const federal: Readonly<Record<FederalHoliday, (year: number) => DateTime>> = {
  new_years_day: (year) => observed(year, 1, 1),
  martin_luther_king_day: (year) => nth(3, monday, year, 1),
  presidents_day: (year) => nth(3, monday, year, 2),
  memorial_day: lastMondayOfMay,
  juneteenth: (year) => observed(year, 6, 19),
  independence_day: (year) => observed(year, 7, 4),
  labor_day: (year) => nth(1, monday, year, 9),
  columbus_day: (year) => nth(2, monday, year, 10),
  veterans_day: (year) => observed(year, 11, 11),
  thanksgiving: (year) => nth(4, thursday, year, 11),
  christmas_day: (year) => observed(year, 12, 25),
};

/** The ISO dates of a year on which a line with these holidays is closed. */
export function datesOff(named: readonly Holiday[], year: number): ReadonlySet<string> {
  return new Set(named.flatMap((holiday) => datesOf(holiday, year)).map((day) => day.toFormat('yyyy-MM-dd')));
}

function datesOf(holiday: Holiday, year: number): DateTime[] {
  switch (holiday) {
    case 'federal':
      return (Object.keys(federal) as FederalHoliday[]).flatMap((each) => datesOf(each, year));
    case 'new_years_day':
      // Of a Saturday it is kept on the last day of the year before.
      return [federal.new_years_day(year), federal.new_years_day(year + 1)].filter(
        (day) => day.year === year,
      );
    case 'good_friday':
      return [easter(year).minus({ days: 2 })];
    case 'day_after_thanksgiving':
      return [federal.thanksgiving(year).plus({ days: 1 })];
    case 'christmas_eve':
      return [date(year, 12, 24)];
    case 'new_years_eve':
      return [date(year, 12, 31)];
    case 'martin_luther_king_day':
    case 'presidents_day':
    case 'memorial_day':
    case 'juneteenth':
    case 'independence_day':
    case 'labor_day':
    case 'columbus_day':
    case 'veterans_day':
    case 'thanksgiving':
    case 'christmas_day':
      return [federal[holiday](year)];
  }
}

/** Dates have no zone; any will do to count with. */
function date(year: number, month: number, day: number): DateTime {
  return DateTime.utc(year, month, day);
}

/** On the Friday before where it falls on a Saturday, on the Monday after where on a Sunday. */
function observed(year: number, month: number, day: number): DateTime {
  const falls = date(year, month, day);
  const shift = falls.weekday === 6 ? -1 : falls.weekday === 7 ? 1 : 0;
  return falls.plus({ days: shift });
}

function nth(count: number, weekday: number, year: number, month: number): DateTime {
  const first = date(year, month, 1);
  return first.plus({ days: ((weekday - first.weekday + 7) % 7) + (count - 1) * 7 });
}

function lastMondayOfMay(year: number): DateTime {
  const last = date(year, 5, 31);
  return last.minus({ days: last.weekday - monday });
}

/** Gregorian Easter Sunday (the anonymous algorithm of Meeus, Jones and Butcher). */
function easter(year: number): DateTime {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 19 * l) / 433);
  const month = Math.floor((h + l - 7 * m + 90) / 25);
  return date(year, month, (h + l - 7 * m + 33 * month + 19) % 32);
}
