import type { SayClause } from '../kernel/speech.ts';
import { hangUp, phrase, setTimer, speak } from './scene.ts';
import type { Scene } from './scene.ts';

/** Longest that the other side's own goodbye is listened to. */
const longestFarewellMs = 8_000;
/** Our goodbye may be lost with the mouth; then the call ends all the same. */
const unsaidMs = 20_000;

/** Thanks and goodbye; the line stays open until the other side has had its turn. */
export function startClosing(scene: Scene, opening: readonly SayClause[] = [], words?: string): void {
  const { state, script } = scene;
  state.stage = 'closing';
  state.talk.pending = null;
  state.talk.groups = [];
  speak(scene, [...opening, phrase(scene, words ?? script.wording.goodbye)], { interruptible: false });
  setTimer(scene, 'farewell', unsaidMs);
}

export function goodbyeSaid(scene: Scene): void {
  setTimer(scene, 'farewell', scene.script.limits.farewellMs);
}

export function theirFarewellBegan(scene: Scene): void {
  setTimer(scene, 'farewell', longestFarewellMs);
}

export function theirFarewell(scene: Scene): void {
  if (scene.state.talk.saying.length > 0) return;
  hangUp(scene);
}
