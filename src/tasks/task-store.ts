import type { Selectable } from 'kysely';
import { callsOfTask } from '../db/calls-of-task.ts';
import type { Database, Tables } from '../db/database.ts';
import type { Principal } from '../kernel/access.ts';
import type { CallTask, CallTaskView, InputValue, TaskStanding } from '../kernel/call-task.ts';
import type { WaitExplainer } from '../kernel/dialing.ts';
import { outcomeContext, type Outcome } from '../kernel/outcome.ts';
import type { PayorResolution } from '../kernel/payor.ts';
import type { PhiCodec } from '../kernel/phi.ts';
import { openJson } from '../kernel/sealed-json.ts';

export interface TaskStoreOptions {
  db: Database;
  codec: PhiCodec;
}

type TaskRow = Selectable<Tables['call_tasks']>;

export type StandingRow = Pick<
  TaskRow,
  | 'priority'
  | 'not_before'
  | 'due_by'
  | 'attempts'
  | 'max_attempts'
  | 'next_attempt_at'
  | 'last_reason'
  | 'needs_review'
  | 'batch_id'
  | 'updated_at'
  | 'finished_at'
>;

/** Context under which a task's inputs are sealed. */
export const inputsContext = (taskId: string) => `call_tasks.inputs:${taskId}`;
/** Context under which the note of an asking is sealed. */
export const noteContext = (taskId: string, revision: number) => `task_askings.note:${taskId}:${revision}`;

/** Loads tasks with their inputs opened, in the order of the ids. Throws where one is not the organization's. */
export function makeTaskLoader({ db, codec }: TaskStoreOptions) {
  return async (organizationId: string, taskIds: readonly string[]): Promise<CallTask[]> => {
    if (taskIds.length === 0) return [];
    const rows = await db.tenant(organizationId, (tx) =>
      tx.selectFrom('call_tasks').selectAll().where('id', 'in', taskIds).execute(),
    );
    return Promise.all(
      taskIds.map((id) => {
        const row = rows.find((each) => each.id === id);
        if (row === undefined) throw new Error('A task that a call serves is gone.');
        return toTask(codec, row);
      }),
    );
  };
}

export interface TaskViewOptions extends TaskStoreOptions {
  waits?: WaitExplainer | undefined;
}

/** A task with its calls, why it waits, and its outcome for whoever may read results; undefined where there is none. */
export async function viewTask(
  { db, codec, waits }: TaskViewOptions,
  principal: Principal,
  taskId: string,
): Promise<CallTaskView | undefined> {
  const mayRead = principal.scopes.includes('results:read');
  const found = await db.tenant(principal, async (tx) => {
    const row = await tx.selectFrom('call_tasks').selectAll().where('id', '=', taskId).executeTakeFirst();
    if (row === undefined) return undefined;
    const outcome = !mayRead
      ? undefined
      : await tx
          .selectFrom('outcomes')
          .select('sealed')
          .where('task_id', '=', taskId)
          .where('revision', '=', row.revision)
          .executeTakeFirst();
    return { row, outcome, calls: await callsOfTask(tx, taskId) };
  });
  if (found === undefined) return undefined;
  const { row, calls } = found;
  return {
    ...(await toTask(codec, row)),
    ...standingOf(row),
    resolution: row.resolution as PayorResolution | null,
    waiting: row.state === 'queued' ? ((await waits?.explain(principal, taskId)) ?? null) : null,
    outcome:
      found.outcome === undefined
        ? null
        : ((await openJson(
            codec,
            row.organization_id,
            outcomeContext(taskId),
            found.outcome.sealed,
          )) as Outcome),
    calls,
  };
}

/** Where a row stands in the queue. */
export function standingOf(row: StandingRow): TaskStanding {
  return {
    priority: row.priority,
    notBefore: row.not_before.toISOString(),
    dueBy: row.due_by?.toISOString() ?? null,
    attempts: row.attempts,
    maxAttempts: row.max_attempts,
    nextAttemptAt: row.next_attempt_at?.toISOString() ?? null,
    lastReason: row.last_reason,
    needsReview: row.needs_review,
    batchId: row.batch_id,
    updatedAt: row.updated_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
  };
}

async function toTask(codec: PhiCodec, row: TaskRow): Promise<CallTask> {
  return {
    id: row.id,
    organizationId: row.organization_id,
    callType: row.call_type,
    externalId: row.external_id,
    state: row.state,
    payor: { id: row.payor_id, name: row.payor_name, phoneNumber: row.payor_phone },
    practice: row.practice,
    practiceId: row.practice_id,
    revision: row.revision,
    inputs: (await openJson(codec, row.organization_id, inputsContext(row.id), row.inputs)) as Readonly<
      Record<string, InputValue>
    >,
    webhookUrl: row.webhook_url,
    createdAt: row.created_at.toISOString(),
  };
}
