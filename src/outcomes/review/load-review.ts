import type { Selectable } from 'kysely';
import type { Database, Tables, Tx } from '../../db/database.ts';
import type { Principal } from '../../kernel/access.ts';
import type { CallTask } from '../../kernel/call-task.ts';
import { ProblemError, VersionConflict } from '../../kernel/errors.ts';
import { outcomeContext, type Outcome } from '../../kernel/outcome.ts';
import type { PhiCodec } from '../../kernel/phi.ts';
import type { ReviewPerson } from '../../kernel/review.ts';
import { openJson } from '../../kernel/sealed-json.ts';

export type ReviewRow = Selectable<Tables['task_reviews']>;

export interface LoadReviewOptions {
  db: Database;
  codec: PhiCodec;
  /** Tasks with their inputs opened. Throws where one is not the organization's. */
  loadTasks: (organizationId: string, taskIds: readonly string[]) => Promise<CallTask[]>;
}

export interface LoadedReview {
  row: ReviewRow;
  task: CallTask;
  outcome: Outcome;
  assignee: ReviewPerson | null;
}

/** A review at the version that a change is based on; undefined where the principal sees none. */
export async function loadReview(
  { db, codec, loadTasks }: LoadReviewOptions,
  principal: Principal,
  taskId: string,
  version: number,
): Promise<LoadedReview | undefined> {
  const found = await db.tenant(principal, async (tx) => {
    const row = await rowOf(tx, taskId).executeTakeFirst();
    if (row === undefined) return undefined;
    demandVersion(row, version);
    const { sealed } = await tx
      .selectFrom('outcomes')
      .select('sealed')
      .where('task_id', '=', taskId)
      .where('revision', '=', row.revision)
      .executeTakeFirstOrThrow();
    return { row, sealed, assignee: await personOf(tx, row.assignee) };
  });
  if (found === undefined) return undefined;
  const { row, sealed, assignee } = found;
  const [task] = await loadTasks(row.organization_id, [taskId]);
  if (task === undefined) throw new Error('A task under review is gone.');
  const outcome = await openJson(codec, row.organization_id, outcomeContext(taskId), sealed);
  return { row, task, outcome: outcome as Outcome, assignee };
}

/**
 * Locks a review with its task, in the order in which the end of a call does, and demands that nothing has changed
 * since the version.
 */
export async function lockReview(tx: Tx, taskId: string, version: number): Promise<ReviewRow | undefined> {
  await tx.selectFrom('call_tasks').select('id').where('id', '=', taskId).forUpdate().executeTakeFirst();
  const row = await rowOf(tx, taskId).forUpdate().executeTakeFirst();
  if (row !== undefined) demandVersion(row, version);
  return row;
}

/** A decision is about the outcome that stands: one that has been sent back has none, an approved one is reopened first. */
export function demandUndecided(row: Pick<ReviewRow, 'state'>): void {
  switch (row.state) {
    case 'open':
    case 'clear':
      return;
    case 'approved':
      throw new ProblemError('conflict', 409, 'The outcome has been approved. Reopen the review first.');
    case 'sent_back':
      throw sentBack();
  }
}

export function sentBack(): ProblemError {
  return new ProblemError('conflict', 409, 'The task is asked again. Its next outcome will be reviewed.');
}

/** A review as lists tell of it, without its outcome. */
export async function lineOf(tx: Tx, taskId: string) {
  const row = await tx
    .selectFrom('task_reviews as review')
    .innerJoin('call_tasks as task', 'task.id', 'review.task_id')
    .select(['review.organization_id', 'review.call_type', 'review.practice_id', 'review.revision'])
    .select(['review.state', 'review.assignee', 'review.decided_at', 'task.state as task_state'])
    .where('review.task_id', '=', taskId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { organization_id: organizationId, call_type: callType, practice_id: practiceId } = row;
  return {
    task: { id: taskId, organizationId, callType, practiceId },
    taskState: row.task_state,
    revision: row.revision,
    state: row.state,
    assignee: row.assignee,
    decidedAt: row.decided_at?.toISOString() ?? null,
  };
}

/** Somebody by name; the id where the account is gone. */
export async function personOf(tx: Tx, userId: string | null): Promise<ReviewPerson | null> {
  if (userId === null) return null;
  const row = await tx.selectFrom('auth.user').select('name').where('id', '=', userId).executeTakeFirst();
  return { id: userId, name: row?.name ?? userId };
}

function rowOf(tx: Tx, taskId: string) {
  return tx.selectFrom('task_reviews').selectAll().where('task_id', '=', taskId);
}

function demandVersion(row: ReviewRow, version: number): void {
  if (row.version !== version) throw new VersionConflict(row.version);
}
