const quarterHourMs = 15 * 60_000;
/** Most lines of payors are open by then, and the queues of the first half hour are over. */
const opensAtHour = 9;
/** A line that is closed now will not open in the next quarter of an hour either. */
const leastWaitMs = 2 * quarterHourMs;
/** A long weekend has been searched by then. */
const mostQuarterHours = 7 * 24 * 4;

/**
 * The next nine o'clock of a working day in that zone (IANA name), as milliseconds from `atMs`. Time is walked rather than
 * calculated, so that a change of clocks on the way cannot matter.
 */
export function untilNextMorning(atMs: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    weekday: 'short',
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  });
  let soonest = Math.ceil((atMs + leastWaitMs) / quarterHourMs) * quarterHourMs;
  for (let walked = 0; walked < mostQuarterHours; walked++, soonest += quarterHourMs) {
    const parts = Object.fromEntries(format.formatToParts(soonest).map(({ type, value }) => [type, value]));
    const isWorkday = parts.weekday !== 'Sat' && parts.weekday !== 'Sun';
    if (isWorkday && Number(parts.hour) === opensAtHour && Number(parts.minute) === 0) break;
  }
  return soonest - atMs;
}
