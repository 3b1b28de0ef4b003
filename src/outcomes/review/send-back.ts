import { sql } from 'kysely';
import type { Database, Tx } from '../../db/database.ts';
import type { Principal } from '../../kernel/access.ts';
import type { Reviewer, SendBackWish } from '../../kernel/review.ts';
import type { TaskRetry } from '../../kernel/task-work.ts';
import { recordDecision } from './decision.ts';
import { lockReview, sentBack } from './load-review.ts';

export interface SendBackOptions {
  db: Database;
  retry: TaskRetry<Tx>;
}

/** Has the task called again, with a note, in one transaction with the review. */
export async function sendBack(
  { db, retry }: SendBackOptions,
  reviewer: Reviewer,
  taskId: string,
  version: number,
  wish: SendBackWish,
): Promise<number | undefined> {
  const { principal } = reviewer;
  const seen = await db.tenant(principal, (tx) =>
    tx.selectFrom('task_reviews').select('task_id').where('task_id', '=', taskId).executeTakeFirst(),
  );
  if (seen === undefined) return undefined;
  const isDone = await retry(principal, taskId, wish, async (tx) => {
    const row = await lockReview(tx, taskId, version);
    if (row?.state === 'sent_back') throw sentBack();
    await recordDecision(tx, reviewer, 'task.review.send_back', taskId);
  });
  return isDone ? version + 1 : undefined;
}

/** Closes the review of a task that is asked again, by whatever door; in the transaction that asks. */
export async function closeForRetry(tx: Tx, principal: Principal, taskId: string): Promise<void> {
  await tx
    .updateTable('task_reviews')
    .set({
      state: 'sent_back',
      version: sql<number>`version + 1`,
      decided_at: sql<Date>`now()`,
      decided_by: principal.actorId,
    })
    .where('task_id', '=', taskId)
    .execute();
}
