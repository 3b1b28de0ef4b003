import type { CallTypeContract, FieldContract } from '../../kernel/call-type.ts';
import { ProblemError, type FieldProblem } from '../../kernel/errors.ts';
import type { Answer, AnswerReview, CorrectionAction, Evidence, Outcome } from '../../kernel/outcome.ts';
import type { Transcript } from '../../kernel/result.ts';
import type { ValueChange } from '../../kernel/review.ts';
import { readFieldValue } from './field-value.ts';
import { evidenceIn } from './passage.ts';

export interface CorrectingContext {
  contract: CallTypeContract;
  /** Of the calls that are quoted from, those that are of the task. */
  transcripts: ReadonlyMap<string, Transcript>;
  by: string;
  /** ISO. */
  at: string;
}

/** One field before and after a person's decision. */
export interface Correction {
  field: string;
  action: CorrectionAction;
  before: Answer;
  after: Answer;
  reason: string | null;
}

/** What a field of an outcome is where the outcome does not mention it. */
const unasked: Answer = { value: null, status: 'not_asked', evidence: null, confirmed: false };

/**
 * What changes make of an outcome's answers. Throws a ProblemError that names every change that cannot be made, by its
 * place among them; the values themselves are not repeated.
 */
export function correctAnswers(
  outcome: Outcome,
  changes: readonly ValueChange[],
  context: CorrectingContext,
): Correction[] {
  const problems: FieldProblem[] = [];
  const corrections = changes.flatMap((change, index): Correction[] => {
    const refuse = (member: string, detail: string): [] => {
      problems.push({ pointer: `/changes/${index}/${member}`, detail });
      return [];
    };
    const field = context.contract.fields.find(({ name }) => name === change.field);
    if (field === undefined) return refuse('field', 'is no field of this call type');
    if (changes.findIndex((other) => other.field === change.field) < index)
      return refuse('field', 'is changed twice');
    const before = outcome.fields[field.name] ?? unasked;
    const decided = decide(field, before, change, outcome.callId, context);
    if ('detail' in decided) return refuse(decided.member, decided.detail);
    const reason = change.reason ?? null;
    if (reason === null && change.action !== 'confirm') return refuse('reason', 'is required');
    return [{ field: field.name, action: change.action, before, after: decided.after, reason }];
  });
  if (problems.length > 0)
    throw new ProblemError('invalid_request', 400, 'The values cannot be changed like this.', problems);
  return corrections;
}

type Decided = { after: Answer } | { member: 'action' | 'value' | 'evidence'; detail: string };

function decide(
  field: FieldContract,
  before: Answer,
  change: ValueChange,
  callId: string | null,
  context: CorrectingContext,
): Decided {
  const review = reviewOf(before, change.action, context);
  switch (change.action) {
    case 'confirm':
      if (before.value === null)
        return { member: 'action', detail: `${field.name} has no value that could be confirmed` };
      return { after: { ...before, status: 'answered', review } };
    case 'reject':
      if (before.value === null)
        return { member: 'action', detail: `${field.name} has no value that could be rejected` };
      return { after: { ...unasked, review } };
    case 'correct':
      if (before.value === null)
        return { member: 'action', detail: `${field.name} has no value to correct; add one` };
      return withValue(field, before, change, callId, review, context);
    case 'add':
      if (before.value !== null) return { member: 'action', detail: `${field.name} has a value; correct it` };
      if (change.evidence === undefined)
        return { member: 'evidence', detail: `the passage in which ${field.name} was said is required` };
      return withValue(field, before, change, callId, review, context);
  }
}

/** A value of the person's own. A corrected one that points nowhere else rests on the words that were heard otherwise. */
function withValue(
  field: FieldContract,
  before: Answer,
  change: ValueChange,
  callId: string | null,
  review: AnswerReview,
  { transcripts }: CorrectingContext,
): Decided {
  const read = readFieldValue(field, change.value);
  if (!read.ok) return { member: 'value', detail: `${field.name} ${read.detail}` };
  let evidence: Evidence | null = before.evidence;
  if (change.evidence !== undefined) {
    const found = evidenceIn(transcripts.get(change.evidence.callId), change.evidence, callId);
    if (!found.ok) return { member: 'evidence', detail: found.detail };
    ({ evidence } = found);
  }
  if (evidence === null)
    return { member: 'evidence', detail: `the passage in which ${field.name} was said is required` };
  const isSame = JSON.stringify(read.value) === JSON.stringify(before.value);
  const confirmed = isSame && before.confirmed;
  return { after: { value: read.value, status: 'answered', evidence, confirmed, review } };
}

/** What the machine had reported stays known, however often people change their minds. */
function reviewOf(before: Answer, action: CorrectionAction, { by, at }: CorrectingContext): AnswerReview {
  return {
    action,
    by,
    at,
    machineValue: before.review === undefined ? before.value : before.review.machineValue,
    machineStatus: before.review === undefined ? before.status : before.review.machineStatus,
  };
}
