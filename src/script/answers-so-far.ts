import type { CallScript } from './call-script.ts';
import type { TaskState } from './state.ts';

/** Whether anything was told about the business itself; names and references of the call do not count. */
export function hasAnswers(script: CallScript, task: TaskState): boolean {
  const ofCall = fieldsOfCall(script);
  return Object.entries(task.answers).some(([name, { value }]) => value !== null && !ofCall.has(name));
}

/** Fields that are the same for everything that one person answers: asked after all else, or noted by the way. */
export function fieldsOfCall(script: CallScript): ReadonlySet<string> {
  const late = script.questions.filter((question) => question.late).flatMap(({ fields }) => fields);
  return new Set([...late, 'repInitial', 'recordingDisclaimerHeard']);
}
