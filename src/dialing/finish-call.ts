import { sql } from 'kysely';
import type { Database, Tx } from '../db/database.ts';
import type { Queue } from '../db/queue.ts';
import { FencedError } from '../kernel/call-store.ts';
import type { CallTask } from '../kernel/call-task.ts';
import type { TaskResult } from '../kernel/outcome.ts';
import type { CallRow, CallScope } from './call-row.ts';
import { lockCall } from './call-row.ts';
import { fromNow } from './leases.ts';
import type { RetryDecision } from './retry-policy.ts';
import { decideRetry } from './retry-policy.ts';

/** An outcome ready to be written: sealed already, so that the transaction that writes it is short. */
interface PreparedOutcome {
  /** Writes outcome, task state and webhook message; does nothing where the task has ended already. */
  write(tx: Tx): Promise<void>;
}

/** What outcomes does for dialing. */
export interface OutcomeWriter {
  prepare(task: CallTask, callId: string, result: TaskResult): Promise<PreparedOutcome>;
}

/** Loads tasks with their inputs opened, in the order of the ids. */
export type LoadTasks = (organizationId: string, taskIds: readonly string[]) => Promise<CallTask[]>;

export interface FinishOptions {
  db: Database;
  outcomes: OutcomeWriter;
  loadTasks: LoadTasks;
  queue: Pick<Queue, 'send'>;
  maxAttempts: number;
}

interface Ending {
  result: TaskResult;
  decision: RetryDecision;
  outcome: PreparedOutcome | undefined;
}

/**
 * Ends a call and its tasks in one transaction: each task gets its outcome and webhook message, or goes back into the
 * queue. Throws FencedError; finishing again under the same fence changes nothing.
 */
export async function finishCall(
  options: FinishOptions,
  scope: CallScope,
  callId: string,
  fence: number,
  results: readonly TaskResult[],
): Promise<void> {
  const { db, queue } = options;
  const organizationId = await scope.organizationOf(callId);
  if (organizationId === undefined) throw new FencedError('There is no such call.');
  const seen = await db.tenant(organizationId, (tx) => look(tx, callId));
  if (seen.row?.fence !== fence) throw new FencedError('The call has another owner.');
  if (seen.row.state === 'ended') return;
  const endings = await prepare(options, seen.row, seen.tasks, results);

  await db.tenant(organizationId, async (tx) => {
    const row = await lockCall(tx, callId);
    if (row?.fence !== fence) throw new FencedError('The call has another owner.');
    if (row.state === 'ended') return;
    for (const { result, decision, outcome } of endings) {
      if (decision.kind === 'retry') {
        await requeue(tx, result, decision.afterMs);
        await queue.send(tx, 'dial', {}, { delayMs: decision.afterMs });
      } else await outcome?.write(tx);
    }
    await tx
      .updateTable('calls')
      .set({
        state: 'ended',
        owner_node: null,
        lease_until: null,
        ended_at: sql<Date>`coalesce(ended_at, now())`,
        end_reason: sql<string>`coalesce(end_reason, ${endings[0]?.result.failure?.reason ?? 'finished'})`,
      })
      .where('id', '=', callId)
      .execute();
    // A place is free for the next call.
    await queue.send(tx, 'dial', {}, { key: 'now' });
  });
}

interface LinkedTask {
  id: string;
  attempts: number;
}

async function look(tx: Tx, callId: string): Promise<{ row: CallRow | undefined; tasks: LinkedTask[] }> {
  const row = await tx.selectFrom('calls').selectAll().where('id', '=', callId).executeTakeFirst();
  const tasks = await tx
    .selectFrom('calls_call_tasks')
    .innerJoin('call_tasks', 'call_tasks.id', 'calls_call_tasks.task_id')
    .select(['call_tasks.id', 'call_tasks.attempts'])
    .where('calls_call_tasks.call_id', '=', callId)
    .where('call_tasks.state', '=', 'calling')
    .orderBy('calls_call_tasks.position')
    .execute();
  return { row, tasks };
}

/** Every task of the call ends, also one that the script does not mention. */
async function prepare(
  options: FinishOptions,
  row: CallRow,
  linked: readonly LinkedTask[],
  results: readonly TaskResult[],
): Promise<Ending[]> {
  const tasks = await options.loadTasks(
    row.organization_id,
    linked.map(({ id }) => id),
  );
  const placed = row.place_state !== 'not_placed' && row.place_state !== 'idle' && !isRefused(row);
  return await Promise.all(
    linked.map(async ({ id, attempts }): Promise<Ending> => {
      const result = withLineReason(results.find(({ taskId }) => taskId === id) ?? unmentioned(id), row);
      const decision = decideRetry({ result, placed, attempts, maxAttempts: options.maxAttempts });
      const task = tasks.find((candidate) => candidate.id === id);
      if (decision.kind === 'retry' || task === undefined) return { result, decision, outcome: undefined };
      return { result, decision, outcome: await options.outcomes.prepare(task, row.id, result) };
    }),
  );
}

/** The carrier took the request but could not put the call through. */
function isRefused(row: CallRow): boolean {
  return row.carrier_status === 'failed' && row.answered_at === null;
}

/** A line that was never answered is known from the carrier, however the session learned of the end. */
function withLineReason(result: TaskResult, row: CallRow): TaskResult {
  if (row.answered_at !== null || result.failure === null || result.failure.reason === 'canceled')
    return result;
  if (row.carrier_status === 'busy') return { ...result, failure: { reason: 'busy', fault: 'line' } };
  if (row.carrier_status === 'no-answer')
    return { ...result, failure: { reason: 'no_answer', fault: 'line' } };
  return result;
}

function unmentioned(taskId: string): TaskResult {
  return { taskId, answers: {}, required: [], failure: { reason: 'agent_failure', fault: 'ours' } };
}

async function requeue(tx: Tx, result: TaskResult, afterMs: number): Promise<void> {
  await tx
    .updateTable('call_tasks')
    .set({
      state: 'queued',
      next_attempt_at: fromNow(afterMs),
      last_reason: result.failure?.reason ?? null,
    })
    .where('id', '=', result.taskId)
    .where('state', '=', 'calling')
    .execute();
}
