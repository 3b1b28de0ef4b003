import { sql } from 'kysely';
import type { Database, Tx } from '../../db/database.ts';
import type { Principal } from '../../kernel/access.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { EventAnnouncer } from '../../kernel/event.ts';
import type { Reviewer, SendBackWish } from '../../kernel/review.ts';
import type { TaskRetry } from '../../kernel/task-work.ts';
import { recordDecision } from './decision.ts';
import { lineOf, lockReview, personOf, sentBack } from './load-review.ts';
import { reviewChangedEvent } from './review-events.ts';

export interface SendBackOptions {
  db: Database;
  retry: TaskRetry<Tx>;
  announcer: EventAnnouncer<Tx>;
  clock: Clock;
}

/** Has the task called again, with a note, in one transaction with the review. */
export async function sendBack(
  { db, retry, announcer, clock }: SendBackOptions,
  reviewer: Reviewer,
  taskId: string,
  version: number,
  wish: SendBackWish,
): Promise<number | undefined> {
  const { principal } = reviewer;
  const found = await db.tenant(principal, async (tx) => {
    const seen = await lineOf(tx, taskId);
    return seen && { seen, assignee: await personOf(tx, seen.assignee) };
  });
  if (found === undefined) return undefined;
  const { seen, assignee } = found;
  const told = await announcer.prepare([
    reviewChangedEvent(seen.task, 'queued', seen.revision, {
      state: 'sent_back',
      version: version + 1,
      assignee,
      decidedAt: new Date(clock.now()).toISOString(),
    }),
  ]);
  const isDone = await retry(principal, taskId, wish, async (tx) => {
    const row = await lockReview(tx, taskId, version);
    if (row?.state === 'sent_back') throw sentBack();
    await told.write(tx);
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
