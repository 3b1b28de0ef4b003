import { ProblemError } from '../kernel/errors.ts';
import type { Page } from '../kernel/identity.ts';

/** The id after which a page begins; undefined for the first. Ids are in the order of time. */
export function idOfCursor(cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined;
  const id = Buffer.from(cursor, 'base64url').toString();
  if (!/^[a-z]+_[A-Za-z0-9]{1,40}$/.test(id))
    throw new ProblemError('invalid_request', 400, 'The cursor is not one of ours.', [
      { pointer: '/query/cursor', detail: 'must be the nextCursor of the page before' },
    ]);
  return id;
}

/** One row more than the page was read, to know whether another follows. */
export function pageOfRows<Item extends { id: string }>(rows: readonly Item[], limit: number): Page<Item> {
  const data = rows.slice(0, limit);
  const last = data.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { data, nextCursor: more ? Buffer.from(last.id).toString('base64url') : null };
}
