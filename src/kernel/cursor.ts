import { ProblemError } from './errors.ts';

/** Where a page of a list ended: opaque to its reader, a place in our order to us. */
export function writeCursor(parts: readonly string[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** The parts that a cursor was written from, each in its form. Throws a ProblemError where it is none of that list's. */
export function readCursor<const Form extends readonly RegExp[]>(
  cursor: string,
  form: Form,
): { [Part in keyof Form]: string } {
  const parts = partsOf(cursor);
  if (isOf(parts, form)) return parts;
  throw new ProblemError('invalid_request', 400, 'The cursor is not one of this list.', [
    { pointer: '/query/cursor', detail: 'must be the nextCursor of the page before, unchanged' },
  ]);
}

function isOf<Form extends readonly RegExp[]>(
  parts: unknown,
  form: Form,
): parts is { [Part in keyof Form]: string } {
  return (
    Array.isArray(parts) &&
    parts.length === form.length &&
    form.every((part, at) => typeof parts[at] === 'string' && part.test(parts[at]))
  );
}

function partsOf(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
