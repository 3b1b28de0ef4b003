import type { Queue } from '../db/queue.ts';
import type { Principal } from '../kernel/access.ts';
import type { Clock } from '../kernel/clock.ts';
import type { FieldProblem } from '../kernel/errors.ts';
import { ProblemError } from '../kernel/errors.ts';
import type { TaskChange } from '../kernel/task-work.ts';
import { alterTask, notNow, type AlterOptions, type TaskRow } from './alter.ts';
import { aboutTask } from './task-events.ts';

export interface ChangeOptions extends AlterOptions {
  queue: Pick<Queue, 'send'>;
  clock: Clock;
}

/** Changes when and how soon a waiting task is called. Throws a conflict where it does not wait. */
export async function changeTask(
  options: ChangeOptions,
  principal: Principal,
  taskId: string,
  change: TaskChange,
): Promise<boolean> {
  const { clock, queue } = options;
  const nowMs = clock.now();
  return alterTask(options, principal, taskId, {
    event: (row) =>
      aboutTask(
        'task.updated',
        {
          id: row.id,
          organizationId: row.organization_id,
          callType: row.call_type,
          practiceId: row.practice_id,
          state: row.state,
          revision: row.revision,
        },
        { changed: changedMembers(row, change, nowMs) },
      ),
    async work(tx, row) {
      if (row.state !== 'queued') throw notNow(row, 'Only a task that waits can be changed.');
      if (changedMembers(row, change, nowMs).length === 0) return false;
      const next = timesAfter(row, change, nowMs);
      refuseTimes(next, change, nowMs);
      await tx
        .updateTable('call_tasks')
        .set({ ...next, ...(change.priority === undefined ? {} : { priority: change.priority }) })
        .where('id', '=', taskId)
        .execute();
      const delayMs = Math.max(0, next.not_before.getTime() - nowMs);
      await queue.send(tx, 'dial', { taskId }, { key: taskId, delayMs });
      return true;
    },
  });
}

type Times = Pick<TaskRow, 'not_before' | 'due_by'>;

/** A notBefore of null means now; one that has passed stays what it is. */
function timesAfter(row: Times, { notBefore, dueBy }: TaskChange, nowMs: number): Times {
  const fromNow = new Date(Math.min(row.not_before.getTime(), nowMs));
  return {
    not_before: notBefore === undefined ? row.not_before : notBefore === null ? fromNow : new Date(notBefore),
    due_by: dueBy === undefined ? row.due_by : dueBy === null ? null : new Date(dueBy),
  };
}

/** Members that the change gives another value, as the API calls them. */
function changedMembers(row: TaskRow, change: TaskChange, nowMs: number): string[] {
  const next = timesAfter(row, change, nowMs);
  return [
    ...(change.priority !== undefined && change.priority !== row.priority ? ['priority'] : []),
    ...(next.not_before.getTime() !== row.not_before.getTime() ? ['notBefore'] : []),
    ...(next.due_by?.getTime() !== row.due_by?.getTime() ? ['dueBy'] : []),
  ];
}

/** Throws where nobody could ever call the task at these times. */
export function refuseTimes(
  { not_before, due_by }: Times,
  asked: { notBefore?: string | null | undefined; dueBy?: string | null | undefined },
  nowMs: number,
): void {
  if (due_by === null) return;
  const problems: FieldProblem[] = [];
  if (asked.dueBy != null && due_by.getTime() <= nowMs)
    problems.push({ pointer: '/dueBy', detail: 'must lie ahead' });
  if (due_by <= not_before)
    problems.push(
      asked.dueBy == null
        ? { pointer: '/notBefore', detail: 'must lie before dueBy of the task; move that, too' }
        : { pointer: '/dueBy', detail: 'must lie after notBefore' },
    );
  if (problems.length > 0)
    throw new ProblemError('invalid_request', 400, 'The task cannot be called at such times.', problems);
}
