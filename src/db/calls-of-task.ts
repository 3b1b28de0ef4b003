import type { CallSummary } from '../kernel/call-task.ts';
import type { Tx } from './database.ts';

/** The calls that served a task, as far as the transaction sees them, the first one in front. */
export async function callsOfTask(tx: Tx, taskId: string): Promise<readonly CallSummary[]> {
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
