/** What is true of one question to a payor, before anything is said about it. */
export interface Case {
  callType: string;
  /** Inputs that belong to this call type, beside the patient's or provider's own. */
  inputs: Readonly<Record<string, string | number>>;
  /** What a perfect caller brings home. */
  fields: Readonly<Record<string, string | number>>;
  /** The fields that are told only where the representative tells them unasked; they are no part of a plain call. */
  unasked: readonly string[];
  /** Of the fields that are asked for, those without which a call is complete all the same. */
  optional?: readonly string[] | undefined;
  /** Fields that are naturally told in one breath. */
  groups: readonly (readonly string[])[];
  /** Fields that are told together in this case whatever is asked, since not all of them are asked for. */
  together?: readonly (readonly string[])[] | undefined;
}

/** The field by which a case says what it is. */
export function statusField({ fields }: Pick<Case, 'fields'>): 'status' | 'coverageStatus' {
  return fields.status === undefined ? 'coverageStatus' : 'status';
}

/** What a case is: paid, denied, active, … */
export function aboutOf(about: Pick<Case, 'fields'>): string {
  return String(about.fields[statusField(about)]);
}
