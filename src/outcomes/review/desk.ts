import type { Tx } from '../../db/database.ts';
import type { EventAnnouncer } from '../../kernel/event.ts';
import type { ReviewDesk } from '../../kernel/review.ts';
import type { TaskRetry } from '../../kernel/task-work.ts';
import { approve, reopen } from './approve.ts';
import { assign } from './assign.ts';
import { decideMany } from './bulk.ts';
import { changeValues, type ChangeValuesOptions } from './change-values.ts';
import { sendBack } from './send-back.ts';

export interface ReviewDeskOptions extends ChangeValuesOptions {
  announcer: EventAnnouncer<Tx>;
  retry: TaskRetry<Tx>;
}

/** Where people decide on outcomes: every change is based on a version and is one transaction with its audit. */
export function makeReviewDesk(options: ReviewDeskOptions): ReviewDesk {
  const desk: Omit<ReviewDesk, 'bulk'> = {
    changeValues: (reviewer, taskId, version, changes) =>
      changeValues(options, reviewer, taskId, version, changes),
    approve: (reviewer, taskId, version) => approve(options, reviewer, taskId, version),
    sendBack: (reviewer, taskId, version, wish) => sendBack(options, reviewer, taskId, version, wish),
    assign: (reviewer, taskId, version, assignee) => assign(options, reviewer, taskId, version, assignee),
    reopen: (reviewer, taskId, version) => reopen(options, reviewer, taskId, version),
  };
  return { ...desk, bulk: (reviewer, decision, items) => decideMany(desk, reviewer, decision, items) };
}
