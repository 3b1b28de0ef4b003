import { sql } from 'kysely';
import type { Database, Tx } from '../../db/database.ts';
import { ProblemError, VersionConflict } from '../../kernel/errors.ts';
import { makeId } from '../../kernel/ids.ts';
import type { ReviewDesk, Reviewer } from '../../kernel/review.ts';

export interface ReviewDeskOptions {
  db: Database;
}

/** Where people decide on outcomes. */
export function makeReviewDesk({ db }: ReviewDeskOptions): ReviewDesk {
  return {
    approve: (reviewer, taskId, version) =>
      db.tenant(reviewer.principal, async (tx) => {
        const row = await tx
          .selectFrom('task_reviews')
          .select(['state', 'version'])
          .where('task_id', '=', taskId)
          .forUpdate()
          .executeTakeFirst();
        if (row === undefined) return undefined;
        if (row.version !== version) throw new VersionConflict(row.version);
        if (row.state !== 'open' && row.state !== 'clear')
          throw new ProblemError('conflict', 409, 'The review has been decided already.');
        await tx
          .updateTable('task_reviews')
          .set({
            state: 'approved',
            version: version + 1,
            decided_at: sql<Date>`now()`,
            decided_by: reviewer.principal.actorId,
          })
          .where('task_id', '=', taskId)
          .execute();
        await tx.updateTable('call_tasks').set({ needs_review: false }).where('id', '=', taskId).execute();
        await recordDecision(tx, reviewer, 'task.review.approve', taskId);
        return version + 1;
      }),
  };
}

/** In the transaction of the change: what is changed is recorded, and what is recorded was changed. */
async function recordDecision(
  tx: Tx,
  { principal, origin }: Reviewer,
  action: string,
  taskId: string,
): Promise<void> {
  await tx
    .insertInto('audit_log')
    .values({
      id: makeId('aud'),
      organization_id: principal.organizationId,
      actor: principal.actorId,
      action,
      subject: taskId,
      request_id: origin.requestId,
      address: origin.address,
    })
    .execute();
}
