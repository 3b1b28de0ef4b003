import { clearTimer, closeMouth, setTimer } from './scene.ts';
import type { Scene } from './scene.ts';

export function startMenu(scene: Scene): void {
  scene.state.phase = 'menu';
  scene.state.menu.silences = 0;
  setTimer(scene, 'menu', scene.script.limits.menuMs);
}

/** On hold nothing is said and nothing asked; its time is no part of the active budget. */
export function startHold(scene: Scene): void {
  const { state, script } = scene;
  closeMouth(scene);
  state.phase = 'hold';
  state.talk.pending = null;
  if (state.holdSinceMs !== null) return;
  state.holdSinceMs = scene.atMs;
  for (const name of ['menu', 'silence', 'hello'] as const) clearTimer(scene, name);
  setTimer(scene, 'hold', Math.max(0, script.limits.holdMs - state.heldMs));
  const activeDue = state.timers.active;
  if (activeDue !== undefined) clearTimer(scene, 'active');
}

/** Back from hold: the active budget goes on where it stood. */
export function endHold(scene: Scene): void {
  const { state, script } = scene;
  if (state.holdSinceMs !== null) state.heldMs += scene.atMs - state.holdSinceMs;
  state.holdSinceMs = null;
  clearTimer(scene, 'hold');
  state.timers.active = script.limits.activeMs + state.heldMs;
}
