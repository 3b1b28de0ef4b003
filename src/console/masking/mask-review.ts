import type { CallTypeContract, FieldContract } from '../../kernel/call-type.ts';
import type { Answer, FieldValue, Outcome } from '../../kernel/outcome.ts';
import { maskText, type CorrectionView, type ReviewView } from '../../kernel/review.ts';
import type { KnownOfPeople } from '../../spoken/telling.ts';
import { maskTranscript, maskWords } from './mask-text.ts';
import { maskInputs } from './people.ts';

/** A review in which nothing is left that tells who the patient is. Amounts, dates of service and states stay. */
export function maskReview(view: ReviewView, contract: CallTypeContract, known: KnownOfPeople): ReviewView {
  const { task, outcome, corrections, transcripts } = view;
  return {
    ...view,
    masked: true,
    task: { ...task, inputs: maskInputs(task.inputs, contract.inputs, known) },
    outcome: maskOutcome(outcome, contract, known),
    corrections: corrections.map((one) => maskCorrection(one, contract, known)),
    transcripts: transcripts.map((transcript) => maskTranscript(transcript, known)),
  };
}

function maskOutcome(outcome: Outcome, contract: CallTypeContract, known: KnownOfPeople): Outcome {
  return {
    ...outcome,
    fields: Object.fromEntries(
      Object.entries(outcome.fields).map(([name, answer]) => [
        name,
        maskAnswer(answer, fieldOf(contract, name), known),
      ]),
    ),
  };
}

function maskCorrection(
  correction: CorrectionView,
  contract: CallTypeContract,
  known: KnownOfPeople,
): CorrectionView {
  const field = fieldOf(contract, correction.field);
  return {
    ...correction,
    before: maskAnswer(correction.before, field, known),
    after: maskAnswer(correction.after, field, known),
    reason: correction.reason === null ? null : maskWords(correction.reason, known),
  };
}

function fieldOf({ fields }: CallTypeContract, name: string): FieldContract | undefined {
  return fields.find((field) => field.name === name);
}

function maskAnswer(answer: Answer, field: FieldContract | undefined, known: KnownOfPeople): Answer {
  const { value, evidence, review } = answer;
  return {
    ...answer,
    value: maskValue(value, field, known),
    evidence: evidence && { ...evidence, quote: maskWords(evidence.quote, known) },
    ...(review === undefined
      ? {}
      : { review: { ...review, machineValue: maskValue(review.machineValue, field, known) } }),
  };
}

function maskValue(
  value: FieldValue | null,
  field: FieldContract | undefined,
  known: KnownOfPeople,
): FieldValue | null {
  if (typeof value !== 'string') return value;
  switch (field?.type) {
    case undefined:
    case 'identifier':
    case 'telephone':
      return maskText;
    case 'date':
    case 'deadline':
      return known.birthDates.includes(value) ? maskText : value;
    case 'name':
    case 'text':
      return maskWords(value, known);
    case 'enum':
    case 'yes_no':
    case 'code':
    case 'money':
    case 'integer':
    case 'percent':
    case 'duration':
      return value;
  }
}
