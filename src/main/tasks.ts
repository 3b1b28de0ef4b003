import type { CallTaskDesk } from '../kernel/call-task.ts';
import type { WaitExplainer } from '../kernel/dialing.ts';
import type { TaskBatches, TaskBoard } from '../kernel/task-work.ts';
import { makeTaskBatches } from '../tasks/batches.ts';
import { makeTaskBoard } from '../tasks/board.ts';
import { makeTaskDesk } from '../tasks/desk.ts';
import { makeIntake, type IntakeOptions } from '../tasks/intake.ts';

/** The doors of the tasks room. */
export interface Tasks {
  desk: CallTaskDesk;
  batches: TaskBatches;
  board: TaskBoard;
}

export interface TasksOptions extends IntakeOptions {
  waits?: WaitExplainer | undefined;
}

export function makeTasks(options: TasksOptions): Tasks {
  const intake = makeIntake(options);
  return {
    desk: makeTaskDesk({ ...options, intake }),
    batches: makeTaskBatches({ intake }),
    board: makeTaskBoard(options),
  };
}
