/** What a call type asks of its callers and promises in return: the part of its file that other rooms need. */
export interface CallTypeContract {
  callType: string;
  title: string;
  inputs: readonly InputContract[];
  fields: readonly FieldContract[];
  checks: readonly CheckRule[];
}

/** A JSON Schema of draft 2020-12, ready to be serialised. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** A call type as the API describes it to those who queue tasks and take outcomes in. */
export interface CallTypeDescription {
  callType: string;
  title: string;
  /** Of `inputs` in a request for a task. */
  inputs: JsonSchema;
  /** Of `outcome` in a task and in a webhook. */
  outcome: JsonSchema;
}

export const inputKinds = [
  'identifier',
  'name',
  'date',
  'money',
  'npi',
  'tax_id',
  'telephone',
  'text',
] as const;

export type InputKind = (typeof inputKinds)[number];

/** One input of a task. Money is integer cents, dates are ISO, identifiers as on the card. */
export interface InputContract {
  name: string;
  label: string;
  kind: InputKind;
  required: boolean;
  /** A date that may lie in the future, such as that of a visit still to come. */
  ahead?: boolean | undefined;
}

/** `percent` is a whole number from 0 to 100, `telephone` digits without a country code. */
export const fieldTypes = [
  'enum',
  'money',
  'date',
  'identifier',
  'code',
  'integer',
  'duration',
  'deadline',
  'name',
  'text',
  'yes_no',
  'percent',
  'telephone',
] as const;

export type FieldType = (typeof fieldTypes)[number];

export interface FieldContract {
  name: string;
  label: string;
  type: FieldType;
  requirement: 'required' | 'conditional' | 'optional';
  /** For an enumeration: each value with the words for it. */
  values?: readonly { value: string; say: string }[] | undefined;
  /** Shape of the whole value as a regular expression, for identifiers and codes. */
  shape?: string | undefined;
  /** It is wanted where this holds; a field without one is wanted on every branch. */
  when?: Wanted | undefined;
}

/** Holds where the named field was answered with one of the values. */
export interface Condition {
  field: string;
  in: readonly string[];
}

/**
 * Where a field is wanted: on a branch, beside an answer (`answered: false`: in place of one), beside a number above
 * another, for a task that came with an input, or a joint of these.
 */
export type Wanted =
  | Condition
  | { field: string; answered: boolean }
  | { field: string; above: number }
  | { input: string }
  | { all: readonly Wanted[] }
  | { any: readonly Wanted[] };

/** Cross-checks over one outcome's fields; a rule whose fields are not all answered is not applied. */
export type CheckRule =
  | { kind: 'at_most'; name: string; left: string; right: string }
  | { kind: 'sums_to'; name: string; parts: readonly string[]; total: string }
  | { kind: 'not_after'; name: string; left: string; right: string }
  | { kind: 'not_future'; name: string; field: string }
  | { kind: 'requires'; name: string; when: Condition; field: string }
  /** The date has not passed while the condition holds: a decision that is still due. */
  | { kind: 'not_past'; name: string; when: Condition; field: string }
  /** So many calendar days from a date that the task came with have not passed while all conditions hold. */
  | { kind: 'within_days'; name: string; when: readonly Condition[]; input: string; days: number };
