import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import type { CallTask } from '../../kernel/call-task.ts';
import type { Outcome } from '../../kernel/outcome.ts';
import { firstStateOf, rankOf, reviewReasonsOf } from './reasons.ts';

/**
 * Puts a new outcome up for review, in the transaction that writes it. The outcome of a task that was asked again opens
 * its review anew; whoever it was assigned to keeps it.
 */
export async function openReview(tx: Tx, task: CallTask, outcome: Outcome, revision: number): Promise<void> {
  const reasons = reviewReasonsOf(outcome);
  const found = {
    revision,
    state: firstStateOf(reasons),
    reasons,
    rank: rankOf(reasons),
    failure_reason: outcome.failure?.reason ?? null,
  };
  await tx
    .insertInto('task_reviews')
    .values({
      ...found,
      task_id: task.id,
      organization_id: task.organizationId,
      practice_id: task.practiceId,
      payor_id: task.payor.id,
      call_type: task.callType,
      external_id: task.externalId,
    })
    .onConflict((conflict) =>
      conflict.column('task_id').doUpdateSet({
        ...found,
        version: sql<number>`task_reviews.version + 1`,
        opened_at: sql<Date>`now()`,
        decided_at: null,
        decided_by: null,
      }),
    )
    .execute();
}
