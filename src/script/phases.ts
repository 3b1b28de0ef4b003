import { representativeField } from './call-script.ts';
import { rememberRecording } from './person.ts';
import { clearTimer, closeMouth, setTimer } from './scene.ts';
import type { Scene } from './scene.ts';
import { noteArrival } from './tree.ts';

export function startMenu(scene: Scene): void {
  scene.state.phase = 'menu';
  scene.state.menu.silences = 0;
  setTimer(scene, 'menu', scene.script.limits.menuMs);
}

/**
 * On hold nothing is said and nothing asked; its time is no part of the active budget. The mouth stays as it is where
 * somebody is there already.
 */
export function startHold(scene: Scene, mouth: 'closes' | 'stays' = 'closes'): void {
  const { state, script } = scene;
  const { menu } = state;
  if (mouth === 'closes') closeMouth(scene);
  // Nobody answered our "Hello?": it was a recording, and is known from now on.
  rememberRecording(scene, menu.doubted);
  menu.doubted = '';
  // Whoever sends us on sends us to other menus.
  if (state.phase === 'conversation')
    Object.assign(menu, { met: [], path: [], refused: [], zeroPressed: false, invalid: false, silences: 0 });
  if (state.phase === 'menu') noteArrival(scene, 'hold');
  state.phase = 'hold';
  state.talk.pending = null;
  if (state.holdSinceMs !== null) return;
  state.holdSinceMs = scene.atMs;
  menu.queued = state.sound === 'music' || state.sound === 'ringback';
  for (const name of ['menu', 'silence', 'hello'] as const) clearTimer(scene, name);
  setTimer(scene, 'hold', Math.max(0, script.limits.holdMs - state.heldMs));
  clearTimer(scene, 'active');
}

/**
 * Who was greeted was a recording: music or another announcement came behind its words, and nothing was said to us. What
 * it said is known from now on, and its name is nobody's.
 */
export function wasRecording(scene: Scene): void {
  rememberRecording(scene, scene.state.talk.metWith);
  forgetName(scene);
  startHold(scene);
}

export function forgetName({ state }: Scene): void {
  for (const task of state.tasks)
    if (!task.done)
      task.answers = Object.fromEntries(
        Object.entries(task.answers).filter(
          ([name]) => name !== representativeField && name !== 'repInitial',
        ),
      );
}

/** Back from hold: the active budget goes on where it stood. */
export function endHold(scene: Scene): void {
  const { state, script } = scene;
  if (state.holdSinceMs !== null) state.heldMs += scene.atMs - state.holdSinceMs;
  state.holdSinceMs = null;
  clearTimer(scene, 'hold');
  state.timers.active = script.limits.activeMs + state.heldMs;
}
