import type { HeardTurn } from '../kernel/speech.ts';
import { findSpoken } from '../spoken/index.ts';
import { meetPerson } from './greeting.ts';
import { identifiersIn, keysFor } from './identifiers.ts';
import { chooseOption, optionsOf, spokenChoice } from './menu-words.ts';
import { dismiss } from './dismissal.ts';
import { startHold } from './phases.ts';
import { clearTimer, fail, hangUp, heardReflex, openMouth, press, setTimer, speak } from './scene.ts';
import type { Scene } from './scene.ts';
import { hear, wordCount } from './words.ts';

/** An unknown turn up to this many words may be a person; machines speak at more length. */
const shortTurnWords = 9;

/** What a voice says in the menu: choose, key in, wait, or find that it is a person. */
export function menuTurn(scene: Scene, turn: HeardTurn): void {
  const { state } = scene;
  const { menu } = state;
  const heard = hear(turn.text);
  clearTimer(scene, 'hello');
  setTimer(scene, 'menu', scene.script.limits.menuMs);
  menu.silences = 0;
  // Said before our keys took effect: an answer to it was given already.
  if (menu.pressing !== null || turn.startMs < menu.pressedAtMs) return;
  if (dismiss(scene, heard)) return;
  if (heardReflex(scene, heard, 'entered') && confirmEntry(scene, turn.text)) return;
  const options = optionsOf(turn.text);
  if (heardReflex(scene, heard, 'entry') && enterIdentifier(scene, turn.text)) return;
  if (options.length > 0) return choose(scene, turn.text);
  if (heardReflex(scene, heard, 'person') && !heardReflex(scene, heard, 'spokenMenu'))
    return meetPerson(scene, turn);
  if (heardReflex(scene, heard, 'hold')) return startHold(scene);
  if (heardReflex(scene, heard, 'spokenMenu')) {
    if (isStuck(scene, heard.plain)) return;
    const words = spokenChoice(scene.script, turn.text);
    if (words !== undefined) speak(scene, [{ text: words, sensitive: false }]);
    return;
  }
  if (heardReflex(scene, heard, 'invalidEntry') || heardReflex(scene, heard, 'menu')) return;
  if (heardReflex(scene, heard, 'announcement')) return;
  if (wordCount(heard) <= shortTurnWords) {
    setTimer(scene, 'hello', scene.script.limits.helloMs);
    openMouth(scene);
  }
}

function choose(scene: Scene, text: string): void {
  const options = optionsOf(text);
  const option = chooseOption(scene.script, options);
  const signature = options.map(({ key, label }) => `${key} ${label}`).join('|');
  if (isStuck(scene, signature)) return;
  // No option serves: it may be the rest of a list, and the list will be said again.
  if (option === undefined) {
    if (heardReflex(scene, hear(text), 'hold')) startHold(scene);
    return;
  }
  press(scene, option.key);
}

/** Counts how often the same thing was asked; after too often presses 0 once, then gives up. */
function isStuck(scene: Scene, signature: string): boolean {
  const { menu } = scene.state;
  const times = (menu.heard[signature] ?? 0) + 1;
  menu.heard[signature] = times;
  if (times <= scene.script.limits.menuRepeats) return false;
  giveUpMenu(scene);
  return true;
}

function giveUpMenu(scene: Scene): void {
  const { menu } = scene.state;
  if (menu.zeroPressed) {
    fail(scene, 'ivr_failure');
    hangUp(scene);
    return;
  }
  menu.zeroPressed = true;
  press(scene, '0');
}

function enterIdentifier(scene: Scene, text: string): boolean {
  const wanted = identifiersIn(scene, text)[0]?.identifier;
  const keys = wanted === undefined ? undefined : keysFor(scene, wanted, text);
  if (wanted === undefined || keys === undefined) return false;
  if (isStuck(scene, `enter ${wanted.name}`)) return true;
  scene.state.menu.entered = keys;
  press(scene, `${keys}#`);
  return true;
}

/** "You entered …, if this is correct press 1, to try again press 2". */
function confirmEntry(scene: Scene, text: string): boolean {
  const options = optionsOf(text);
  const { menu } = scene.state;
  const keyOf = (words: RegExp) => options.find(({ label }) => words.test(label))?.key;
  const yes = keyOf(/correct|right|yes|confirm|continue/) ?? (options.length > 0 ? '1' : undefined);
  const no = keyOf(/again|incorrect|re ?enter|change|wrong|not correct|\bno\b/);
  if (yes === undefined) return false;
  const shown = findSpoken('identifier', text.split(/if (?:this|that|it)/i)[0] ?? text)[0]?.value;
  const differs =
    menu.entered !== '' &&
    shown !== undefined &&
    /^\d+$/.test(shown) &&
    shown.length === menu.entered.length &&
    shown !== menu.entered;
  // Our own ears may be wrong: a difference is tried once more, then the menu is believed.
  if (differs && no !== undefined && no !== yes && !menu.retried) {
    menu.retried = true;
    press(scene, no);
    return true;
  }
  menu.retried = false;
  press(scene, yes);
  return true;
}

export function keysPressed(scene: Scene, pressId: string): void {
  const { menu } = scene.state;
  if (menu.pressing !== pressId) return;
  menu.pressing = null;
  menu.pressedAtMs = scene.atMs;
  if (scene.state.phase === 'menu') setTimer(scene, 'menu', scene.script.limits.menuMs);
}

/** Nothing was said for long: nobody knows of our last keys, or the line waits for somebody to speak. */
export function menuSilent(scene: Scene): void {
  const { menu, phase } = scene.state;
  if (phase !== 'menu') return;
  if (scene.state.sound === 'music') return startHold(scene);
  menu.silences += 1;
  menu.pressing = null;
  if (menu.silences > 2) giveUpMenu(scene);
  setTimer(scene, 'menu', scene.script.limits.menuMs);
}
