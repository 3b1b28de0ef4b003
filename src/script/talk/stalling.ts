import { startClosing } from '../closing.ts';
import { fail } from '../scene.ts';
import type { Scene } from '../scene.ts';

/** Twice the length of the longest small talk: whoever says so much without a word to the matter never will. */
const stalledAtMost = 20;

/** A call that goes in circles is ended politely. Returns whether it was. */
export function stalls(scene: Scene): boolean {
  const { state, script } = scene;
  const { talk } = state;
  if (state.stage === 'closing') return false;
  const reached = reachedSoFar(scene);
  talk.stalled = reached === talk.reached ? talk.stalled + 1 : 0;
  talk.reached = reached;
  if (talk.stalled <= stalledAtMost) return false;
  fail(scene, 'agent_failure');
  startClosing(scene, [], script.wording.budgetGoodbye);
  return true;
}

/** Grows with every answer, every question that was put, everything that was given, and the time that was waited. */
function reachedSoFar({ state }: Scene): number {
  const asked = state.tasks.flatMap(({ progress }) => Object.values(progress));
  const answered = state.tasks.flatMap(({ answers }) => Object.keys(answers));
  const steps = asked.reduce((sum, { asks, readBacks }) => sum + asks + readBacks, 0);
  return steps + answered.length + state.talk.disclosed.length + state.current + state.heldMs;
}
