import type { CallTypeContract } from './call-type.ts';

/** By what kinds of identifiers tasks are found. */
export type SearchKind = 'member_id' | 'claim_number' | 'reference' | 'auth_number' | 'check_number';

/**
 * Keyed hash under which an organization finds an identifier, however it was written: letters and digits count, their
 * case and what stands between them do not. Undefined for what has too few of them to be one.
 */
export type SearchHash = (organizationId: string, identifier: string) => Uint8Array | undefined;

/** What inputs and fields hold, by their names; what none of these match is not looked for. */
const kindsByName: readonly (readonly [RegExp, SearchKind])[] = [
  [/member|subscriber/i, 'member_id'],
  [/claim/i, 'claim_number'],
  [/auth/i, 'auth_number'],
  [/check|eft|trace/i, 'check_number'],
  [/reference/i, 'reference'],
];

/** The identifiers of a task by which people look for it: those that came with it, and those that it brought. */
export function identifiersOf(
  contract: Pick<CallTypeContract, 'inputs' | 'fields'>,
  inputs: Readonly<Record<string, unknown>>,
  answers: Readonly<Record<string, { value: unknown }>>,
): { kind: SearchKind; identifier: string }[] {
  const given = contract.inputs
    .filter(({ kind }) => kind === 'identifier')
    .map(({ name }) => [name, inputs[name]] as const);
  const told = contract.fields
    .filter(({ type }) => type === 'identifier')
    .map(({ name }) => [name, answers[name]?.value] as const);
  return [...given, ...told].flatMap(([name, identifier]) => {
    const kind = kindsByName.find(([pattern]) => pattern.test(name))?.[1];
    return kind === undefined || typeof identifier !== 'string' ? [] : [{ kind, identifier }];
  });
}
