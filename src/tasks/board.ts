import type { Principal } from '../kernel/access.ts';
import type { TaskBoard } from '../kernel/task-work.ts';
import { askingsOf } from './askings.ts';
import { cancelTask } from './cancel.ts';
import { changeTask } from './change.ts';
import { retryTask, type RetryOptions } from './retry.ts';
import { listTasks } from './task-list.ts';
import { viewTask, type TaskViewOptions } from './task-store.ts';

export type TaskBoardOptions = RetryOptions & TaskViewOptions;

export function makeTaskBoard(options: TaskBoardOptions): TaskBoard {
  const seen = async (principal: Principal, taskId: string, altered: Promise<boolean>) =>
    (await altered) ? viewTask(options, principal, taskId) : undefined;
  return {
    list: (principal, filters, page) => listTasks(options.db, principal, filters, page),
    askings: (principal, taskId) => askingsOf(options, principal, taskId),
    change: (principal, taskId, change) =>
      seen(principal, taskId, changeTask(options, principal, taskId, change)),
    cancel: (principal, taskId) => seen(principal, taskId, cancelTask(options, principal, taskId)),
    retry: (principal, taskId, wish) => seen(principal, taskId, retryTask(options, principal, taskId, wish)),
  };
}
