import type { Scene } from './scene.ts';
import { finishTask } from './tasks.ts';

/**
 * One task of the call is no longer wanted: it is not asked any more, and the others are. `over` where with it nothing
 * is left to ask.
 */
export function cancelTask(scene: Scene, taskId: string): 'goes_on' | 'over' {
  const { state } = scene;
  const task = state.tasks.find((one) => one.task.id === taskId);
  if (task === undefined || task.done || task.deferred) return 'goes_on';
  // Whoever took it back has ended it already: nothing is reported of it.
  task.deferred = true;
  if (task !== state.tasks[state.current]) return 'goes_on';
  const next = state.tasks.findIndex(({ done, deferred }) => !done && !deferred);
  if (next < 0) return 'over';
  const begun = state.phase === 'conversation' && state.stage !== 'greeting' && !state.hangingUp;
  if (begun) finishTask(scene, task, []);
  else state.current = next;
  return 'goes_on';
}
