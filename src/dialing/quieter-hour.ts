import type { LineHours } from '../kernel/opening-hours.ts';
import { openings } from '../kernel/opening-hours.ts';

const hourMs = 3_600_000;
/** The queue that was too long now is hardly shorter before. */
const leastWaitMs = hourMs;
/** A weekend is looked across. */
const mostHours = 96;
/** Of an hour with fewer calls nothing is known. */
const leastCalls = 3;
/** An hour is quieter where calls last at most so much of what they last now. */
const clearlyLess = 0.75;
/** Where nothing is known: queues are short in the hour after a line opens, and when offices go home. */
const lateHour = 15;
/** Where hours are unknown, working days in the payor's own zone. */
const usualHours = { from: 8, to: 17 };

export interface QuietFacts {
  nowMs: number;
  /** IANA zone of the line. */
  timeZone: string;
  /** Null where nobody knows when it is open. */
  hours: LineHours | null;
  /** What answered calls to the line lasted, by local hour (0 to 23): what is long is long because of the hold. */
  byHour: ReadonlyMap<number, { calls: number; averageMinutes: number }>;
}

/**
 * How long to wait, in milliseconds, until the line is likely to have a shorter queue: the shortest hour of the next
 * day that its calls have taught, or by rule of thumb. Always at a time at which it is open, as far as that is known.
 */
export function untilQuieterHour(facts: QuietFacts): number {
  const candidates = openHours(facts);
  const [first] = candidates;
  if (first === undefined) return 2 * hourMs;
  const chosen =
    learned(facts, candidates) ?? candidates.find(({ isUsuallyQuiet }) => isUsuallyQuiet) ?? first;
  return chosen.atMs - facts.nowMs;
}

interface Candidate {
  atMs: number;
  hour: number;
  isUsuallyQuiet: boolean;
}

function learned(
  { byHour, nowMs, timeZone }: QuietFacts,
  candidates: readonly Candidate[],
): Candidate | undefined {
  const lengthOf = (hour: number) => {
    const known = byHour.get(hour);
    return known !== undefined && known.calls >= leastCalls ? known.averageMinutes : undefined;
  };
  const now = lengthOf(localTime(nowMs, timeZone).hour);
  if (now === undefined) return undefined;
  const soon = candidates.filter(({ atMs }) => atMs - nowMs <= 24 * hourMs);
  const [best] = soon
    .map((candidate) => ({ candidate, length: lengthOf(candidate.hour) ?? Infinity }))
    .filter(({ length }) => length <= now * clearlyLess)
    .sort((a, b) => a.length - b.length || a.candidate.atMs - b.candidate.atMs);
  return best?.candidate;
}

/** Full hours from an hour on at which the line is open, in order. */
function openHours({ nowMs, timeZone, hours }: QuietFacts): Candidate[] {
  const soonest = Math.ceil((nowMs + leastWaitMs) / hourMs) * hourMs;
  const found: Candidate[] = [];
  for (let step = 0; step < mostHours; step++) {
    const atMs = soonest + step * hourMs;
    const { hour } = localTime(atMs, timeZone);
    const isOpen = (ms: number) =>
      hours === null ? isUsual(localTime(ms, timeZone)) : openings(hours, ms).open;
    if (!isOpen(atMs)) continue;
    found.push({ atMs, hour, isUsuallyQuiet: hour >= lateHour || !isOpen(atMs - hourMs) });
    // A day's worth of open hours is enough to choose from.
    if (atMs - (found[0]?.atMs ?? atMs) >= 24 * hourMs) break;
  }
  return found;
}

function isUsual({ hour, isWorkday }: { hour: number; isWorkday: boolean }): boolean {
  return isWorkday && hour >= usualHours.from && hour < usualHours.to;
}

function localTime(atMs: number, timeZone: string): { hour: number; isWorkday: boolean } {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    weekday: 'short',
    hour: 'numeric',
    hourCycle: 'h23',
  });
  const parts = Object.fromEntries(format.formatToParts(atMs).map(({ type, value }) => [type, value]));
  return { hour: Number(parts.hour), isWorkday: parts.weekday !== 'Sat' && parts.weekday !== 'Sun' };
}
