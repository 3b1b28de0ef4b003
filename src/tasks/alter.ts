import type { Selectable } from 'kysely';
import type { Database, Tables, Tx } from '../db/database.ts';
import type { Principal } from '../kernel/access.ts';
import { ProblemError } from '../kernel/errors.ts';
import type { EventAnnouncer, NewEvent } from '../kernel/event.ts';

export type TaskRow = Selectable<Tables['call_tasks']>;

export interface AlterOptions {
  db: Database;
  events: EventAnnouncer<Tx>;
}

/** The row changed between being looked at and being locked: everything is decided anew. */
class MovedError extends Error {
  override readonly name = 'MovedError';
}

/** Somebody else changes a task at the same moment now and then; not so often in a row. */
const mostTurns = 10;

export interface Alteration {
  /** What is told of it; prepared before the transaction. */
  event(row: TaskRow): NewEvent;
  /** Changes the locked row; false where there is nothing to change, and nothing to tell. */
  work(tx: Tx, row: TaskRow): Promise<boolean>;
}

/** Changes one task and tells of it in one transaction. False where the principal sees no such task. */
export async function alterTask(
  { db, events }: AlterOptions,
  principal: Principal,
  taskId: string,
  alteration: Alteration,
): Promise<boolean> {
  const rowOf = (tx: Tx) => tx.selectFrom('call_tasks').selectAll().where('id', '=', taskId);
  for (let turn = 1; ; turn++) {
    const seen = await db.tenant(principal, (tx) => rowOf(tx).executeTakeFirst());
    if (seen === undefined) return false;
    const told = await events.prepare([alteration.event(seen)]);
    try {
      await db.tenant(principal, async (tx) => {
        const row = await rowOf(tx).forUpdate().executeTakeFirst();
        if (row?.revision !== seen.revision) throw new MovedError();
        if (await alteration.work(tx, row)) await told.write(tx);
      });
      return true;
    } catch (error) {
      if (!(error instanceof MovedError) || turn === mostTurns) throw error;
    }
  }
}

/** Why a task in that state is not what the request takes it for. */
export function notNow(row: Pick<TaskRow, 'state'>, wanted: string): ProblemError {
  return new ProblemError('conflict', 409, `${sentenceOf[row.state]} ${wanted}`);
}

const sentenceOf: Readonly<Record<TaskRow['state'], string>> = {
  queued: 'The task waits to be called.',
  calling: 'The task is on a call at this moment.',
  completed: 'The task has ended as completed.',
  partial: 'The task has ended as partial.',
  failed: 'The task has ended as failed.',
  canceled: 'The task was canceled.',
};
