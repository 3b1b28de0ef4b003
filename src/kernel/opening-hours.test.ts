import { describe, expect, it } from 'vitest';
import { datesOff } from './holidays.ts';
import { openings, type LineHours, type WeekHours } from './opening-hours.ts';

const eightToFive = [{ from: '08:00', to: '17:00' }];
const office: WeekHours = {
  monday: eightToFive,
  tuesday: eightToFive,
  wednesday: eightToFive,
  thursday: eightToFive,
  friday: eightToFive,
};
const always = [{ from: '00:00', to: '24:00' }];
const everyDay = (spans: { from: string; to: string }[]): WeekHours => ({
  monday: spans,
  tuesday: spans,
  wednesday: spans,
  thursday: spans,
  friday: spans,
  saturday: spans,
  sunday: spans,
});

/** What is said at a moment, with times as ISO. */
function at(moment: string, line: Partial<LineHours>) {
  const whole: LineHours = { timeZone: 'America/Denver', hours: office, holidays: [], closedOn: [], ...line };
  const { open, opensAt, closesAt } = openings(whole, Date.parse(moment));
  const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString().replace('.000Z', 'Z'));
  return { open, opensAt: iso(opensAt), closesAt: iso(closesAt) };
}

describe('a line with office hours', () => {
  it('is open within them, in its own zone', () => {
    expect(at('2026-03-04T16:00:00-07:00', {})).toEqual({
      open: true,
      opensAt: '2026-03-05T15:00:00Z',
      closesAt: '2026-03-05T00:00:00Z',
    });
  });

  it('opens at the first minute and is closed at the last', () => {
    expect(at('2026-03-04T08:00:00-07:00', {}).open).toBe(true);
    expect(at('2026-03-04T07:59:59-07:00', {})).toMatchObject({
      open: false,
      opensAt: '2026-03-04T15:00:00Z',
    });
    expect(at('2026-03-04T17:00:00-07:00', {})).toEqual({
      open: false,
      opensAt: '2026-03-05T15:00:00Z',
      closesAt: null,
    });
  });

  it('opens on Monday after a Friday, also where the clocks change in between', () => {
    expect(at('2026-03-06T18:00:00-07:00', {}).opensAt).toBe('2026-03-09T14:00:00Z');
    expect(at('2026-10-30T18:00:00-06:00', {}).opensAt).toBe('2026-11-02T15:00:00Z');
  });

  it('closes for lunch where it says so', () => {
    const hours = {
      wednesday: [
        { from: '13:00', to: '17:00' },
        { from: '08:00', to: '12:00' },
      ],
    };
    expect(at('2026-03-04T11:00:00-07:00', { hours })).toMatchObject({
      closesAt: '2026-03-04T19:00:00Z',
      opensAt: '2026-03-04T20:00:00Z',
    });
    expect(at('2026-03-04T12:30:00-07:00', { hours }).open).toBe(false);
  });
});

describe('a line that is open through the night', () => {
  const hours = { friday: [{ from: '22:00', to: '06:00' }], sunday: [{ from: '20:00', to: '24:00' }] };

  it('is open on the morning after', () => {
    expect(at('2026-03-07T05:59:00-07:00', { hours })).toMatchObject({
      open: true,
      closesAt: '2026-03-07T13:00:00Z',
    });
    expect(at('2026-03-07T06:00:00-07:00', { hours }).open).toBe(false);
    expect(at('2026-03-06T05:00:00-07:00', { hours }).open).toBe(false);
  });

  it('closes at midnight where the day ends it', () => {
    expect(at('2026-03-01T23:30:00-07:00', { hours }).closesAt).toBe('2026-03-02T07:00:00Z');
  });

  it('is open an hour less in the night in which the clocks go forward, and an hour more where they go back', () => {
    const night = { saturday: [{ from: '22:00', to: '06:00' }] };
    const lengthOf = (moment: string) => {
      const { closesAt } = at(moment, { hours: night });
      return (Date.parse(closesAt ?? '') - Date.parse(moment)) / 3_600_000;
    };
    expect(lengthOf('2026-03-07T22:00:00-07:00')).toBe(7);
    expect(lengthOf('2026-10-31T22:00:00-06:00')).toBe(9);
    expect(lengthOf('2026-06-06T22:00:00-06:00')).toBe(8);
  });

  it('opens at three where the clocks skip the hour in which it should', () => {
    const early = { sunday: [{ from: '02:30', to: '12:00' }] };
    expect(at('2026-03-08T01:00:00-07:00', { hours: early }).opensAt).toBe('2026-03-08T09:30:00Z');
  });
});

describe('a line without an end', () => {
  it('is open day and night and never closes', () => {
    expect(at('2026-03-07T03:00:00-07:00', { hours: everyDay(always) })).toEqual({
      open: true,
      opensAt: null,
      closesAt: null,
    });
  });

  it('closes for a holiday all the same', () => {
    expect(at('2026-12-24T12:00:00-07:00', { hours: everyDay(always), holidays: ['christmas_day'] })).toEqual(
      {
        open: true,
        opensAt: '2026-12-26T07:00:00Z',
        closesAt: '2026-12-25T07:00:00Z',
      },
    );
  });

  it('counts as open where its hours are not known', () => {
    expect(at('2026-03-07T03:00:00Z', { hours: null }).open).toBe(true);
  });

  it('never opens where no day has hours', () => {
    expect(at('2026-03-04T12:00:00-07:00', { hours: {} })).toEqual({
      open: false,
      opensAt: null,
      closesAt: null,
    });
  });
});

describe('holidays', () => {
  const closedOn = (day: string, holidays: LineHours['holidays']) =>
    !at(`${day}T12:00:00-07:00`, { hours: everyDay(eightToFive), holidays }).open;

  it.each([
    ['2026-01-01', 'new_years_day'],
    ['2026-01-19', 'martin_luther_king_day'],
    ['2026-02-16', 'presidents_day'],
    ['2026-05-25', 'memorial_day'],
    ['2026-06-19', 'juneteenth'],
    ['2026-07-03', 'independence_day'],
    ['2027-07-05', 'independence_day'],
    ['2026-09-07', 'labor_day'],
    ['2026-10-12', 'columbus_day'],
    ['2026-11-11', 'veterans_day'],
    ['2026-11-26', 'thanksgiving'],
    ['2026-12-25', 'christmas_day'],
    ['2021-12-31', 'new_years_day'],
    ['2026-04-03', 'good_friday'],
    ['2027-03-26', 'good_friday'],
    ['2026-11-27', 'day_after_thanksgiving'],
    ['2026-12-24', 'christmas_eve'],
    ['2026-12-31', 'new_years_eve'],
  ] as const)('of %s is %s', (day, holiday) => {
    expect(closedOn(day, [holiday])).toBe(true);
    expect(closedOn(day, [])).toBe(false);
  });

  it('of the federal government are eleven a year', () => {
    expect(datesOff(['federal'], 2026).size).toBe(11);
    // New Year's Day of 2028 is a Saturday, and is kept in the year before.
    expect(datesOff(['federal'], 2027).size).toBe(12);
    expect(datesOff(['federal'], 2028).size).toBe(10);
  });

  it('and single dates are passed over until the next open day', () => {
    const line = { holidays: ['thanksgiving'], closedOn: ['2026-11-27'] } as const;
    expect(at('2026-11-25T18:00:00-07:00', line).opensAt).toBe('2026-11-30T15:00:00Z');
  });
});
