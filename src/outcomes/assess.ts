import type { InputValue } from '../kernel/call-task.ts';
import type { CallTypeContract } from '../kernel/call-type.ts';
import type { Answer, Failure, Outcome, OutcomeState, TaskResult } from '../kernel/outcome.ts';
import { fieldsAboutTheCall } from '../kernel/outcome.ts';
import { applyChecks } from './checks.ts';

/** Values that state themselves that the payor has nothing: then "not found" is the answer and no failure. */
const notFoundValues: ReadonlySet<unknown> = new Set(['not_on_file', 'not_found']);
const notFoundReasons: ReadonlySet<string> = new Set([
  'member_not_found',
  'provider_not_found',
  'claim_not_found',
  'prior_auth_not_found',
]);

export interface AssessContext {
  callId: string | null;
  contract: CallTypeContract;
  /** ISO date where the practice is. */
  today: string;
  finishedAt: string;
  /** What the task came with, for checks that look at it. */
  inputs?: Readonly<Record<string, InputValue>> | undefined;
}

/**
 * Turns what the script knows into the outcome that consumers get: complete where every required field is settled,
 * partial where only some of the question is answered, failed where none of it is. A completed outcome has no
 * failure: whatever ended the call came after the answers.
 */
export function assessOutcome(result: TaskResult, context: AssessContext): Outcome {
  const { contract, today } = context;
  const { answers } = result;
  const required = requiredFields(result, contract);
  const missingFields = required.filter((field) => !isSettled(field, answers) && !isDoubtful(answers[field]));
  const doubtful = Object.values(answers).some(isDoubtful);
  const failure = isAnsweredNotFound(result, contract) ? null : result.failure;
  const state = stateOf({
    complete: required.length > 0 && required.every((field) => isSettled(field, answers)),
    anything: Object.entries(answers).some(
      ([field, answer]) => !fieldsAboutTheCall.has(field) && (isAnswered(answer) || isDoubtful(answer)),
    ),
  });
  const checks = applyChecks(contract.checks, answers, today, context.inputs);
  return {
    taskId: result.taskId,
    callId: context.callId,
    callType: contract.callType,
    state,
    fields: { ...unanswered(contract), ...answers },
    missingFields,
    failure: failureOf(state, failure),
    checks,
    needsReview: doubtful || checks.some(({ passed }) => !passed),
    finishedAt: context.finishedAt,
  };
}

/** Every field of the call type, so that each outcome has them all, whatever the call came to. */
function unanswered({ fields }: CallTypeContract): Record<string, Answer> {
  return Object.fromEntries(
    fields.map(({ name }) => [name, { value: null, status: 'not_asked', evidence: null, confirmed: false }]),
  );
}

function stateOf(facts: { complete: boolean; anything: boolean }): OutcomeState {
  if (facts.complete) return 'completed';
  return facts.anything ? 'partial' : 'failed';
}

/** An empty outcome without a reason would be a riddle: then the fault is ours. */
function failureOf(state: OutcomeState, failure: Failure | null): Failure | null {
  switch (state) {
    case 'completed':
      return null;
    case 'partial':
      return failure;
    case 'failed':
      return failure ?? { reason: 'agent_failure', fault: 'ours' };
  }
}

/** What the branch asked for, and what the call type requires on every branch. */
function requiredFields(result: TaskResult, contract: CallTypeContract): string[] {
  const always = contract.fields.filter(
    ({ requirement, when }) => requirement === 'required' && when === undefined,
  );
  return [...new Set([...result.required, ...always.map(({ name }) => name)])];
}

/**
 * Answered, or said by the payor not to apply. A payor that gives no reference number is identified by the
 * representative's name and the date of the call instead.
 */
function isSettled(field: string, answers: Readonly<Record<string, Answer>>): boolean {
  const answer = answers[field];
  if (isAnswered(answer) || answer?.status === 'not_applicable') return true;
  return field === 'callReference' && answer?.status === 'not_available' && isAnswered(answers.repName);
}

function isAnswered(answer: Answer | undefined): boolean {
  return answer?.status === 'answered' && answer.value !== null;
}

function isDoubtful(answer: Answer | undefined): boolean {
  return answer?.status === 'doubtful';
}

function isAnsweredNotFound(result: TaskResult, contract: CallTypeContract): boolean {
  if (result.failure === null || !notFoundReasons.has(result.failure.reason)) return false;
  return contract.fields.some(({ name, type }) => {
    const answer = result.answers[name];
    return type === 'enum' && isAnswered(answer) && notFoundValues.has(answer?.value);
  });
}
