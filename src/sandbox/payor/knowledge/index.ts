import { claimStatus } from './claim-status.ts';
import { credentialingStatus } from './credentialing-status.ts';
import { eligibility } from './eligibility.ts';
import { everyCall } from './every-call.ts';
import { priorAuth } from './prior-auth.ts';
import type { CallKnowledge, FieldKind, FieldKnowledge } from './types.ts';

/** What a representative knows about each call type that is known here; others are understood by their fields' names. */
export const knownCalls: Readonly<Record<string, CallKnowledge>> = {
  eligibility,
  claim_status: claimStatus,
  prior_auth: priorAuth,
  credentialing_status: credentialingStatus,
};

const unknownCall: CallKnowledge = { thing: 'the record', inputs: {}, topics: {}, fields: {}, breaths: [] };

/** "denials.2.code" → "denials.#.code". */
export function stemOf(field: string): string {
  return field.replace(/\.\d+(?=\.|$)/gu, '.#');
}

/** All that is known for a call: the call type's fields, those of every call, and what `values` alone tell of others. */
export function knowledgeFor(
  callType: string,
  values: Readonly<Record<string, string | number>>,
): CallKnowledge {
  const known = knownCalls[callType] ?? unknownCall;
  const fields: Record<string, FieldKnowledge> = { ...everyCall, ...known.fields };
  for (const [name, value] of Object.entries(values)) fields[stemOf(name)] ??= guess(name, value);
  return { ...known, fields };
}

/** "applicationStage" is asked for, and told, as "application stage". */
function guess(name: string, value: string | number): FieldKnowledge {
  const label = labelOf(name);
  return { kind: kindOfValue(label, value), label, cue: label.split(' ').join('( \\w+){0,2} ') };
}

/** A name in words: "siteVisit.dueDate" → "site visit due date". */
export function labelOf(name: string): string {
  return name
    .replace(/\.\d+|\.#/gu, '')
    .replace(/\./gu, ' ')
    .replace(/([a-z])([A-Z])/gu, '$1 $2')
    .toLowerCase();
}

function kindOfValue(label: string, value: string | number): FieldKind {
  if (typeof value === 'number')
    return /amount|balance|paid|cost|copay|deductible|fee/u.test(label) ? 'money' : 'number';
  if (/^\d{4}-\d\d-\d\d$/u.test(value)) return 'date';
  if (/phone|fax/u.test(label)) return 'telephone';
  return /^(?=.*\d)[A-Z0-9-]{4,}$/u.test(value) ? 'identifier' : 'words';
}

/** Every field name that is known, numbered ones with their first numbers: for completion in editors. */
export function knownFieldNames(): string[] {
  const stems = [everyCall, ...Object.values(knownCalls).map(({ fields }) => fields)].flatMap((fields) =>
    Object.keys(fields),
  );
  return [...new Set(stems.flatMap((stem) => ['1', '2', '3'].map((number) => stem.replace('#', number))))];
}
