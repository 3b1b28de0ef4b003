import type { Tx } from '../db/database.ts';
import { makeInbox } from '../db/inbox.ts';
import type { CallTaskDesk } from '../kernel/call-task.ts';
import type { WaitExplainer } from '../kernel/dialing.ts';
import type { Logger } from '../kernel/logger.ts';
import type { TaskBatches, TaskBoard, TaskImports, TaskRetry } from '../kernel/task-work.ts';
import { makeTaskBatches } from '../tasks/batches.ts';
import { makeTaskBoard } from '../tasks/board.ts';
import { makeTaskDesk } from '../tasks/desk.ts';
import { makeTaskExpiry, type ExpiryOptions } from '../tasks/expire.ts';
import { makeImportRecords } from '../tasks/import-record.ts';
import { makeTaskImports } from '../tasks/imports.ts';
import { takeMessages, tasksIn, tasksRefused } from '../tasks/inbox.ts';
import { makeIntake, type IntakeOptions } from '../tasks/intake.ts';
import { retryTask, type RetryOptions } from '../tasks/retry.ts';

/** The doors of the tasks room. */
export interface TaskDoors {
  desk: CallTaskDesk;
  batches: TaskBatches;
  imports: TaskImports;
  board: TaskBoard;
  /** Asks an ended task again within a greater transaction. */
  retry: TaskRetry<Tx>;
}

export interface TaskDoorsOptions extends IntakeOptions, Pick<RetryOptions, 'closeReview'> {
  waits?: WaitExplainer | undefined;
  logger: Logger;
}

export function makeTaskDoors(options: TaskDoorsOptions): TaskDoors {
  const intake = makeIntake(options);
  return {
    desk: makeTaskDesk({ ...options, intake }),
    batches: makeTaskBatches({ intake }),
    imports: makeTaskImports({ ...options, intake, records: makeImportRecords(options) }),
    board: makeTaskBoard(options),
    retry: (principal, taskId, wish, within) => retryTask(options, principal, taskId, wish, within),
  };
}

export interface TasksOptions extends TaskDoorsOptions, ExpiryOptions {
  databaseUrl: string;
}

/** The doors, and what works behind them: tasks that expire, and the queue for producers that share the database. */
export interface Tasks extends TaskDoors {
  start(): Promise<void>;
  stop(): Promise<void>;
}

export function makeTasks(options: TasksOptions): Tasks {
  const { databaseUrl: url, logger } = options;
  const expiry = makeTaskExpiry(options);
  const inbox = makeInbox({ url, name: tasksIn, refused: tasksRefused, logger });
  return {
    ...makeTaskDoors(options),
    async start() {
      expiry.start();
      await inbox.start((messages) => takeMessages(options, makeIntake(options), messages));
    },
    async stop() {
      await inbox.stop();
      await expiry.stop();
    },
  };
}
