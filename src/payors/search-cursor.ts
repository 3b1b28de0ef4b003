import { z } from 'zod';
import { ProblemError } from '../kernel/errors.ts';
import type { SearchPlace } from './search.ts';

const place = z.tuple([z.string().regex(/^\d(?:\.\d{1,4})?$/), z.string().max(400), z.string().max(60)]);

/** A place in a list of payors, for callers to hand back as it is. */
export function writeCursor({ score, key, id }: SearchPlace): string {
  return Buffer.from(JSON.stringify([score, key, id])).toString('base64url');
}

/** Throws ProblemError where it is none of ours. */
export function readCursor(cursor: string): SearchPlace {
  let read: unknown;
  try {
    read = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    read = undefined;
  }
  const parsed = place.safeParse(read);
  if (!parsed.success)
    throw new ProblemError('invalid_request', 400, 'The cursor is not one of this list.', [
      { pointer: '/query/cursor', detail: 'must be the nextCursor of a page of this list' },
    ]);
  const [score, key, id] = parsed.data;
  return { score, key, id };
}
