import type { InsightGrouping } from '../../../kernel/insights.ts';

/** Spans that people ask for, in days up to today. */
export const spans = [7, 30, 90, 365] as const;

const dayMs = 86_400_000;
const usualDays = 30;

/** The present day in a zone, as an ISO date. */
export const todayIn = (timeZone: string, now: number): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(now);

/** So many days up to and with `to`. */
export function spanOf(to: string, days: number): { from: string; to: string } {
  return { from: new Date(Date.parse(to) - (days - 1) * dayMs).toISOString().slice(0, 10), to };
}

export const groupings: Readonly<Record<InsightGrouping, string>> = {
  day: 'Day',
  week: 'Week',
  payor: 'Payor',
  practice: 'Practice',
  state: 'State',
  callType: 'Call type',
};

export interface InsightsAsked {
  from: string;
  to: string;
  by: InsightGrouping;
  payorId: string | null;
  practiceId: string | null;
  callType: string | null;
  state: string | null;
}

const isDay = (text: string | null): text is string => text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text);

/** What an address asks for; the last thirty days by day where it says nothing. */
export function askedIn(params: URLSearchParams, today: string): InsightsAsked {
  const usual = spanOf(today, usualDays);
  const [from, to] = [params.get('from'), params.get('to')];
  const by = params.get('by');
  return {
    from: isDay(from) ? from : usual.from,
    to: isDay(to) ? to : usual.to,
    by: by !== null && by in groupings ? (by as InsightGrouping) : 'day',
    payorId: params.get('payorId'),
    practiceId: params.get('practiceId'),
    callType: params.get('callType'),
    state: params.get('state'),
  };
}

/** How many days a span has, both ends counted. */
export const daysOf = ({ from, to }: { from: string; to: string }): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / dayMs) + 1;
