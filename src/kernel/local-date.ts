/** ISO date at that moment in that time zone (IANA name). */
export function localDate(atMs: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(atMs);
}

/**
 * Where "today" is for practices and payors until each practice's own zone is known: the eastern United States. At
 * worst a date turns a few hours early for the west; in UTC it would turn in the middle of everyone's afternoon.
 */
export const practiceTimeZone = 'America/New_York';
