import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';
import type { InboxItem } from '../kernel/review.ts';

/** Reviews as the inbox shows them, in no order; those that the transaction does not see are left out. */
export async function inboxItems(tx: Tx, taskIds: readonly string[]): Promise<InboxItem[]> {
  if (taskIds.length === 0) return [];
  const rows = await tx
    .selectFrom('task_reviews as review')
    .innerJoin('call_tasks as task', 'task.id', 'review.task_id')
    .leftJoin('auth.user as person', 'person.id', 'review.assignee')
    .select([
      'review.task_id',
      'review.external_id',
      'review.call_type',
      'task.state as task_state',
      'review.state',
      'review.reasons',
      'review.failure_reason',
      'review.payor_id',
      'task.payor_name',
      'review.practice_id',
      'review.assignee',
      'person.name as assignee_name',
      'review.revision',
      'review.version',
      'review.opened_at',
      'task.finished_at',
      'review.decided_at',
    ])
    .select(sql<string>`task.practice ->> 'name'`.as('practice_name'))
    .where('review.task_id', 'in', taskIds)
    .execute();
  return rows.map((row) => ({
    taskId: row.task_id,
    externalId: row.external_id,
    callType: row.call_type,
    taskState: row.task_state,
    reviewState: row.state,
    reasons: row.reasons,
    failureReason: row.failure_reason,
    payor: { id: row.payor_id, name: row.payor_name },
    practice: { id: row.practice_id, name: row.practice_name },
    // Somebody whose account is gone is still who it is assigned to.
    assignee: row.assignee === null ? null : { id: row.assignee, name: row.assignee_name ?? row.assignee },
    revision: row.revision,
    version: row.version,
    openedAt: row.opened_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    decidedAt: row.decided_at?.toISOString() ?? null,
  }));
}
