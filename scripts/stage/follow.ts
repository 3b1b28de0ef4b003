import type { CallSummary, CallTaskView } from '../../src/kernel/call-task.ts';
import type { TimelineItem } from '../../src/kernel/live.ts';
import type { makeApiClient } from './api-client.ts';
import { pause } from './processes.ts';

export interface FollowedCall {
  view: CallTaskView;
  call: CallSummary;
  items: TimelineItem[];
}

/**
 * Watches a task's newest call through the API until the task has its outcome and `delivered` says that the consumer
 * has it too. Throws after `limitMs`.
 */
export async function follow(
  api: ReturnType<typeof makeApiClient>,
  taskId: string,
  options: { limitMs: number; delivered: () => boolean; onItem?: (item: TimelineItem) => void },
): Promise<FollowedCall> {
  const startedAt = performance.now();
  let items: TimelineItem[] = [];
  let callId: string | undefined;
  for (;;) {
    const view = await api.task(taskId);
    const call = view.calls.at(-1);
    if (call !== undefined) {
      if (call.id !== callId) items = [];
      callId = call.id;
      const fresh = await api.timeline(call.id, items.at(-1)?.sequence ?? -1);
      for (const item of fresh) options.onItem?.(item);
      items.push(...fresh);
      if (view.outcome !== null && options.delivered()) return { view, call, items };
    }
    if (performance.now() - startedAt > options.limitMs) throw new Error('The call did not end in time.');
    await pause(250);
  }
}
