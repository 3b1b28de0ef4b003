import { isDeepStrictEqual } from 'node:util';
import type { CallTypeContract } from '../../kernel/call-type.ts';
import type { Answer, Outcome } from '../../kernel/outcome.ts';

/** One field of an outcome against the truth. */
export type FieldVerdict =
  | 'right'
  /** Reported as answered and not what is true. */
  | 'false'
  /** Doubtful and right, or doubtful and wrong: marked for a person either way. */
  | 'doubtful_right'
  | 'doubtful_wrong'
  /** True and known to the other side, and not in the outcome. */
  | 'missing';

export interface FieldScore {
  field: string;
  verdict: FieldVerdict;
  expected: unknown;
  got: unknown;
}

export interface Truth {
  state: string;
  fields: Readonly<Record<string, unknown>>;
  /** Fields of which the other side is not sure, so that a perfect caller reports them as doubtful. */
  doubtful?: readonly string[] | undefined;
  reason: string | undefined;
}

/** Compares every field that is true or reported. A field that is in neither is left out. */
export function compareFields(truth: Truth, outcome: Outcome, contract: CallTypeContract): FieldScore[] {
  const types = new Map(contract.fields.map(({ name, type }) => [name, type]));
  const names = new Set([...Object.keys(truth.fields), ...Object.keys(outcome.fields)]);
  return [...names].flatMap((field) => {
    const expected = truth.fields[field];
    if (expected === undefined && isNote(field)) return [];
    const answer = outcome.fields[field];
    const verdict = verdictOf(expected, answer, types.get(field) === 'text');
    return verdict === undefined
      ? []
      : [{ field, verdict, expected: expected ?? null, got: answer?.value ?? null }];
  });
}

/** Notes of the call and inferences that say so themselves: nobody's answers, judged only where the truth lists them. */
function isNote(field: string): boolean {
  return field === 'recordingDisclaimerHeard' || field.endsWith('.suggestedCarc');
}

function verdictOf(expected: unknown, answer: Answer | undefined, text: boolean): FieldVerdict | undefined {
  const value = answer?.value ?? null;
  if (value === null || answer === undefined) return expected === undefined ? undefined : 'missing';
  const right = expected !== undefined && (text ? sameWords(value, expected) : sameValue(value, expected));
  switch (answer.status) {
    case 'answered':
      return right ? 'right' : 'false';
    case 'doubtful':
      return right ? 'doubtful_right' : 'doubtful_wrong';
    case 'not_asked':
    case 'rep_declined':
    case 'not_available':
    case 'not_applicable':
      // A value beside such a status is no answer.
      return expected === undefined ? undefined : 'missing';
  }
}

function sameValue(value: unknown, expected: unknown): boolean {
  if (typeof value === 'string' && typeof expected === 'string')
    return value.toLowerCase() === expected.toLowerCase();
  return isDeepStrictEqual(value, expected);
}

/** A verbatim span may carry so many words more than the truth lists ("it says", "due to"). */
const wordsAround = 3;

/** Words as they were said: the truth's must all be there, in order, with little around them. */
function sameWords(value: unknown, expected: unknown): boolean {
  const said = plainWords(value);
  const wanted = plainWords(expected);
  if (said.length > wanted.length + wordsAround) return false;
  return ` ${said.join(' ')} `.includes(` ${wanted.join(' ')} `);
}

function plainWords(value: unknown): string[] {
  return String(value)
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/^\W*(?:the|an?) /, '')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}
