import { sql } from 'kysely';
import type { Database, Tx } from '../../db/database.ts';
import { ProblemError } from '../../kernel/errors.ts';
import type { EventAnnouncer } from '../../kernel/event.ts';
import type { Reviewer } from '../../kernel/review.ts';
import { recordDecision } from './decision.ts';
import { lineOf, lockReview, personOf } from './load-review.ts';
import { reviewChangedEvent } from './review-events.ts';

export interface AssignOptions {
  db: Database;
  announcer: EventAnnouncer<Tx>;
}

/** Gives a review to somebody who may decide on it, or with null to nobody. */
export async function assign(
  { db, announcer }: AssignOptions,
  reviewer: Reviewer,
  taskId: string,
  version: number,
  assignee: string | null,
): Promise<number | undefined> {
  const { principal } = reviewer;
  const found = await db.tenant(principal, async (tx) => {
    const seen = await lineOf(tx, taskId);
    return seen && { seen, person: await personOf(tx, assignee) };
  });
  if (found === undefined) return undefined;
  const { seen, person } = found;
  const told = await announcer.prepare([
    reviewChangedEvent(seen.task, seen.taskState, seen.revision, {
      state: seen.state,
      version: version + 1,
      assignee: person,
      decidedAt: seen.decidedAt,
    }),
  ]);
  return db.tenant(principal, async (tx) => {
    const row = await lockReview(tx, taskId, version);
    if (row === undefined) return undefined;
    if (assignee !== null && !(await mayReview(tx, assignee, row.practice_id)))
      throw new ProblemError('invalid_request', 400, 'The review cannot be assigned like this.', [
        { pointer: '/assignee', detail: 'is nobody who may review tasks of this practice' },
      ]);
    await tx
      .updateTable('task_reviews')
      .set({ assignee, version: version + 1 })
      .where('task_id', '=', taskId)
      .execute();
    await told.write(tx);
    await recordDecision(tx, reviewer, 'task.review.assign', taskId);
    return version + 1;
  });
}

/** Whether a person's role lets them decide, and the practice is one of theirs. */
async function mayReview(tx: Tx, userId: string, practiceId: string | null): Promise<boolean> {
  const row = await tx
    .selectFrom('memberships')
    .select('user_id')
    .where('user_id', '=', userId)
    .where('disabled_at', 'is', null)
    .where('role', '<>', 'viewer')
    .where(sql<boolean>`(practice_ids is null or ${practiceId} = any (practice_ids))`)
    .executeTakeFirst();
  return row !== undefined;
}
