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
  const { about, of, thin, full } = endOfTask(task, outcome);
  const at = outcome.finishedAt;
  const end: NewEvent = { ...about, at, type: endOf[outcome.state], thin, full };
  if (!outcome.needsReview) return [end];
  const doubtful = Object.values(outcome.fields).filter(({ status }) => status === 'doubtful');
  const failed = outcome.checks.filter(({ passed }) => !passed);
  const review: NewEvent = {
    ...about,
    at,
    type: 'task.needs_review',
    thin: { ...of, doubtfulFieldCount: doubtful.length, failedCheckCount: failed.length },
  };
  return [end, review];
}

/** How an ended task is told of: to whom, in ids and counts, and with its outcome. */
export function endOfTask(task: CallTask, outcome: Outcome) {
  const { organizationId, id: taskId, practiceId, revision, webhookUrl } = task;
  const { callId, state, needsReview } = outcome;
  const of = { taskId, callType: task.callType, practiceId, state, revision, callId };
  const thin = {
    ...of,
    needsReview,
    missingFieldCount: outcome.missingFields.length,
    failureReason: outcome.failure?.reason ?? null,
  };
  return {
    about: { organizationId, taskId, callId, practiceId, revision, webhookUrl },
    of,
    thin,
    // The caller's own id may be an account or claim number, so it is for full payloads only.
    full: { ...thin, externalId: task.externalId, outcome },
  };
}
