import type { CallTaskDesk } from '../kernel/call-task.ts';
import type { WaitExplainer } from '../kernel/dialing.ts';
import { makeTaskDesk } from '../tasks/desk.ts';
import { makeIntake, type IntakeOptions } from '../tasks/intake.ts';

/** The doors of the tasks room. */
export interface Tasks {
  desk: CallTaskDesk;
}

export interface TasksOptions extends IntakeOptions {
  waits?: WaitExplainer | undefined;
}

export function makeTasks(options: TasksOptions): Tasks {
  const { db, codec, waits } = options;
  const intake = makeIntake(options);
  return { desk: makeTaskDesk({ db, codec, waits, intake }) };
}
