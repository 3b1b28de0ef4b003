import { sql } from 'kysely';
import type { Database, Tx } from '../db/database.ts';
import { notify } from '../db/notify.ts';
import type { Queue } from '../db/queue.ts';
import { FencedError, type CallTimes } from '../kernel/call-store.ts';
import type { CallTask } from '../kernel/call-task.ts';
import type { Clock } from '../kernel/clock.ts';
import type { FlagKind } from '../kernel/dialing.ts';
import type { EventAnnouncer, NewEvent } from '../kernel/event.ts';
import { practiceTimeZone } from '../kernel/local-date.ts';
import type { TaskResult } from '../kernel/outcome.ts';
import type { CallRow, CallScope } from './call-row.ts';
import { lockCall } from './call-row.ts';
import { fromNow } from './leases.ts';
import { taskIdsOf } from './linked-tasks.ts';
import type { Deferral } from './deferral.ts';
import { decideDeferral } from './deferral.ts';
import { flagFor, raiseFlag } from './flags.ts';
import { lineFactsOf } from './line-facts.ts';
import type { LineFacts, RetryDecision } from './retry-policy.ts';
import { decideRetry } from './retry-policy.ts';
import { goesBack } from './stopped.ts';

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
  /** Where it is told that calls end; left out, nobody is told. */
  events?: EventAnnouncer<Tx> | undefined;
}

type EndingDecision = RetryDecision | Deferral;

interface Ending {
  result: TaskResult;
  decision: EndingDecision;
  outcome: PreparedOutcome | undefined;
  flag: { kind: FlagKind; payorName: string } | undefined;
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
  spent?: CallTimes,
): Promise<void> {
  const { db, queue } = options;
  const organizationId = await scope.organizationOf(callId);
  if (organizationId === undefined) throw new FencedError('There is no such call.');
  const seen = await db.tenant(organizationId, (tx) => look(tx, callId, new Date(options.clock.now())));
  if (seen.row?.fence !== fence) throw new FencedError('The call has another owner.');
  if (seen.row.state === 'ended') return;
  const endings = await prepare(options, seen.row, seen, results);
  const endReason = seen.row.end_reason ?? endings[0]?.result.failure?.reason ?? 'finished';
  const told = await options.events?.prepare(
    wasAskedFor(seen.row) ? [endOf(seen.row, seen.taskIds, endReason, options.clock.now())] : [],
  );

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
        end_reason: sql<string>`coalesce(end_reason, ${endReason})`,
        ...(spent === undefined ? {} : { hold_ms: spent.holdMs, active_ms: spent.activeMs }),
      })
      .where('id', '=', callId)
      .execute();
    await tx.deleteFrom('call_live').where('call_id', '=', callId).execute();
    await notify(tx, 'holdfast_live', [organizationId]);
    const [flag] = endings.flatMap((ending) => ending.flag ?? []);
    if (flag !== undefined) await raiseFlag(tx, row, flag.kind, flag.payorName);
    await told?.write(tx);
    // A place is free for the next call.
    await queue.send(tx, 'dial', {}, { key: 'now' });
  });
}

interface LinkedTask {
  id: string;
  attempts: number;
  deferrals: number;
  max_attempts: number | null;
  due_by: Date | null;
}

interface Seen {
  row: CallRow | undefined;
  /** Those that have not ended meanwhile. */
  tasks: LinkedTask[];
  /** All that it was begun for. */
  taskIds: string[];
  line: LineFacts | undefined;
}

async function look(tx: Tx, callId: string, at: Date): Promise<Seen> {
  const row = await tx.selectFrom('calls').selectAll().where('id', '=', callId).executeTakeFirst();
  const tasks = await tx
    .selectFrom('calls_call_tasks')
    .innerJoin('call_tasks', 'call_tasks.id', 'calls_call_tasks.task_id')
    .select([
      'call_tasks.id',
      'call_tasks.attempts',
      'call_tasks.deferrals',
      'call_tasks.max_attempts',
      'call_tasks.due_by',
    ])
    .where('calls_call_tasks.call_id', '=', callId)
    .where('call_tasks.state', '=', 'calling')
    .orderBy('calls_call_tasks.position')
    .execute();
  if (row === undefined) return { row, tasks, taskIds: [], line: undefined };
  return { row, tasks, taskIds: await taskIdsOf(tx, callId), line: await lineFactsOf(tx, row, at) };
}

/** A call that the carrier was never asked for has not been told of either. */
function wasAskedFor(row: CallRow): boolean {
  return row.place_state !== 'idle';
}

function endOf(row: CallRow, taskIds: readonly string[], endReason: string, nowMs: number): NewEvent {
  const endedMs = row.ended_at?.getTime() ?? nowMs;
  return {
    type: 'call.ended',
    organizationId: row.organization_id,
    callId: row.id,
    practiceId: row.practice_id,
    thin: {
      callId: row.id,
      taskIds,
      practiceId: row.practice_id,
      payorId: row.payor_id,
      endReason,
      answered: row.answered_at !== null,
      durationSeconds:
        row.answered_at === null
          ? null
          : Math.max(0, Math.round((endedMs - row.answered_at.getTime()) / 1_000)),
    },
  };
}

/** Every task of the call ends, also one that the script does not mention. */
async function prepare(
  options: FinishOptions,
  row: CallRow,
  { tasks: linked, line }: Seen,
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
  const facts = line ?? { timeZone: practiceTimeZone, hours: null, byHour: new Map() };
  return await Promise.all(
    ends.map(
      async ({ task: { id, attempts, deferrals, max_attempts, due_by }, result: given }): Promise<Ending> => {
        const open = { outcome: undefined, flag: undefined };
        if (row.stop_asked_at !== null && goesBack(given))
          return { result: given, decision: { kind: 'defer', afterMs: 0, deferrals }, ...open };
        const deferral = decideDeferral({
          result: given,
          answered: row.answered_at !== null,
          someAsked,
          deferrals,
        });
        if (deferral.kind === 'defer') return { result: given, decision: deferral, ...open };
        const { result } = deferral;
        const decision = decideRetry({
          result,
          placed,
          attempts,
          maxAttempts: max_attempts ?? options.maxAttempts,
          nowMs: options.clock.now(),
          dueByMs: due_by?.getTime() ?? null,
          line: facts,
        });
        const task = tasks.find((candidate) => candidate.id === id);
        if (decision.kind === 'retry' || task === undefined) return { result, decision, ...open };
        const kind = flagFor(result.failure?.reason);
        return {
          result,
          decision,
          outcome: await options.outcomes.prepare(task, row.id, result),
          flag: kind && { kind, payorName: task.payor.name },
        };
      },
    ),
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
