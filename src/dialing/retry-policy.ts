import type { FailureReason, TaskResult } from '../kernel/outcome.ts';
import { fieldsAboutTheCall } from '../kernel/outcome.ts';
import type { LineHours } from '../kernel/opening-hours.ts';
import { openings } from '../kernel/opening-hours.ts';
import { untilNextMorning } from './next-morning.ts';
import type { QuietFacts } from './quieter-hour.ts';
import { untilQuieterHour } from './quieter-hour.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** `never`: no call by a machine will change it, so a person decides. Otherwise how long to wait, in milliseconds. */
type Wait = 'never' | 'when_it_opens' | 'quieter_hour' | number;

/** What another call later may cure, and when: a payor's line clears sooner than its staffing or its computers. */
const waits: Readonly<Record<FailureReason, Wait>> = {
  busy: 5 * minuteMs,
  no_answer: 15 * minuteMs,
  hold_timeout: 'quieter_hour',
  system_down: 2 * hourMs,
  closed: 'when_it_opens',
  ivr_failure: 'never',
  wrong_number: 'never',
  wrong_department: 'never',
  callback_required: 'never',
  voicemail: 'never',
  line_dropped: 'never',
  refused_automation: 'never',
  refused_information: 'never',
  other_channel: 'never',
  member_not_found: 'never',
  provider_not_found: 'never',
  claim_not_found: 'never',
  prior_auth_not_found: 'never',
  input_missing: 'never',
  input_incorrect: 'never',
  canceled: 'never',
  person_took_over: 'never',
  person_ended: 'never',
  expired: 'never',
  agent_failure: 'never',
};

/** The carrier refused or lost the request: a hiccup of ours or theirs, so soon again. */
const notPlacedWaitMs = minuteMs;

export interface AttemptFacts {
  result: TaskResult;
  /** False where the carrier never dialed, as far as anybody can tell. */
  placed: boolean;
  /** Calls made for this task, this one included. */
  attempts: number;
  maxAttempts: number;
  nowMs: number;
  /** Not begun after it; null where there is no hurry. */
  dueByMs: number | null;
  line: LineFacts;
}

/** What is known of the line that was called. */
export type LineFacts = Pick<QuietFacts, 'timeZone' | 'hours' | 'byHour'>;

export type RetryDecision = { kind: 'final' } | { kind: 'retry'; afterMs: number };

/**
 * Whether a task whose call ended is called again, and after how long. Anything that was learned ends the task: what
 * is partial is reported as partial, and a person decides.
 */
export function decideRetry(facts: AttemptFacts): RetryDecision {
  const { result, placed, attempts, maxAttempts } = facts;
  if (attempts >= maxAttempts || result.failure === null || learnedSomething(result))
    return { kind: 'final' };
  const { reason } = result.failure;
  if (reason === 'canceled') return { kind: 'final' };
  const wait = placed ? waits[reason] : notPlacedWaitMs;
  if (wait === 'never') return { kind: 'final' };
  const afterMs = lengthOf(wait, facts);
  // Nobody would be called then any more, so that this was the last call.
  if (facts.dueByMs !== null && facts.nowMs + afterMs >= facts.dueByMs) return { kind: 'final' };
  return { kind: 'retry', afterMs };
}

function lengthOf(wait: Exclude<Wait, 'never'>, { nowMs, line }: AttemptFacts): number {
  switch (wait) {
    case 'when_it_opens':
      return untilItOpens(nowMs, line.hours) ?? untilNextMorning(nowMs, line.timeZone);
    case 'quieter_hour':
      return untilQuieterHour({ nowMs, ...line });
    default:
      return wait;
  }
}

/**
 * Until the line's next opening. Where it should be open and said that it is closed, that is the one after this:
 * somebody there knows of a holiday that the directory does not.
 */
function untilItOpens(nowMs: number, hours: LineHours | null): number | undefined {
  if (hours === null) return undefined;
  const { opensAt } = openings(hours, nowMs);
  return opensAt === null ? undefined : opensAt - nowMs;
}

function learnedSomething(result: TaskResult): boolean {
  return Object.entries(result.answers).some(
    ([field, { status }]) =>
      !fieldsAboutTheCall.has(field) && (status === 'answered' || status === 'doubtful'),
  );
}
