import type { CallTask, CallTaskState } from '../../kernel/call-task.ts';
import type { NewEvent } from '../../kernel/event.ts';
import type { Outcome } from '../../kernel/outcome.ts';
import type { ReviewPerson, ReviewState } from '../../kernel/review.ts';
import { endOfTask } from '../ending-events.ts';

/** An outcome as people left it, for those who get the ends of tasks. */
export function outcomeEvent(
  type: 'task.corrected' | 'task.approved',
  task: CallTask,
  outcome: Outcome,
  at: string,
  more: Readonly<Record<string, unknown>> = {},
): NewEvent {
  const { about, thin, full } = endOfTask(task, outcome);
  return { ...about, at, type, thin: { ...thin, ...more }, full: { ...full, ...more } };
}

/** What a decision changes of a review's line in a list. */
export interface ReviewChange {
  state: ReviewState;
  version: number;
  assignee: ReviewPerson | null;
  /** ISO; null where it is not decided. */
  decidedAt: string | null;
}

/** For those who have the same list of reviews before them. */
export function reviewChangedEvent(
  task: Pick<CallTask, 'id' | 'organizationId' | 'callType' | 'practiceId'>,
  taskState: CallTaskState,
  revision: number,
  { state, version, assignee, decidedAt }: ReviewChange,
): NewEvent {
  const { id: taskId, organizationId, callType, practiceId } = task;
  const thin = { taskId, callType, practiceId, state: taskState, revision };
  return {
    type: 'task.review_changed',
    organizationId,
    taskId,
    practiceId,
    revision,
    thin: { ...thin, reviewState: state, version, assignee, decidedAt },
  };
}
