import { readCursor, writeCursor } from '../kernel/cursor.ts';
import type { SearchPlace } from './search.ts';

const place = [/^\d(?:\.\d{1,4})?$/, /^.{0,400}$/s, /^\w{1,60}$/] as const;

/** A place in a list of payors, for callers to hand back as it is. */
export function cursorOf({ score, key, id }: SearchPlace): string {
  return writeCursor([score, key, id]);
}

/** Throws ProblemError where it is none of ours. */
export function placeOf(cursor: string): SearchPlace {
  const [score, key, id] = readCursor(cursor, place);
  return { score, key, id };
}
