import type { FailureReason, TaskResult } from '../kernel/outcome.ts';

const minuteMs = 60_000;

/** Reasons that another call later may cure, with the time to wait: a payor's line clears sooner than its staffing. */
const waitsMs: Partial<Record<FailureReason, number>> = {
  busy: 5 * minuteMs,
  no_answer: 15 * minuteMs,
};

/** The carrier refused or lost the request: a hiccup of ours or theirs, so soon again. */
const notPlacedWaitMs = minuteMs;

export interface AttemptFacts {
  result: TaskResult;
  /** The carrier never dialed, as far as anybody can tell. */
  placed: boolean;
  /** Calls made for this task, this one included. */
  attempts: number;
  maxAttempts: number;
}

export type RetryDecision = { kind: 'final' } | { kind: 'retry'; afterMs: number };

/**
 * Whether a task whose call ended is called again, and after how long. Anything that was learned ends the task: what
 * is partial is reported as partial, and a person decides. Reasons without a wait are final.
 */
export function decideRetry(facts: AttemptFacts): RetryDecision {
  const { result, placed, attempts, maxAttempts } = facts;
  if (attempts >= maxAttempts || result.failure === null || learnedSomething(result))
    return { kind: 'final' };
  if (result.failure.reason === 'canceled') return { kind: 'final' };
  const afterMs = placed ? waitsMs[result.failure.reason] : notPlacedWaitMs;
  return afterMs === undefined ? { kind: 'final' } : { kind: 'retry', afterMs };
}

function learnedSomething(result: TaskResult): boolean {
  return Object.values(result.answers).some(({ status }) => status === 'answered' || status === 'doubtful');
}
