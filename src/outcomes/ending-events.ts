import type { CallTask } from '../kernel/call-task.ts';
import type { EventType, NewEvent } from '../kernel/event.ts';
import type { Outcome, OutcomeState } from '../kernel/outcome.ts';

const endOf: Record<OutcomeState, EventType> = {
  completed: 'task.completed',
  partial: 'task.partial',
  failed: 'task.failed',
};

/** What is told of a task's end: the end itself and, where a person should look first, that. */
export function endingEvents(task: CallTask, outcome: Outcome): readonly NewEvent[] {
  const { organizationId, id: taskId, practiceId, revision, webhookUrl } = task;
  const { callId, state, needsReview, finishedAt } = outcome;
  const about = { organizationId, taskId, callId, practiceId, revision, webhookUrl, at: finishedAt };
  const of = { taskId, callType: task.callType, practiceId, state, revision, callId };
  const thin = {
    ...of,
    needsReview,
    missingFieldCount: outcome.missingFields.length,
    failureReason: outcome.failure?.reason ?? null,
  };
  const end: NewEvent = {
    ...about,
    type: endOf[state],
    thin,
    // The caller's own id may be an account or claim number, so it is for full payloads only.
    full: { ...thin, externalId: task.externalId, outcome },
  };
  if (!needsReview) return [end];
  const doubtful = Object.values(outcome.fields).filter(({ status }) => status === 'doubtful');
  const failed = outcome.checks.filter(({ passed }) => !passed);
  const review: NewEvent = {
    ...about,
    type: 'task.needs_review',
    thin: { ...of, doubtfulFieldCount: doubtful.length, failedCheckCount: failed.length },
  };
  return [end, review];
}
