import { sql } from 'kysely';
import type { Database, Tx } from '../db/database.ts';
import type { Queue } from '../db/queue.ts';
import { FencedError } from '../kernel/call-store.ts';
import type { CallTask } from '../kernel/call-task.ts';
import type { Clock } from '../kernel/clock.ts';
import { practiceTimeZone } from '../kernel/local-date.ts';
import type { TaskResult } from '../kernel/outcome.ts';
import type { CallRow, CallScope } from './call-row.ts';
import { lockCall } from './call-row.ts';
import { fromNow } from './leases.ts';
import type { Deferral } from './deferral.ts';
import { decideDeferral } from './deferral.ts';
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
  /** Calls that are made for a task that does not say so itself. */
  maxAttempts: number;
  clock: Clock;
}

type EndingDecision = RetryDecision | Deferral;

interface Ending {
  result: TaskResult;
  decision: EndingDecision;
  outcome: PreparedOutcome | undefined;
}

/**
 * Ends a call and its tasks in one transaction: each task gets its outcome and webhook message, or goes back into the
 * queue, to be called again or because nothing was asked for it. Throws FencedError; finishing again under the same fence changes nothing.
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
  const endings = await prepare(options, seen.row, seen, results);

  await db.tenant(organizationId, async (tx) => {
    const row = await lockCall(tx, callId);
    if (row?.fence !== fence) throw new FencedError('The call has another owner.');
    if (row.state === 'ended') return;
    for (const { result, decision, outcome } of endings) {
      switch (decision.kind) {
        case 'final':
          await outcome?.write(tx);
          break;
        case 'retry':
          await requeue(tx, result, decision.afterMs);
          await queue.send(tx, 'dial', {}, { delayMs: decision.afterMs });
          break;
        case 'defer':
          await putOff(tx, result.taskId, decision);
          if (decision.afterMs > 0) await queue.send(tx, 'dial', {}, { delayMs: decision.afterMs });
          break;
      }
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
  deferrals: number;
  max_attempts: number | null;
}

interface Seen {
  row: CallRow | undefined;
  tasks: LinkedTask[];
  timeZone: string;
}

async function look(tx: Tx, callId: string): Promise<Seen> {
  const row = await tx.selectFrom('calls').selectAll().where('id', '=', callId).executeTakeFirst();
  const tasks = await tx
    .selectFrom('calls_call_tasks')
    .innerJoin('call_tasks', 'call_tasks.id', 'calls_call_tasks.task_id')
    .select(['call_tasks.id', 'call_tasks.attempts', 'call_tasks.deferrals', 'call_tasks.max_attempts'])
    .where('calls_call_tasks.call_id', '=', callId)
    .where('call_tasks.state', '=', 'calling')
    .orderBy('calls_call_tasks.position')
    .execute();
  const line = await tx
    .selectFrom('payor_lines')
    .select('time_zone')
    .where('phone_number', '=', row?.to_number ?? '')
    .orderBy(sql`organization_id is null`)
    .limit(1)
    .executeTakeFirst();
  return { row, tasks, timeZone: line?.time_zone ?? practiceTimeZone };
}

/** Every task of the call ends, also one that the script does not mention. */
async function prepare(
  options: FinishOptions,
  row: CallRow,
  { tasks: linked, timeZone }: Seen,
  results: readonly TaskResult[],
): Promise<Ending[]> {
  const tasks = await options.loadTasks(
    row.organization_id,
    linked.map(({ id }) => id),
  );
  const placed = row.place_state !== 'not_placed' && row.place_state !== 'idle' && !isRefused(row);
  const ends = linked.map((task) => ({
    task,
    result: withLineReason(results.find(({ taskId }) => taskId === task.id) ?? unmentioned(task.id), row),
  }));
  const someAsked = ends.some(({ result }) => result.deferred !== true);
  return await Promise.all(
    ends.map(async ({ task: { id, attempts, deferrals, max_attempts }, result: given }): Promise<Ending> => {
      const deferral = decideDeferral({
        result: given,
        answered: row.answered_at !== null,
        someAsked,
        deferrals,
      });
      if (deferral.kind === 'defer') return { result: given, decision: deferral, outcome: undefined };
      const { result } = deferral;
      const decision = decideRetry({
        result,
        placed,
        attempts,
        maxAttempts: max_attempts ?? options.maxAttempts,
        nowMs: options.clock.now(),
        timeZone,
      });
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
      deferrals: 0,
    })
    .where('id', '=', result.taskId)
    .where('state', '=', 'calling')
    .execute();
}

/** Back to where it stood in the queue, as if the call had not been for this task. */
async function putOff(tx: Tx, taskId: string, { afterMs, deferrals }: Deferral): Promise<void> {
  await tx
    .updateTable('call_tasks')
    .set((eb) => ({
      state: 'queued',
      attempts: eb('attempts', '-', 1),
      deferrals,
      next_attempt_at: afterMs === 0 ? null : fromNow(afterMs),
      last_reason: null,
    }))
    .where('id', '=', taskId)
    .where('state', '=', 'calling')
    .execute();
}
