import { ProblemError } from '../kernel/errors.ts';

/** Where a list went on: opaque to its reader, a place in our order to us. */
export function writeCursor(parts: readonly string[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** The parts that a cursor was written from. Throws a ProblemError where it is none of ours. */
export function readCursor(cursor: string, form: readonly RegExp[]): readonly string[] {
  const parts = partsOf(cursor);
  if (parts?.length !== form.length || !form.every((part, index) => part.test(parts[index] ?? '')))
    throw new ProblemError('invalid_request', 400, 'The request is not valid.', [
      { pointer: '/query/cursor', detail: 'Give the nextCursor of the page before, unchanged.' },
    ]);
  return parts;
}

function partsOf(cursor: string): readonly string[] | undefined {
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(read) && read.every((part) => typeof part === 'string') ? read : undefined;
  } catch {
    return undefined;
  }
}
