import type { SayClause } from '../kernel/speech.ts';
import { representativeField } from './call-script.ts';
import { startClosing } from './closing.ts';
import { phrase, speak } from './scene.ts';
import type { Scene } from './scene.ts';
import type { TaskState } from './state.ts';

/** Everything was asked about this task: the next one of the call is offered, or the call comes to its end. */
export function finishTask(scene: Scene, task: TaskState, opening: readonly SayClause[]): void {
  const { state } = scene;
  task.done = true;
  const next = state.tasks.findIndex(({ done }) => !done);
  if (next < 0) return startClosing(scene, opening);
  carryPerson(state.tasks[next], task);
  state.current = next;
  state.stage = 'verification';
  state.talk.pending = null;
  state.talk.disclosed = [];
  speak(scene, [...opening, phrase(scene, scene.script.wording.nextTask)]);
}

/** The same person answers the next task: the name needs no second asking. */
function carryPerson(next: TaskState | undefined, task: TaskState): void {
  const name = task.answers[representativeField];
  if (next !== undefined && name !== undefined) next.answers[representativeField] ??= name;
}
