import type { Database, Tx } from '../db/database.ts';
import type { CallTask, CallTypeCatalogue } from '../kernel/call-task.ts';
import type { Clock, Timer } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import type { TaskResult } from '../kernel/outcome.ts';

/** A task is told to have expired within about this long of its dueBy. */
const sweepMs = 15_000;
const batchRows = 100;

export interface ExpiryOptions {
  db: Database;
  loadTasks: (organizationId: string, taskIds: readonly string[]) => Promise<CallTask[]>;
  /** Ends a task: without a call where `callId` is null; does nothing where it no longer waits. */
  outcomes: {
    prepare(task: CallTask, callId: null, result: TaskResult): Promise<{ write(tx: Tx): Promise<void> }>;
  };
  callTypes: CallTypeCatalogue;
  clock: Clock;
  logger: Logger;
}

export interface TaskExpiry {
  /** Ends every task that waits past its dueBy; returns how many. */
  expireDue(): Promise<number>;
  start(): void;
  stop(): Promise<void>;
}

/** Tasks that were not called in time end as failed with the reason `expired`, and are told like any other end. */
export function makeTaskExpiry(options: ExpiryOptions): TaskExpiry {
  const { db, clock, logger } = options;
  let timer: Timer | undefined;
  let stopped = false;
  let underWay: Promise<unknown> | undefined;

  async function expire(organizationId: string, taskId: string): Promise<boolean> {
    const [task] = await options.loadTasks(organizationId, [taskId]);
    if (task === undefined) return false;
    const prepared = await options.outcomes.prepare(task, null, resultOf(options.callTypes, task));
    return db.tenant(organizationId, async (tx) => {
      // Called, moved or taken back since it was looked at: then it is not ours to end.
      const late = await tx
        .selectFrom('call_tasks')
        .select('id')
        .where('id', '=', taskId)
        .where('state', '=', 'queued')
        .where('revision', '=', task.revision)
        .where('due_by', '<=', new Date(clock.now()))
        .forUpdate()
        .skipLocked()
        .executeTakeFirst();
      if (late !== undefined) await prepared.write(tx);
      return late !== undefined;
    });
  }

  async function expireDue(): Promise<number> {
    let count = 0;
    for (;;) {
      const rows = await db.system((tx) =>
        tx
          .selectFrom('call_tasks')
          .select(['id', 'organization_id'])
          .where('state', '=', 'queued')
          .where('due_by', '<=', new Date(clock.now()))
          .orderBy('due_by')
          .limit(batchRows)
          .execute(),
      );
      let ended = 0;
      for (const { id, organization_id } of rows) {
        try {
          if (await expire(organization_id, id)) ended += 1;
        } catch {
          logger.warn({ taskId: id }, 'a task could not be ended past its time, trying again later');
        }
      }
      count += ended;
      if (rows.length < batchRows || ended === 0) return count;
    }
  }

  function schedule(): void {
    if (stopped) return;
    timer = clock.after(sweepMs, () => {
      underWay = expireDue()
        .catch(() => logger.warn({}, 'looking for tasks past their time failed'))
        .finally(schedule);
    });
  }

  return {
    expireDue,
    start: schedule,
    async stop() {
      stopped = true;
      timer?.cancel();
      await underWay;
    },
  };
}

function resultOf(callTypes: CallTypeCatalogue, task: CallTask): TaskResult {
  const fields = callTypes.get(task.callType)?.fields ?? [];
  return {
    taskId: task.id,
    answers: {},
    required: fields.filter(({ requirement }) => requirement === 'required').map(({ name }) => name),
    failure: { reason: 'expired', fault: 'ours' },
  };
}
