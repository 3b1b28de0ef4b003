import type { Principal } from '../kernel/access.ts';
import type { CallTaskDesk } from '../kernel/call-task.ts';
import type { IntakeRun } from './intake.ts';
import { viewTask, type TaskViewOptions } from './task-store.ts';

export interface TaskDeskOptions extends TaskViewOptions {
  intake: (principal: Principal) => IntakeRun;
}

/** Where one task at a time comes in and is looked at. */
export function makeTaskDesk(options: TaskDeskOptions): CallTaskDesk {
  return {
    async accept(principal, body, origin) {
      const [result] = await options.intake(principal).take([body], { origin });
      if (result === undefined || result.kind === 'acceptable')
        throw new Error('A request was not answered.');
      if (result.kind === 'refused') throw result.problem;
      const task = result.task ?? (await viewTask(options, principal, result.taskId));
      if (task === undefined) throw new Error('A task that was just accepted is gone.');
      return { task, created: result.kind === 'created' };
    },
    get: (principal, taskId) => viewTask(options, principal, taskId),
  };
}
