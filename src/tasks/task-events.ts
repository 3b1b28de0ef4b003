import type { CallTaskState } from '../kernel/call-task.ts';
import type { NewEvent } from '../kernel/event.ts';

interface ToldTask {
  id: string;
  organizationId: string;
  callType: string;
  practiceId: string | null;
  state: CallTaskState;
  revision: number;
}

/** That something happened to a task, in ids and states. */
export function aboutTask(
  type: Extract<NewEvent['type'], `task.${string}`>,
  task: ToldTask,
  more: Readonly<Record<string, unknown>> = {},
): NewEvent {
  const { id, organizationId, callType, practiceId, state, revision } = task;
  return {
    type,
    organizationId,
    taskId: id,
    practiceId,
    revision,
    thin: { taskId: id, callType, practiceId, state, revision, ...more },
  };
}
