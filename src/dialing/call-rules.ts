import type { Database } from '../db/database.ts';
import type { CallTask } from '../kernel/call-task.ts';
import type { Logger } from '../kernel/logger.ts';
import type { CallRulesLookup } from '../kernel/payor.ts';
import type { CallRow } from './call-row.ts';
import { lockOwned } from './call-row.ts';

export interface CallRulesOptions {
  db: Database;
  rules?: CallRulesLookup | undefined;
  /** Whether calls are recorded at all. */
  recordingAllowed: boolean;
  logger: Logger;
}

/**
 * Writes to a call that was just chosen whether it may be recorded and with which words the caller says what it is, by
 * the payor and by the state that the practice is in. Where that cannot be found out nothing is recorded. A recording
 * that is only allowed where it is announced is announced by the first sentence of every recorded call.
 */
export async function applyRules(
  { db, rules, recordingAllowed, logger }: CallRulesOptions,
  row: CallRow,
  tasks: readonly CallTask[],
): Promise<CallRow> {
  if (rules === undefined) return row;
  const state = tasks[0]?.practice.state ?? null;
  const found = await rules.rulesOf(row.organization_id, row.payor_id, state).catch(() => {
    logger.warn({ callId: row.id }, 'rules of a call could not be read, it is not recorded');
    return undefined;
  });
  if (found === undefined) return row;
  const recording_allowed = recordingAllowed && found.recording !== 'forbidden';
  const { disclosure } = found;
  if (recording_allowed === row.recording_allowed && disclosure === row.disclosure) return row;
  return await db.tenant(row.organization_id, async (tx) => {
    await lockOwned(tx, row.id, row.fence);
    return await tx
      .updateTable('calls')
      .set({ recording_allowed, disclosure })
      .where('id', '=', row.id)
      .returningAll()
      .executeTakeFirstOrThrow();
  });
}
