import type { DialingLimits, DialingUsage, WaitCode, Waiting } from '../kernel/dialing.ts';
import type { LineHours } from '../kernel/opening-hours.ts';
import { openings } from '../kernel/opening-hours.ts';
import { isUsedUp } from './usage.ts';

/** All that decides whether a waiting task may be called at a moment. */
export interface WaitFacts {
  atMs: number;
  notBeforeMs: number;
  /** Null where it was not put off. */
  nextAttemptMs: number | null;
  /** Why the last call for it came to nothing. */
  lastReason: string | null;
  dueByMs: number | null;
  /** Null where nobody knows when its line is open. */
  hours: LineHours | null;
  refusesAutomation: boolean;
  /** What lasts of the stop button that concerns it: of what, and the words of whoever pressed it. */
  pauses: readonly { scope: string; reason: string }[];
  /** Calls under way and how many there may be; null for no limit. */
  line: { running: number; limit: number | null };
  payor: { running: number; limit: number | null; lastMinute: number; perMinute: number | null };
  organization: { running: number; limits: DialingLimits; usage: DialingUsage };
  server: { running: number; limit: number };
  /** Tasks of its practice that come before it on its line. */
  ahead: number;
}

type Reason = Waiting['reasons'][number];

/** Nothing but a person's doing ends these. */
const forPeople: ReadonlySet<WaitCode> = new Set<WaitCode>(['paused', 'refuses_automation']);

/** Why a task is not being called, and when it will be. */
export function explainWaiting(facts: WaitFacts): Waiting {
  const held = [...reasonsOfTime(facts), ...reasonsOfPeople(facts), ...reasonsOfLimits(facts)];
  const reasons = held.length > 0 ? held : [inLine(facts)];
  const nextMs = nextTryOf(facts, reasons);
  return {
    reasons: reasons.toSorted((a, b) => lastsUntil(b) - lastsUntil(a)),
    nextTryAt: nextMs === undefined ? null : new Date(nextMs).toISOString(),
  };
}

function reasonsOfTime({ atMs, notBeforeMs, nextAttemptMs, lastReason, hours }: WaitFacts): Reason[] {
  const reasons: Reason[] = [];
  if (notBeforeMs > atMs)
    reasons.push(until('not_before', 'It is not to be called before that time.', notBeforeMs));
  if (nextAttemptMs !== null && nextAttemptMs > atMs) {
    const why =
      lastReason === null ? 'The last call did not get round to it' : `The last call ended as ${lastReason}`;
    reasons.push(until('retry_later', `${why}; it is called again then.`, nextAttemptMs));
  }
  const opening = hours === null ? undefined : openings(hours, atMs);
  if (opening?.open === false)
    reasons.push(
      opening.opensAt === null
        ? without('payor_closed', "The payor's line is closed, and no opening is on file for the next weeks.")
        : until('payor_closed', "The payor's line is closed until then.", opening.opensAt),
    );
  return reasons;
}

function reasonsOfPeople({ pauses, refusesAutomation }: WaitFacts): Reason[] {
  return [
    ...pauses.map(({ scope, reason }) => without('paused', `Dialing is paused (${scope}): ${reason}`)),
    ...(refusesAutomation
      ? [
          without(
            'refuses_automation',
            'The payor does not take calls by machines: a person has to call, or the directory has to say otherwise.',
          ),
        ]
      : []),
  ];
}

function reasonsOfLimits({ line, payor, organization, server }: WaitFacts): Reason[] {
  const reasons: Reason[] = [];
  const { limits, usage } = organization;
  if (isUsedUp(limits, usage))
    reasons.push(
      until(
        'daily_cap',
        "The organization's minutes or spending for today are used up.",
        Date.parse(usage.until),
      ),
    );
  if (line.limit !== null && line.running >= line.limit)
    reasons.push(without('payor_limit', 'The line has as many calls at once as it may have.'));
  else if (payor.limit !== null && payor.running >= payor.limit)
    reasons.push(without('payor_limit', 'The payor has as many calls at once as it may have.'));
  else if (payor.perMinute !== null && payor.lastMinute >= payor.perMinute)
    reasons.push(without('payor_limit', 'The payor has had as many calls as it may have in a minute.'));
  if (limits.callsAtOnce !== null && organization.running >= limits.callsAtOnce)
    reasons.push(without('organization_limit', 'The organization has as many calls at once as it may have.'));
  if (server.running >= server.limit)
    reasons.push(without('server_limit', 'The server has as many calls at once as it may have.'));
  return reasons;
}

function inLine({ ahead }: WaitFacts): Reason {
  const others =
    ahead === 0
      ? 'It is the first of its practice on its line.'
      : `Tasks of its practice before it on its line: ${ahead}.`;
  return without('in_line', `It may be called now and waits for its turn. ${others}`);
}

function until(code: WaitCode, detail: string, untilMs: number): Reason {
  return { code, detail, until: new Date(untilMs).toISOString() };
}

function without(code: WaitCode, detail: string): Reason {
  return { code, detail, until: null };
}

/** For the order: what people have to end lasts longest, what has a time comes next, what ends with a call is short. */
function lastsUntil({ code, until: end }: Reason): number {
  if (forPeople.has(code) || (code === 'payor_closed' && end === null)) return Infinity;
  return end === null ? 0 : Date.parse(end);
}

/** The first moment at which nothing holds it back any more that has a time, and its line is open. */
function nextTryOf({ atMs, hours, dueByMs }: WaitFacts, reasons: readonly Reason[]): number | undefined {
  const last = Math.max(atMs, ...reasons.map(lastsUntil));
  if (last === Infinity) return undefined;
  const opening = hours === null ? undefined : openings(hours, last);
  const tryMs = opening === undefined || opening.open ? last : opening.opensAt;
  // Not begun after it is due: then somebody has to give it more time.
  if (tryMs === null || (dueByMs !== null && tryMs >= dueByMs)) return undefined;
  return tryMs;
}
