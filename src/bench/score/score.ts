import type { CallTypeContract } from '../../kernel/call-type.ts';
import type { Outcome } from '../../kernel/outcome.ts';
import type { FieldScore, Truth } from './compare.ts';
import { compareFields } from './compare.ts';

/** What a level measured of one call, beside its outcome. */
export interface CallFigures {
  durationMs: number;
  holdMs: number;
  turns: number;
  says: number;
  readBacks: number;
  modelCalls: number;
  promptTokens: number;
  completionTokens: number;
  /** Words of people on the other side, and in how many places what was heard differs from them. */
  wordsSaid: number;
  wordErrors: number;
  /** Numbers, dates, identifiers and codes that people said, and how many of them were heard otherwise. */
  valuesSaid: number;
  valuesMisheard: number;
  /** From a person's first word to the decision to open the mouth, a figure for each time one came on the line. */
  noticedMs: readonly number[];
  /** The same until the mouth stood. */
  mouthOpenMs: readonly number[];
  /** From the end of their last word to our first sound, a figure for each answer in a standing conversation. */
  replyMs?: readonly number[] | undefined;
  /** How often the mouth was opened and closed again without a word of ours. Session level only. */
  openedForNobody?: number | undefined;
}

/** Of a call that could not be made. */
export const noFigures: CallFigures = {
  durationMs: 0,
  holdMs: 0,
  turns: 0,
  says: 0,
  readBacks: 0,
  modelCalls: 0,
  promptTokens: 0,
  completionTokens: 0,
  wordsSaid: 0,
  wordErrors: 0,
  valuesSaid: 0,
  valuesMisheard: 0,
  noticedMs: [],
  mouthOpenMs: [],
};

/** One scenario's result. */
export interface ScenarioScore {
  name: string;
  file: string;
  callType: string;
  cooperative: boolean;
  success: boolean;
  state: string;
  failure: string | undefined;
  /** Where the outcome differs from the truth, a line each; what went wrong beside it. */
  differences: readonly string[];
  fields: readonly FieldScore[];
  /** What must never happen and did. */
  violations: readonly string[];
  figures: CallFigures;
  /** How the machine fell behind this call, which says nothing then. Wire level only. */
  starved?: string | undefined;
}

/** What is true of one task of a scenario. */
export interface SubjectCase {
  truth: Truth;
  absent: readonly string[];
}

export interface Subject {
  name: string;
  file: string;
  callType: string;
  cooperative: boolean;
  /** One for each task, in order. */
  cases: readonly SubjectCase[];
}

/** What one task came to: an outcome, or put off to another call. */
export interface CaseResult {
  outcome: Outcome | undefined;
  deferred: boolean;
}

/** Holds one call's outcomes against its scenario. Fields of further tasks are named with the task's number before them. */
export function scoreCall(
  subject: Subject,
  results: readonly CaseResult[],
  contract: CallTypeContract,
  seen: {
    figures: CallFigures;
    violations: readonly string[];
    problem: string | undefined;
    starved?: string | undefined;
  },
): ScenarioScore {
  const { cases, ...about } = subject;
  const scored = cases.map((one, index) =>
    scoreCase(one, results[index] ?? { outcome: undefined, deferred: false }, contract),
  );
  const named = (texts: readonly string[], index: number) =>
    index === 0 ? texts : texts.map((text) => `task ${index + 1}: ${text}`);
  const differences = [
    ...(seen.problem === undefined ? [] : [`problem: ${seen.problem}`]),
    ...scored.flatMap((one, index) => named(one.differences, index)),
  ];
  const violations = [...seen.violations, ...scored.flatMap((one, index) => named(one.violations, index))];
  const first = results[0]?.outcome;
  return {
    ...about,
    success: differences.length === 0 && violations.length === 0,
    state: first?.state ?? 'none',
    failure: first?.failure?.reason,
    differences,
    fields: scored.flatMap((one, index) =>
      one.fields.map((field) => (index === 0 ? field : { ...field, field: `${index + 1}:${field.field}` })),
    ),
    violations,
    figures: seen.figures,
    starved: seen.starved,
  };
}

function scoreCase(
  { truth, absent }: SubjectCase,
  { outcome, deferred }: CaseResult,
  contract: CallTypeContract,
): Pick<ScenarioScore, 'differences' | 'fields' | 'violations'> {
  const fields = outcome === undefined ? [] : compareFields(truth, outcome, contract);
  const violations = absent.flatMap((field) => {
    const value = outcome?.fields[field]?.value ?? null;
    return value === null ? [] : [`${field} must have no value, and has ${JSON.stringify(value)}`];
  });
  // Not asked at all: a task that was put off is as it should be where the other side would not have answered it.
  if (deferred) {
    const right = truth.state === 'failed' && truth.reason === undefined;
    return { differences: right ? [] : ['put off to another call'], fields, violations };
  }
  const failure = outcome?.failure?.reason;
  const differences = [
    ...(outcome === undefined ? ['no outcome'] : []),
    ...(outcome !== undefined && outcome.state !== truth.state
      ? [`state: expected ${truth.state}, got ${outcome.state}${openFields(outcome)}`]
      : []),
    ...(outcome !== undefined && failure !== truth.reason
      ? [`failure: expected ${truth.reason ?? 'none'}, got ${failure ?? 'none'}`]
      : []),
    ...fields.flatMap((field) => describe(field, truth.doubtful?.includes(field.field) === true)),
  ];
  return { differences, fields, violations };
}

function openFields({ missingFields }: Outcome): string {
  return missingFields.length === 0 ? '' : ` (without ${missingFields.join(', ')})`;
}

/** `unsure`: the other side is not sure of it, and nobody may be surer. */
function describe({ field, verdict, expected, got }: FieldScore, unsure: boolean): string[] {
  const told = `expected ${JSON.stringify(expected)}, got ${JSON.stringify(got)}`;
  switch (verdict) {
    case 'right':
      return unsure ? [`${field}: reported as certain, though nobody was sure`] : [];
    case 'false':
      return [`FALSE ${field}: ${told}`];
    case 'doubtful_right':
      return unsure ? [] : [`${field}: right but doubtful (${JSON.stringify(got)})`];
    case 'doubtful_wrong':
      return [`${field}: doubtful and wrong, ${told}`];
    case 'missing':
      return [`${field}: missing ${JSON.stringify(expected)}`];
  }
}
