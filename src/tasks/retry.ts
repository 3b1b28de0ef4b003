import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';
import type { Principal } from '../kernel/access.ts';
import { ProblemError } from '../kernel/errors.ts';
import type { PhiCodec } from '../kernel/phi.ts';
import type { RetryWish } from '../kernel/task-work.ts';
import { alterTask, notNow, type TaskRow } from './alter.ts';
import { liveCallOf } from './cancel.ts';
import { refuseTimes, type ChangeOptions } from './change.ts';
import { aboutTask } from './task-events.ts';
import { noteContext } from './task-store.ts';

export interface RetryOptions extends ChangeOptions {
  codec: PhiCodec;
  /** Closes the review of what came of it before, in the same transaction; left out, there are no reviews. */
  closeReview?: ((tx: Tx, principal: Principal, taskId: string) => Promise<void>) | undefined;
}

/**
 * Asks an ended task again as its next revision: it waits anew with all its attempts, and its new end is told again.
 * What came of it before stays; `within` runs first in the same transaction. A notBefore that lies ahead is kept, and a dueBy that has passed falls away, unless
 * another one is given. Throws a conflict
 * where the task has not ended.
 */
export async function retryTask(
  options: RetryOptions,
  principal: Principal,
  taskId: string,
  wish: RetryWish,
  within?: (tx: Tx) => Promise<void>,
): Promise<boolean> {
  const { clock, queue, codec } = options;
  return alterTask(options, principal, taskId, {
    event: (row) => {
      const revision = row.revision + 1;
      return aboutTask(
        'task.updated',
        {
          id: row.id,
          organizationId: row.organization_id,
          callType: row.call_type,
          practiceId: row.practice_id,
          state: 'queued',
          revision,
        },
        { changed: ['state', 'revision'] },
      );
    },
    async work(tx, row) {
      await within?.(tx);
      if (row.state === 'queued' || row.state === 'calling')
        throw notNow(row, 'Only a task that has ended can be asked again.');
      if ((await liveCallOf(tx, taskId)) !== undefined)
        throw new ProblemError(
          'conflict',
          409,
          'The call that the task was on has not ended yet. Try again in a minute.',
        );
      const revision = row.revision + 1;
      const next = timesOf(row, wish, clock.now());
      refuseTimes(next, wish, clock.now());
      const note =
        wish.note === undefined
          ? null
          : await codec.seal(row.organization_id, noteContext(taskId, revision), Buffer.from(wish.note));
      await tx
        .insertInto('task_askings')
        .values({
          task_id: taskId,
          revision,
          organization_id: row.organization_id,
          asked_by: principal.actorId,
          note,
        })
        .execute();
      await tx
        .updateTable('call_tasks')
        .set({
          ...next,
          state: 'queued',
          revision,
          attempts: 0,
          deferrals: 0,
          next_attempt_at: null,
          last_reason: null,
          needs_review: false,
          finished_at: sql<null>`null`,
        })
        .where('id', '=', taskId)
        .execute();
      await options.closeReview?.(tx, principal, taskId);
      const delayMs = Math.max(0, next.not_before.getTime() - clock.now());
      await queue.send(tx, 'dial', { taskId }, { key: taskId, delayMs });
      return true;
    },
  });
}

function timesOf(row: TaskRow, { notBefore, dueBy }: RetryWish, nowMs: number) {
  const keptDueBy = row.due_by !== null && row.due_by.getTime() > nowMs ? row.due_by : null;
  return {
    not_before:
      notBefore === undefined
        ? new Date(Math.max(row.not_before.getTime(), nowMs))
        : new Date(notBefore ?? nowMs),
    due_by: dueBy === undefined ? keptDueBy : new Date(dueBy),
  };
}
