/** Making one takes a hundred times as long as using it. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** ISO date at that moment in that time zone (IANA name). */
export function localDate(atMs: number, timeZone: string): string {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
    formats.set(timeZone, format);
  }
  return format.format(atMs);
}

/**
 * Where "today" is for practices and payors until each practice's own zone is known: the eastern United States. At
 * worst a date turns a few hours early for the west; in UTC it would turn in the middle of everyone's afternoon.
 */
export const practiceTimeZone = 'America/New_York';
