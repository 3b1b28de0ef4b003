import type { Selectable } from 'kysely';
import type { Database, Tables, Tx } from '../db/database.ts';
import type { CallSummary, CallTask, CallTaskView, InputValue } from '../kernel/call-task.ts';
import type { Outcome } from '../kernel/outcome.ts';
import type { PhiCodec } from '../kernel/phi.ts';

export interface TaskStoreOptions {
  db: Database;
  codec: PhiCodec;
}

type TaskRow = Selectable<Tables['call_tasks']>;

/** Context under which a task's inputs are sealed. */
export const inputsContext = (taskId: string) => `call_tasks.inputs:${taskId}`;

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

/** A task with its outcome and calls; undefined where the organization has no such task. */
export async function viewTask(
  { db, codec }: TaskStoreOptions,
  organizationId: string,
  taskId: string,
): Promise<CallTaskView | undefined> {
  const found = await db.tenant(organizationId, async (tx) => {
    const row = await tx.selectFrom('call_tasks').selectAll().where('id', '=', taskId).executeTakeFirst();
    if (row === undefined) return undefined;
    const outcome = await tx
      .selectFrom('outcomes')
      .select('sealed')
      .where('task_id', '=', taskId)
      .where('revision', '=', row.revision)
      .executeTakeFirst();
    return { row, outcome, calls: await callsOf(tx, taskId) };
  });
  if (found === undefined) return undefined;
  const task = await toTask(codec, found.row);
  const outcome =
    found.outcome === undefined
      ? null
      : ((await openJson(
          codec,
          organizationId,
          `outcomes.sealed:${taskId}`,
          found.outcome.sealed,
        )) as Outcome);
  return { ...task, outcome, calls: found.calls };
}

async function callsOf(tx: Tx, taskId: string): Promise<readonly CallSummary[]> {
  const rows = await tx
    .selectFrom('calls_call_tasks')
    .innerJoin('calls', 'calls.id', 'calls_call_tasks.call_id')
    .select(['calls.id', 'calls.state', 'calls.started_at', 'calls.answered_at', 'calls.ended_at'])
    .where('calls_call_tasks.task_id', '=', taskId)
    .orderBy('calls.started_at')
    .orderBy('calls.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    state: row.state,
    startedAt: row.started_at.toISOString(),
    answeredAt: row.answered_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
  }));
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

async function openJson(
  codec: PhiCodec,
  organizationId: string,
  context: string,
  sealed: Uint8Array,
): Promise<unknown> {
  return JSON.parse(Buffer.from(await codec.open(organizationId, context, sealed)).toString('utf8'));
}
