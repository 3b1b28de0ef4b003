import { hash, hkdfSync } from 'node:crypto';
import type { TaskRequest } from './task-request.ts';
import { pointerOf } from '../kernel/plain-words.ts';

/** Eighty bits: two values that differ are told apart, and a row stays small enough to be stored in one piece. */
const hashChars = 20;

/** When and how soon a task is called is no part of what is asked; it is changed by PATCH. */
const ofTheCalling: ReadonlySet<string> = new Set(['/notBefore', '/dueBy', '/priority']);

export type Fingerprint = Readonly<Record<string, string>>;

/**
 * Tells a repeated request from another one without keeping what was asked: a keyed hash of each member (a plain hash
 * of a date of birth is guessed in a moment). The key is derived from the master key. It stands in front of what is
 * hashed, always of the same length, and the hash is cut: that is a keyed hash as good as HMAC, at a quarter of its
 * time, and a file of tasks has a million members.
 */
export function makeFingerprinter(masterKey: Uint8Array) {
  const key = Buffer.from(hkdfSync('sha256', masterKey, '', 'call task fingerprint', 32)).toString('hex');
  return (organizationId: string, request: TaskRequest): Fingerprint =>
    Object.fromEntries(
      leaves(request, []).map(([pointer, value]) => [
        pointer,
        hash('sha256', key + JSON.stringify([organizationId, pointer, value]), 'hex').slice(0, hashChars),
      ]),
    );
}

/** JSON pointers of the members that make it another request, a missing one included. */
export function differences(before: Fingerprint, after: Fingerprint): readonly string[] {
  return allDifferences(before, after).filter((pointer) => !ofTheCalling.has(pointer));
}

/** Whether two requests are the same to the last member: what was said of the one holds for the other. */
export function isIdentical(before: Fingerprint, after: Fingerprint): boolean {
  return allDifferences(before, after).length === 0;
}

function allDifferences(before: Fingerprint, after: Fingerprint): readonly string[] {
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
