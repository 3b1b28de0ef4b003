import { sql, type RawBuilder } from 'kysely';
import type { Database } from '../db/database.ts';
import type { Principal } from '../kernel/access.ts';
import { reviewReasons, type InboxCounts, type ReviewPerson } from '../kernel/review.ts';

const count = (condition: RawBuilder<unknown>) =>
  sql<number>`(count(*) filter (where ${condition}))::integer`;

/** How many reviews of each kind the principal sees. */
export async function countReviews(db: Database, principal: Principal): Promise<InboxCounts> {
  const open = sql`state = 'open'`;
  const row = await db.tenant(principal, (tx) =>
    tx
      .selectFrom('task_reviews')
      .select([
        count(open).as('open'),
        count(sql`${open} and assignee = ${principal.actorId}`).as('mine'),
        count(sql`${open} and assignee is null`).as('unassigned'),
        count(sql`state = 'approved'`).as('approved'),
        count(sql`state = 'sent_back'`).as('sentBack'),
      ])
      .select(
        reviewReasons.map((reason) =>
          count(sql`${open} and reasons @> array[${reason}]::text[]`).as(`reason_${reason}` as const),
        ),
      )
      .where('organization_id', '=', principal.organizationId)
      .executeTakeFirstOrThrow(),
  );
  const { open: opened, mine, unassigned, approved, sentBack } = row;
  return {
    open: opened,
    mine,
    unassigned,
    approved,
    sentBack,
    byReason: {
      doubtful_value: row.reason_doubtful_value,
      failed_check: row.reason_failed_check,
      refusal: row.reason_refusal,
      partial: row.reason_partial,
      failed: row.reason_failed,
    },
  };
}

/** Those who may decide, by name; of somebody limited to practices only those whose practices are among theirs. */
export async function reviewersOf(db: Database, principal: Principal): Promise<ReviewPerson[]> {
  return db.tenant(principal, (tx) =>
    tx
      .selectFrom('memberships')
      .innerJoin('auth.user', 'auth.user.id', 'memberships.user_id')
      .select(['auth.user.id', 'auth.user.name'])
      .where('memberships.disabled_at', 'is', null)
      .where('memberships.role', '<>', 'viewer')
      .$if(principal.practiceIds !== null, (q) =>
        q.where((eb) =>
          eb.or([
            eb('memberships.practice_ids', 'is', null),
            sql<boolean>`memberships.practice_ids && ${principal.practiceIds}::text[]`,
          ]),
        ),
      )
      .orderBy('auth.user.name')
      .orderBy('auth.user.id')
      .execute(),
  );
}
