import { heardReflex } from '../scene.ts';
import type { Scene } from '../scene.ts';
import { wordCount } from '../words.ts';
import type { Heard } from '../words.ts';

const fillerWords = 5;

/** "Okay", "mm-hm, thank you": neither asks nor tells. */
export function isFiller(scene: Scene, heard: Heard): boolean {
  return heardReflex(scene, heard, 'backchannel') && wordCount(heard) <= fillerWords;
}
