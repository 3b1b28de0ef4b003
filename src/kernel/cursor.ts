import type { z } from 'zod';
import { ProblemError } from './errors.ts';

/** Where a page of a list ended: opaque to its reader, a place in our order to us. */
export function writeCursor(parts: readonly string[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** The parts that a cursor was written from. Throws a ProblemError where it is none of that list's. */
export function readCursor<Parts>(cursor: string, place: z.ZodType<Parts>): Parts {
  const read = place.safeParse(partsOf(cursor));
  if (read.success) return read.data;
  throw new ProblemError('invalid_request', 400, 'The cursor is not one of this list.', [
    { pointer: '/query/cursor', detail: 'must be the nextCursor of the page before, unchanged' },
  ]);
}

function partsOf(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
