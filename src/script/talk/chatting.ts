import { heardReflex, phrase, speak } from '../scene.ts';
import type { Scene } from '../scene.ts';
import type { Heard } from '../words.ts';
import { goOnAfter } from './automation.ts';

/** Small talk gets one short friendly sentence, and the question again. */
export function chats(scene: Scene, heard: Heard): boolean {
  if (!heardReflex(scene, heard, 'chat')) return false;
  speak(scene, [phrase(scene, scene.script.wording.chat)], { aside: true });
  goOnAfter(scene);
  return true;
}
