import type { FailureReason, Outcome } from '../../kernel/outcome.ts';
import type { ReviewReason } from '../../kernel/review.ts';

/** The other side would not answer a machine, or not this question. */
const refusals: ReadonlySet<FailureReason> = new Set(['refused_automation', 'refused_information']);

/** Place among the open reviews, lowest first. */
const ranks: Readonly<Record<ReviewReason, number>> = {
  doubtful_value: 1,
  failed_check: 1,
  refusal: 2,
  partial: 3,
  failed: 4,
};
const rankOfNothing = 5;

/** Why a person should look at an outcome, the most urgent first; empty where nobody need. */
export function reviewReasonsOf(outcome: Outcome): ReviewReason[] {
  const answers = Object.values(outcome.fields);
  const declined = outcome.missingFields.some((field) => outcome.fields[field]?.status === 'rep_declined');
  const reasons: (ReviewReason | false)[] = [
    answers.some(({ status }) => status === 'doubtful') && 'doubtful_value',
    outcome.checks.some(({ passed }) => !passed) && 'failed_check',
    (declined || (outcome.failure !== null && refusals.has(outcome.failure.reason))) && 'refusal',
    outcome.state !== 'completed' && outcome.state,
  ];
  return reasons.filter((reason) => reason !== false);
}

/** Place among the open reviews, 1 to 5, the lowest first. */
export function rankOf(reasons: readonly ReviewReason[]): number {
  return Math.min(rankOfNothing, ...reasons.map((reason) => ranks[reason]));
}

/** How a review of a new outcome begins. */
export function firstStateOf(reasons: readonly ReviewReason[]): 'open' | 'clear' {
  return reasons.length === 0 ? 'clear' : 'open';
}
