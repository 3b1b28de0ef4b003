import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';
import type { Principal } from '../kernel/access.ts';
import { alterTask, notNow, type AlterOptions } from './alter.ts';
import { aboutTask } from './task-events.ts';

/**
 * Takes a task back at once: nothing will be reported of it. A call that it is on is told, by a row that the call's
 * owner picks up: it leaves the task and asks on for the others, or says goodbye where it is the last. Canceling again
 * changes nothing; throws a conflict where the task has an outcome.
 */
export async function cancelTask(
  options: AlterOptions,
  principal: Principal,
  taskId: string,
): Promise<boolean> {
  return alterTask(options, principal, taskId, {
    event: (row) =>
      aboutTask('task.canceled', {
        id: row.id,
        organizationId: row.organization_id,
        callType: row.call_type,
        practiceId: row.practice_id,
        state: 'canceled',
        revision: row.revision,
      }),
    async work(tx, row) {
      switch (row.state) {
        case 'canceled':
          return false;
        case 'completed':
        case 'partial':
        case 'failed':
          throw notNow(row, 'There is nothing to cancel.');
        case 'calling': {
          const callId = await liveCallOf(tx, taskId);
          if (callId === undefined) break;
          await tx
            .insertInto('call_commands')
            .values({
              call_id: callId,
              organization_id: row.organization_id,
              kind: 'cancel',
              task_id: taskId,
            })
            .execute();
          break;
        }
        case 'queued':
          break;
      }
      await tx
        .updateTable('call_tasks')
        .set({
          state: 'canceled',
          finished_at: sql<Date>`now()`,
          next_attempt_at: null,
          last_reason: 'canceled',
        })
        .where('id', '=', taskId)
        .execute();
      return true;
    },
  });
}

/** The call that the task is on, also where it was taken back and the call still ends. */
export async function liveCallOf(tx: Tx, taskId: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('calls_call_tasks')
    .innerJoin('calls', 'calls.id', 'calls_call_tasks.call_id')
    .select('calls.id')
    .where('calls_call_tasks.task_id', '=', taskId)
    .where('calls.state', '<>', 'ended')
    .orderBy('calls.started_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.id;
}
