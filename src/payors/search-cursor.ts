import { z } from 'zod';
import { readCursor, writeCursor } from '../kernel/cursor.ts';
import type { SearchPlace } from './search.ts';

const place = z.tuple([z.string().regex(/^\d(?:\.\d{1,4})?$/), z.string().max(400), z.string().max(60)]);

/** A place in a list of payors, for callers to hand back as it is. */
export function cursorOf({ score, key, id }: SearchPlace): string {
  return writeCursor([score, key, id]);
}

/** Throws ProblemError where it is none of ours. */
export function placeOf(cursor: string): SearchPlace {
  const [score, key, id] = readCursor(cursor, place);
  return { score, key, id };
}
