import { askedFields } from '../facts.ts';
import { disclosureOf } from '../greeting.ts';
import { heardReflex, phrase, speak } from '../scene.ts';
import type { Scene } from '../scene.ts';
import type { Heard } from '../words.ts';
import { askAgain } from './repeating.ts';

/**
 * "Are you a robot?" is never denied: one sentence. Returns whether the turn asked it; where the person has not been
 * greeted the disclosure says it. What else the turn holds is looked after by others.
 */
export function ownUp(scene: Scene, heard: Heard): boolean {
  const { state, script } = scene;
  if (!heardReflex(scene, heard, 'robot')) return false;
  const sentence = state.talk.greeted ? phrase(scene, script.wording.robot) : disclosureOf(scene);
  state.talk.greeted = true;
  if (state.stage === 'greeting') state.stage = 'verification';
  speak(scene, [sentence], { aside: true });
  return true;
}

/** Nothing else was said: the conversation goes on where it was. */
export function goOnAfter(scene: Scene): void {
  if (askedFields(scene.state.talk.pending).length > 0) askAgain(scene);
}
