import { phrase, speak } from '../scene.ts';
import { heardReflex } from '../scene.ts';
import type { Scene } from '../scene.ts';
import { hasAnswers } from '../answers-so-far.ts';
import { finishTask, isOfferOnly } from '../tasks.ts';
import { findSpoken } from '../../spoken/index.ts';
import type { Heard } from '../words.ts';

/**
 * "I can only do one claim per call": the one at hand is finished, the others are left for another call. Returns
 * whether the turn said so; `ended` where with it nothing is left of this call.
 */
export function limitTasks(scene: Scene, heard: Heard): 'none' | 'noted' | 'ended' {
  const { state, script } = scene;
  if (!heardReflex(scene, heard, 'taskLimit')) return 'none';
  const current = state.tasks[state.current];
  const begun = state.tasks.filter((task) => task.done || task === current).length;
  const allowed = allowedIn(heard);
  const untouched = current !== undefined && !hasAnswers(script, current);
  const tooMany = allowed === undefined ? isOfferOnly(scene) : untouched && begun > allowed;
  const left = allowed === undefined || tooMany ? 0 : Math.max(0, allowed - begun);
  const waiting = state.tasks.filter((task) => !task.done && task !== current);
  for (const task of waiting.slice(left)) task.deferred = true;
  if (current !== undefined && tooMany) {
    current.deferred = true;
    finishTask(scene, current, [phrase(scene, script.wording.limitUnderstood)]);
    return 'ended';
  }
  speak(scene, [phrase(scene, script.wording.limitUnderstood)], { aside: true });
  return 'noted';
}

/** "Three claims per call": how many; undefined where it is only said that no more will be done. */
function allowedIn(heard: Heard): number | undefined {
  const [count] = findSpoken('cardinal', heard.text);
  const ordinal =
    /\b(?:thats|that is|this is|that was|that makes) (?:your|the) (?:first|second|third|fourth|fifth|last)\b/;
  if (ordinal.test(heard.plain) || count === undefined) return undefined;
  const number = Number(count.value);
  return Number.isInteger(number) && number > 0 && number < 20 ? number : undefined;
}
