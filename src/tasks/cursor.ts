import { readCursor, writeCursor } from '../kernel/cursor.ts';

/** Where a page of tasks ended: the database's own text of a time, and the id beside it. */
export interface Place {
  at: string;
  id: string;
}

const place = [/^\d{4}-[-0-9: .+]{10,40}$/, /^\w{1,60}$/] as const;

export function cursorOf({ at, id }: Place): string {
  return writeCursor([at, id]);
}

/** Throws a ProblemError where it is none of ours. */
export function placeOf(cursor: string): Place {
  const [at, id] = readCursor(cursor, place);
  return { at, id };
}
