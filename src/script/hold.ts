import type { HeardTurn, SoundKind } from '../kernel/speech.ts';
import { dismiss } from './dismissal.ts';
import { meetPerson } from './greeting.ts';
import { menuTurn } from './menu.ts';
import { optionsOf } from './menu-words.ts';
import { endHold, startHold, startMenu } from './phases.ts';
import { clearTimer, closeMouth, fail, hangUp, heardReflex, openMouth, setTimer } from './scene.ts';
import type { Scene } from './scene.ts';
import { hear, wordCount } from './words.ts';

const shortTurnWords = 12;

export function holdTurn(scene: Scene, turn: HeardTurn): void {
  const heard = hear(turn.text);
  clearTimer(scene, 'hello');
  if (dismiss(scene, heard)) {
    endHold(scene);
    return;
  }
  if (optionsOf(turn.text).length > 0) {
    closeMouth(scene);
    // "Press 1 to keep your place in line" is an offer to people who mind waiting, not a menu.
    if (heardReflex(scene, heard, 'hold')) return;
    endHold(scene);
    startMenu(scene);
    return menuTurn(scene, turn);
  }
  if (heardReflex(scene, heard, 'person') && !heardReflex(scene, heard, 'spokenMenu')) {
    endHold(scene);
    return meetPerson(scene, turn);
  }
  if (
    heardReflex(scene, heard, 'hold') ||
    heardReflex(scene, heard, 'announcement') ||
    heardReflex(scene, heard, 'menu')
  )
    return closeMouth(scene);
  // Recognisers hear words in music.
  if (wordCount(heard) > shortTurnWords || scene.state.sound === 'music') return closeMouth(scene);
  // In doubt: it may be a person who was heard badly.
  setTimer(scene, 'hello', scene.script.limits.helloMs);
  openMouth(scene);
}

/** First words while parked: open the mouth for what may be a person. */
export function firstWords(scene: Scene, text: string): void {
  const { phase } = scene.state;
  if (phase !== 'hold' && scene.state.presses > 0) return;
  const heard = hear(text);
  if (heardReflex(scene, heard, 'holdOpening') || heardReflex(scene, heard, 'menu')) return;
  if (heardReflex(scene, heard, 'hold') || heardReflex(scene, heard, 'announcement')) return;
  if (heardReflex(scene, heard, 'person')) openMouth(scene);
}

export function holdTooLong(scene: Scene): void {
  fail(scene, 'hold_timeout');
  endHold(scene);
  hangUp(scene);
}

export function soundInMenu(scene: Scene, sound: SoundKind): void {
  if (scene.state.phase === 'menu' && sound === 'music' && scene.state.menu.pressing === null)
    startHold(scene);
}
