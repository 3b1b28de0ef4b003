import { createHmac, createSecretKey, hkdfSync } from 'node:crypto';
import type { TaskRequest } from './task-request.ts';
import { pointerOf } from '../kernel/plain-words.ts';

/** Eighty bits: two values that differ are told apart, and a row stays small enough to be stored in one piece. */
const hashChars = 20;

export type Fingerprint = Readonly<Record<string, string>>;

/**
 * Tells a repeated request from another one without keeping what was asked: a keyed hash of each member (a plain hash
 * of a date of birth is guessed in a moment). The key is derived from the master key.
 */
export function makeFingerprinter(masterKey: Uint8Array) {
  const derived = hkdfSync('sha256', masterKey, '', 'call task fingerprint', 32);
  const key = createSecretKey(Buffer.from(derived));
  return (organizationId: string, request: TaskRequest): Fingerprint =>
    Object.fromEntries(
      leaves(request, []).map(([pointer, value]) => [
        pointer,
        createHmac('sha256', key)
          .update(JSON.stringify([organizationId, pointer, value]))
          .digest('hex')
          .slice(0, hashChars),
      ]),
    );
}

/** JSON pointers of the members that differ, a missing one included. */
export function differences(before: Fingerprint, after: Fingerprint): readonly string[] {
  const pointers = new Set([...Object.keys(before), ...Object.keys(after)]);
  const isOther = (pointer: string) =>
    before[pointer]?.slice(0, hashChars) !== after[pointer]?.slice(0, hashChars);
  return [...pointers].filter(isOther).sort();
}

function leaves(value: unknown, path: readonly string[]): [pointer: string, value: unknown][] {
  if (value === undefined) return [];
  if (typeof value !== 'object' || value === null) return [[pointerOf(path), value]];
  return Object.entries(value).flatMap(([name, member]) => leaves(member, [...path, name]));
}
