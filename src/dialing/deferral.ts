import type { FailureReason, TaskResult } from '../kernel/outcome.ts';

/** After so many calls in a row that asked for none of their tasks, somebody should look at it. */
const mostDeferrals = 5;
const minuteMs = 60_000;
/** After a call that asked for nothing at all the next one waits, each time a little longer. */
const deferralWaitMs = 5 * minuteMs;

/** What holds for every task of the call, asked for or not: the line itself was no good. */
const wholeCall: ReadonlySet<FailureReason> = new Set<FailureReason>([
  'busy',
  'no_answer',
  'closed',
  'voicemail',
  'wrong_number',
  'wrong_department',
  'ivr_failure',
  'hold_timeout',
  'system_down',
  'callback_required',
  'other_channel',
  'refused_automation',
  'canceled',
  'person_took_over',
  'person_ended',
]);

export interface DeferralFacts {
  result: TaskResult;
  /** Whether anybody or anything took the call. */
  answered: boolean;
  /** Whether another task of the call was asked for. */
  someAsked: boolean;
  /** Calls before this one, in a row, that asked for none of their tasks. */
  deferrals: number;
}

/** Back into the queue: no outcome, no message, no attempt. */
export interface Deferral {
  kind: 'defer';
  afterMs: number;
  /** Calls in a row, this one included, that asked for none of their tasks. */
  deferrals: number;
}

/**
 * Whether a task that was not asked for on a call goes back to where it stood in the queue. As long as another task of
 * the call was asked for, the queue gets shorter, and the next call may follow at once. A call that got round to none
 * of its tasks counts, and after some of them in a row the tasks end as a failure of ours. Where the call itself had a
 * reason to fail, that reason stands.
 */
export function decideDeferral(facts: DeferralFacts): Deferral | { kind: 'ends'; result: TaskResult } {
  const { result, answered, someAsked } = facts;
  if (result.deferred !== true) return { kind: 'ends', result };
  const reason = result.failure?.reason;
  const hasReason = reason !== undefined && (wholeCall.has(reason) || !someAsked || !answered);
  if (hasReason) return { kind: 'ends', result };
  if (someAsked) return { kind: 'defer', afterMs: 0, deferrals: 0 };
  const deferrals = facts.deferrals + 1;
  if (deferrals < mostDeferrals) return { kind: 'defer', afterMs: deferrals * deferralWaitMs, deferrals };
  return { kind: 'ends', result: { ...result, failure: { reason: 'agent_failure', fault: 'ours' } } };
}
