import { likeness } from './likeness.ts';
import { clearTimer, press } from './scene.ts';
import type { Scene } from './scene.ts';
import { hear } from './words.ts';

/** From here on two readings of a prompt are one. */
const samePrompt = 0.8;
/** A check that was answered comes again after minutes; what comes again sooner has not taken the answer. */
const soonMs = 75_000;
/** So often a prompt that does not take it is answered. */
const mostTimes = 4;

/**
 * Answers a question whether we still wait. What asks the same again at once, time after time, is no such question, or
 * does not hear keys: it is let be, and the waiting goes on.
 */
export function pressToStay(scene: Scene, key: string, text: string): void {
  const { menu } = scene.state;
  const { plain } = hear(text);
  const { stayed } = menu;
  const again =
    stayed.key === key && scene.atMs - stayed.atMs < soonMs && likeness(stayed.prompt, plain) >= samePrompt;
  menu.stayed = { prompt: plain.slice(0, 300), key, atMs: scene.atMs, times: again ? stayed.times + 1 : 1 };
  if (menu.stayed.times > mostTimes) return;
  press(scene, key);
  clearTimer(scene, 'menu');
}
