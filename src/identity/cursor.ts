import { readCursor, writeCursor } from '../kernel/cursor.ts';
import type { Page } from '../kernel/identity.ts';

/** The id after which a page begins; undefined for the first. Ids are in the order of time. */
export function idOfCursor(cursor: string | undefined): string | undefined {
  return cursor === undefined ? undefined : readCursor(cursor, [/^[a-z]+_[A-Za-z0-9]{1,40}$/])[0];
}

/** One row more than the page was read, to know whether another follows. */
export function pageOfRows<Item extends { id: string }>(rows: readonly Item[], limit: number): Page<Item> {
  const data = rows.slice(0, limit);
  const last = data.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { data, nextCursor: more ? writeCursor([last.id]) : null };
}
