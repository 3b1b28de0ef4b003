import type { CallTypeContract } from '../../kernel/call-type.ts';
import type { Answer, Outcome } from '../../kernel/outcome.ts';
import { judgeWanted, type Known } from '../../kernel/wanted.ts';
import { assessOutcome } from '../assess.ts';

/**
 * Judges an outcome anew with other answers, as the end of the call did: what is missing on the branch that they open,
 * cross-checks, state, whether a person should look. An approval of what it was before falls away.
 */
export function reassess(
  outcome: Outcome,
  fields: Readonly<Record<string, Answer>>,
  context: { contract: CallTypeContract; inputs: Known['inputs']; today: string },
): Outcome {
  const { contract, inputs, today } = context;
  const required = contract.fields
    .filter(
      ({ requirement, when }) =>
        requirement !== 'optional' && judgeWanted({ answers: fields, inputs }, when) === 'holds',
    )
    .map(({ name }) => name);
  return assessOutcome(
    { taskId: outcome.taskId, answers: fields, required, failure: outcome.failure },
    { callId: outcome.callId, contract, today, finishedAt: outcome.finishedAt },
  );
}
