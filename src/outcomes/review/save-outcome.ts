import type { Tx } from '../../db/database.ts';
import type { Outcome } from '../../kernel/outcome.ts';
import { outcomeContext } from '../../kernel/outcome.ts';
import type { PhiCodec } from '../../kernel/phi.ts';
import { sealJson } from '../../kernel/sealed-json.ts';
import type { LoadedReview } from './load-review.ts';
import { rankOf, reviewReasonsOf } from './reasons.ts';

export interface PreparedOutcome {
  /** Puts it in the place of the one before, with the task and the review as they are by it; the review is locked. */
  write(tx: Tx): Promise<void>;
}

/** How a review stands after a change; `by` is null where that is no decision. */
export type Decision =
  | { state: 'open' | 'clear'; by: null }
  /** `at` is ISO. */
  | { state: 'approved'; by: string; at: string };

/** Seals an outcome that people changed, before the transaction that writes it. */
export async function prepareOutcome(
  codec: PhiCodec,
  { row, task }: LoadedReview,
  outcome: Outcome,
  decision: Decision,
): Promise<PreparedOutcome> {
  const sealed = await sealJson(codec, row.organization_id, outcomeContext(task.id), outcome);
  // What the call left stays the reason, also when people have settled it.
  const reasons = row.reasons.length > 0 ? row.reasons : reviewReasonsOf(outcome);
  return {
    async write(tx) {
      await tx
        .updateTable('outcomes')
        .set({ state: outcome.state, sealed })
        .where('task_id', '=', task.id)
        .where('revision', '=', row.revision)
        .execute();
      await tx
        .updateTable('call_tasks')
        .set({
          state: outcome.state,
          last_reason: outcome.failure?.reason ?? null,
          needs_review: outcome.needsReview,
        })
        .where('id', '=', task.id)
        .execute();
      await tx
        .updateTable('task_reviews')
        .set({
          state: decision.state,
          decided_at: decision.by === null ? null : new Date(decision.at),
          decided_by: decision.by,
          reasons,
          rank: rankOf(reasons),
          failure_reason: outcome.failure?.reason ?? null,
          version: row.version + 1,
        })
        .where('task_id', '=', task.id)
        .execute();
    },
  };
}
