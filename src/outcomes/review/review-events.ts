import type { CallTask } from '../../kernel/call-task.ts';
import type { NewEvent } from '../../kernel/event.ts';
import type { Outcome } from '../../kernel/outcome.ts';
import type { ReviewState } from '../../kernel/review.ts';
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

/** For those who have the same list of reviews before them. */
export function reviewChangedEvent(
  task: Pick<CallTask, 'id' | 'organizationId' | 'callType' | 'practiceId' | 'state'>,
  revision: number,
  reviewState: ReviewState,
): NewEvent {
  const { id: taskId, organizationId, callType, practiceId, state } = task;
  return {
    type: 'task.review_changed',
    organizationId,
    taskId,
    practiceId,
    revision,
    thin: { taskId, callType, practiceId, state, revision, reviewState },
  };
}
