import { ProblemError } from '../kernel/errors.ts';

/** Where a page of tasks ended: the database's own text of a time, and the id beside it. */
export interface Place {
  at: string;
  id: string;
}

export function cursorOf({ at, id }: Place): string {
  return Buffer.from(JSON.stringify([at, id])).toString('base64url');
}

/** Throws a problem that names the member of the query. */
export function placeOf(cursor: string): Place {
  const [at, id] = partsOf(cursor);
  if (typeof at !== 'string' || typeof id !== 'string' || !/^\d{4}-[-0-9: .+]{10,40}$/.test(at))
    throw new ProblemError('invalid_request', 400, 'The request is not valid.', [
      { pointer: '/query/cursor', detail: 'must be nextCursor of a page before, unchanged' },
    ]);
  return { at, id };
}

function partsOf(cursor: string): unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(parts) ? parts : [];
  } catch {
    return [];
  }
}
