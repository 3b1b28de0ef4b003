/** How a value is spoken and compared. Money is integer cents, dates are ISO, percent is the patient's share. */
export type FieldKind =
  'money' | 'date' | 'identifier' | 'telephone' | 'number' | 'percent' | 'choice' | 'code' | 'words' | 'name';

/** One value of a choice: how it is told, and how it is recognised when the caller reads it back. */
export interface Choice {
  say: readonly [string, ...string[]];
  heard: string;
}

/**
 * What a representative knows about one field. Patterns are regular expressions over lower-case words without
 * punctuation or apostrophes. In sentences `{value}` is the value, `{rest}` what is left to a hundred, and a field's
 * name in braces that field's value; a sentence is used only where all that it names is known. The first is the plain one.
 */
export interface FieldKnowledge {
  kind: FieldKind;
  label: string;
  /** What a question for it says. With `topic`, what it says about that topic. */
  cue?: string;
  /** A question that says this, too, is not about it. */
  unless?: string;
  topic?: string;
  scope?: 'individual' | 'family';
  /** In one clause a question for this one is none for those. */
  beats?: readonly string[];
  /** Said along with this one, where its sentence holds the value's word. */
  within?: string;
  /** Told where this one is not known: what remains, by who was asked what is met. */
  instead?: string;
  /** Numbered fields that are each about the input of this name (and this name with the number behind it). */
  about?: string;
  say?: readonly [string, ...string[]];
  choices?: Readonly<Record<string, Choice>>;
}

/** A subject that several fields are aspects of: "the deductible", of which so much is met. */
export interface Topic {
  cue: string;
  /** Asked for without an aspect, these are meant. */
  means: readonly string[];
}

export type InputKind = 'text' | 'date' | 'money' | 'npi' | 'taxId';

export interface CallKnowledge {
  /** What is looked up: "the claim". */
  thing: string;
  inputs: Readonly<Record<string, { kind: InputKind; required: boolean }>>;
  topics: Readonly<Record<string, Topic>>;
  /** By name; `#` stands for the number in numbered names. */
  fields: Readonly<Record<string, FieldKnowledge>>;
  /** Sentences that tell several fields in one breath. */
  breaths: readonly { fields: readonly string[]; say: readonly [string, ...string[]] }[];
  /** Words for sentences that a field's value decides: "check number" or "trace number". */
  words?: Readonly<Record<string, { by: string; say: Readonly<Record<string, string>>; otherwise: string }>>;
  /** A value that says that there is nothing to talk about: told at once, unasked. */
  nothing?: { field: string; value: string };
}
