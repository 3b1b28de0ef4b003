import type { Tx } from '../db/database.ts';

/** The tasks that a call serves, in the order in which they are asked. */
export async function taskIdsOf(tx: Tx, callId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('calls_call_tasks')
    .select('task_id')
    .where('call_id', '=', callId)
    .orderBy('position')
    .execute();
  return rows.map(({ task_id }) => task_id);
}
