import type { FailureReason, TaskResult } from '../kernel/outcome.ts';
import { fieldsAboutTheCall } from '../kernel/outcome.ts';
import { untilNextMorning } from './next-morning.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** `never`: no call by a machine will change it, so a person decides. Otherwise how long to wait, in milliseconds. */
type Wait = 'never' | 'next_morning' | number;

/** What another call later may cure, and when: a payor's line clears sooner than its staffing or its computers. */
const waits: Readonly<Record<FailureReason, Wait>> = {
  busy: 5 * minuteMs,
  no_answer: 15 * minuteMs,
  hold_timeout: 2 * hourMs,
  system_down: 2 * hourMs,
  closed: 'next_morning',
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
  /** IANA zone of the payor's line. */
  timeZone: string;
}

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
  switch (wait) {
    case 'never':
      return { kind: 'final' };
    case 'next_morning':
      return { kind: 'retry', afterMs: untilNextMorning(facts.nowMs, facts.timeZone) };
    default:
      return { kind: 'retry', afterMs: wait };
  }
}

function learnedSomething(result: TaskResult): boolean {
  return Object.entries(result.answers).some(
    ([field, { status }]) =>
      !fieldsAboutTheCall.has(field) && (status === 'answered' || status === 'doubtful'),
  );
}
