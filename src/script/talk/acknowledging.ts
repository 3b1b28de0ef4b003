import { phrase, speak } from '../scene.ts';
import type { Scene } from '../scene.ts';

/** A short word for what was told, in turn and not every time, so that nobody hears the same one all along. */
export function acknowledge(scene: Scene): void {
  const { talk } = scene.state;
  const words = scene.script.wording.acknowledgements;
  const next = words[talk.acknowledged % Math.max(1, words.length)] ?? '';
  talk.acknowledged += 1;
  if (next !== '') speak(scene, [phrase(scene, next)], { aside: true });
}
