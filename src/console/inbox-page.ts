import { sql, type SelectQueryBuilder } from 'kysely';
import type { Tables, Tx } from '../db/database.ts';
import type { Principal } from '../kernel/access.ts';
import { readCursor, writeCursor } from '../kernel/cursor.ts';
import type { InboxFilter, InboxItem, InboxPage, ReviewQueue } from '../kernel/review.ts';
import type { SearchHash } from '../kernel/search-key.ts';
import { inboxItems } from './inbox-items.ts';

type ReviewQuery<Row> = SelectQueryBuilder<Tables, 'task_reviews', Row>;

/** How a queue is ordered: what has to be done by urgency and age, what was decided the latest first. */
type Order = 'urgent' | 'decided' | 'newest';

const orderOf: Readonly<Record<ReviewQueue, Order>> = {
  open: 'urgent',
  mine: 'urgent',
  unassigned: 'urgent',
  approved: 'decided',
  sent_back: 'decided',
  all: 'newest',
};

/** A rank, or nothing; the database's own text of a time; the id of a task. */
const place = [/^\d?$/, /^\d{4}-[-0-9: .+]{10,40}$/, /^\w{1,60}$/] as const;

/** One page of a queue. It begins where the last one ended by an index that has the queue's order. */
export async function pageOfInbox(
  tx: Tx,
  principal: Principal,
  filter: InboxFilter,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
  hash: SearchHash,
): Promise<InboxPage> {
  const order = orderOf[filter.queue];
  const rows = await pageQuery(tx, principal, filter, cursor, hash)
    .limit(limit + 1)
    .execute();
  const ids = rows.slice(0, limit).map(({ task_id }) => task_id);
  const items = new Map((await inboxItems(tx, ids)).map((item) => [item.taskId, item]));
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    data: ids.flatMap((id): InboxItem[] => {
      const item = items.get(id);
      return item === undefined ? [] : [item];
    }),
    nextCursor:
      last === undefined
        ? null
        : writeCursor([order === 'urgent' ? String(last.rank) : '', last.exact, last.task_id]),
  };
}

/** The ids of a page with what its order goes by. */
export function pageQuery(
  tx: Tx,
  principal: Principal,
  filter: InboxFilter,
  cursor: string | undefined,
  hash: SearchHash,
) {
  const order = orderOf[filter.queue];
  const from = cursor === undefined ? undefined : readCursor(cursor, place);
  const base = tx
    .selectFrom('task_reviews')
    .select(['task_id', 'rank'])
    // To the microsecond, which a Date does not hold.
    .select(
      order === 'decided'
        ? sql<string>`decided_at::text`.as('exact')
        : sql<string>`opened_at::text`.as('exact'),
    )
    .where('organization_id', '=', principal.organizationId);
  return ordered(
    matching(filtered(inQueue(base, principal, filter.queue), filter), principal, filter.q, hash),
    order,
    from,
  );
}

function inQueue<Row>(query: ReviewQuery<Row>, principal: Principal, queue: ReviewQueue): ReviewQuery<Row> {
  switch (queue) {
    case 'open':
      return query.where('state', '=', 'open');
    case 'mine':
      return query.where('state', '=', 'open').where('assignee', '=', principal.actorId);
    case 'unassigned':
      return query.where('state', '=', 'open').where('assignee', 'is', null);
    case 'approved':
    case 'sent_back':
      return query.where('state', '=', queue);
    case 'all':
      return query;
  }
}

function filtered<Row>(query: ReviewQuery<Row>, filter: InboxFilter): ReviewQuery<Row> {
  const { callType, payorId, practiceId, reason, assignee } = filter;
  let narrowed = query;
  if (callType !== undefined) narrowed = narrowed.where('call_type', '=', callType);
  if (payorId !== undefined) narrowed = narrowed.where('payor_id', '=', payorId);
  if (practiceId !== undefined) narrowed = narrowed.where('practice_id', '=', practiceId);
  if (assignee !== undefined) narrowed = narrowed.where('assignee', '=', assignee);
  if (reason !== undefined) narrowed = narrowed.where(sql<boolean>`reasons @> array[${reason}]::text[]`);
  return narrowed;
}

/** The last character that a text may hold: behind every text that begins with what stands before it. */
const lastCharacter = '\u{10FFFF}';

/** Found first, each by its own index, and then ordered: what is looked for is found a few times. */
function matching<Row>(
  query: ReviewQuery<Row>,
  { organizationId }: Principal,
  q: string | undefined,
  hash: SearchHash,
): ReviewQuery<Row> {
  if (q === undefined) return query;
  const hashed = hash(organizationId, q);
  const byIdentifier =
    hashed === undefined
      ? sql``
      : sql`union all select task_id from task_search_keys
          where organization_id = ${organizationId} and hash = ${hashed}`;
  return query.where(
    sql<boolean>`task_id = any (array(
      select task_id from task_reviews
      where organization_id = ${organizationId} and external_id collate "C" >= ${q}
        and external_id collate "C" < ${q + lastCharacter}
      ${byIdentifier}))`,
  );
}

function ordered<Row>(
  query: ReviewQuery<Row>,
  order: Order,
  from: readonly [string, string, string] | undefined,
): ReviewQuery<Row> {
  const [rank = '', at = '', id = ''] = from ?? [];
  switch (order) {
    case 'urgent': {
      const sorted = query.orderBy('rank').orderBy('opened_at').orderBy('task_id');
      return from === undefined
        ? sorted
        : sorted.where(
            sql<boolean>`(rank, opened_at, task_id) > (${Number(rank)}, ${at}::timestamptz, ${id})`,
          );
    }
    case 'decided': {
      const sorted = query.orderBy('decided_at', 'desc').orderBy('task_id', 'desc');
      return from === undefined
        ? sorted
        : sorted.where(sql<boolean>`(decided_at, task_id) < (${at}::timestamptz, ${id})`);
    }
    case 'newest': {
      const sorted = query.orderBy('opened_at', 'desc').orderBy('task_id', 'desc');
      return from === undefined
        ? sorted
        : sorted.where(sql<boolean>`(opened_at, task_id) < (${at}::timestamptz, ${id})`);
    }
  }
}
