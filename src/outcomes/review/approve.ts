import type { Tx } from '../../db/database.ts';
import type { Outcome } from '../../kernel/outcome.ts';
import type { Reviewer } from '../../kernel/review.ts';
import type { ChangeValuesOptions } from './change-values.ts';
import { contractOf } from './change-values.ts';
import { recordDecision } from './decision.ts';
import { demandUndecided, loadReview, lockReview, sentBack } from './load-review.ts';
import { ProblemError } from '../../kernel/errors.ts';
import { reassess } from './reassess.ts';
import { outcomeEvent, reviewChangedEvent } from './review-events.ts';
import { prepareOutcome } from './save-outcome.ts';

/** Takes an outcome as it stands: the task needs no review any more, and it is told who approved it. */
export async function approve(
  options: ChangeValuesOptions,
  reviewer: Reviewer,
  taskId: string,
  version: number,
): Promise<number | undefined> {
  const { principal } = reviewer;
  const review = await loadReview(options, principal, taskId, version);
  if (review === undefined) return undefined;
  demandUndecided(review.row);
  const at = new Date(options.clock.now()).toISOString();
  const by = principal.actorId;
  const outcome: Outcome = { ...review.outcome, needsReview: false, approval: { by, at } };
  const saved = await prepareOutcome(options.codec, review, outcome, { state: 'approved', by, at });
  const told = await options.announcer.prepare([
    outcomeEvent('task.approved', review.task, outcome, at),
    reviewChangedEvent(review.task, outcome.state, review.row.revision, {
      state: 'approved',
      version: version + 1,
      assignee: review.assignee,
      decidedAt: at,
    }),
  ]);
  return decide(options, reviewer, { taskId, version, action: 'task.review.approve' }, [saved, told]);
}

/** Opens a review that was approved, or that nobody had to look at; the outcome says again what is in doubt. */
export async function reopen(
  options: ChangeValuesOptions,
  reviewer: Reviewer,
  taskId: string,
  version: number,
): Promise<number | undefined> {
  const { principal } = reviewer;
  const review = await loadReview(options, principal, taskId, version);
  if (review === undefined) return undefined;
  const { row, task } = review;
  if (row.state === 'sent_back') throw sentBack();
  if (row.state === 'open') throw new ProblemError('conflict', 409, 'The review is open already.');
  const outcome = reassess(review.outcome, review.outcome.fields, {
    contract: contractOf(options.callTypes, task.callType),
    inputs: task.inputs,
    today: options.today(task.practice.timeZone),
  });
  const saved = await prepareOutcome(options.codec, review, outcome, { state: 'open', by: null });
  const told = await options.announcer.prepare([
    reviewChangedEvent(task, outcome.state, row.revision, {
      state: 'open',
      version: version + 1,
      assignee: review.assignee,
      decidedAt: null,
    }),
  ]);
  return decide(options, reviewer, { taskId, version, action: 'task.review.reopen' }, [saved, told]);
}

/** Writes a decision where the review still has the version that it is based on; resolves to the next version. */
function decide(
  { db }: Pick<ChangeValuesOptions, 'db'>,
  reviewer: Reviewer,
  { taskId, version, action }: { taskId: string; version: number; action: `task.${string}` },
  parts: readonly { write(tx: Tx): Promise<void> }[],
): Promise<number | undefined> {
  return db.tenant(reviewer.principal, async (tx) => {
    if ((await lockReview(tx, taskId, version)) === undefined) return undefined;
    for (const part of parts) await part.write(tx);
    await recordDecision(tx, reviewer, action, taskId);
    return version + 1;
  });
}
