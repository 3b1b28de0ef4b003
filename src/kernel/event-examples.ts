import type { EventType } from './event.ts';

const ofTask = {
  taskId: 'task_01kaexample0000000000000001',
  callType: 'claim_status',
  practiceId: 'prac_01kaexample000000000000001',
  revision: 1,
};
const ending = {
  ...ofTask,
  callId: 'call_01kaexample0000000000000001',
  needsReview: false,
  missingFieldCount: 0,
  failureReason: null,
};
const ofCall = {
  callId: ending.callId,
  taskIds: [ofTask.taskId],
  practiceId: ofTask.practiceId,
  payorId: 'pay_01kaexample0000000000000001',
};

/** The `data` of a thin payload of each type, made up. */
export const eventExamples: Readonly<Record<EventType, Readonly<Record<string, unknown>>>> = {
  'task.created': { ...ofTask, state: 'queued' },
  'task.updated': { ...ofTask, state: 'queued', changed: ['priority', 'notBefore'] },
  'task.canceled': { ...ofTask, state: 'canceled' },
  'task.completed': { ...ending, state: 'completed' },
  'task.partial': { ...ending, state: 'partial', missingFieldCount: 2 },
  'task.failed': { ...ending, state: 'failed', missingFieldCount: 9, failureReason: 'closed' },
  'task.needs_review': {
    ...ofTask,
    state: 'completed',
    callId: ending.callId,
    doubtfulFieldCount: 1,
    failedCheckCount: 0,
  },
  'task.corrected': { ...ending, state: 'completed', correctedFields: ['paidAmount'] },
  'task.approved': { ...ending, state: 'completed' },
  'task.review_changed': {
    ...ofTask,
    state: 'partial',
    reviewState: 'open',
    version: 2,
    assignee: { id: 'usr_example', name: 'Robin Example' },
    decidedAt: null,
  },
  'call.started': ofCall,
  'call.ended': { ...ofCall, endReason: 'completed', answered: true, durationSeconds: 754 },
  'webhook_endpoint.disabled': { endpointId: 'whe_01kaexample0000000000000001', reason: 'failing' },
  'webhook.test': { endpointId: 'whe_01kaexample0000000000000001' },
};
