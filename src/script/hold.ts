import type { HeardTurn, SoundKind } from '../kernel/speech.ts';
import { dismiss } from './dismissal.ts';
import { meetPerson } from './greeting.ts';
import { isSureSoFar, menuSoFar, menuTurn, sinceAnswer } from './menu.ts';
import { stayOption } from './menu-choice.ts';
import { menuWordsOf } from './menu-words.ts';
import type { MenuOption } from './menu-words.ts';
import { beginsPolitely, isKnownRecording, mayBePerson, rememberRecording, seemsPerson } from './person.ts';
import { endHold, startHold, startMenu } from './phases.ts';
import {
  clearTimer,
  closeMouth,
  fail,
  hangUp,
  heardReflex,
  openMouth,
  press,
  setTimer,
  speak,
} from './scene.ts';
import type { Scene } from './scene.ts';
import type { ScriptState } from './state.ts';
import { noteArrival } from './tree.ts';
import { hear, says, wordCount } from './words.ts';

const shortTurnWords = 12;

/** What is heard while waiting: announcements, offers, checks, a menu, or at last a person. */
export function holdTurn(scene: Scene, whole: HeardTurn): void {
  const turn = sinceAnswer(scene, whole);
  clearTimer(scene, 'hello');
  if (turn === undefined) return;
  const heard = hear(turn.text);
  const { options, says: words } = menuWordsOf(turn.text);
  if (options.length > 0) return offered(scene, turn, options);
  if (isStayQuestion(scene, turn.text)) return;
  if (isKnownRecording(scene, heard.plain)) return closeMouth(scene);
  if (!seemsPerson(scene, turn.text) && dismiss(scene, heard)) {
    endHold(scene);
    return;
  }
  if (seemsPerson(scene, turn.text)) {
    scene.state.menu.doubted = '';
    noteArrival(scene, 'person');
    endHold(scene);
    return meetPerson(scene, turn);
  }
  const recorded = (['hold', 'announcement', 'promotion', 'survey', 'callbackOffer'] as const).some((name) =>
    heardReflex(scene, heard, name),
  );
  if (
    !recorded &&
    (words.length > 0 || heardReflex(scene, heard, 'entry') || heardReflex(scene, heard, 'spokenMenu'))
  ) {
    return backInMenu(scene, turn);
  }
  if (recorded || heardReflex(scene, heard, 'menu')) return recording(scene, heard.plain);
  if (wordCount(heard) > shortTurnWords) return recording(scene, heard.plain);
  // Recognisers hear words in music.
  if (scene.state.sound === 'music' || heard.plain === '') return closeMouth(scene);
  // In doubt: it may be a person who was heard badly.
  scene.state.menu.doubted = heard.plain;
  setTimer(scene, 'hello', scene.script.limits.helloMs);
  openMouth(scene);
}

function recording(scene: Scene, plain: string): void {
  rememberRecording(scene, plain);
  closeMouth(scene);
}

function backInMenu(scene: Scene, turn: HeardTurn): void {
  endHold(scene);
  startMenu(scene);
  menuTurn(scene, turn);
}

/** Keys are offered: to stay in line, to be called back, to take part in a survey, or a menu after all. */
function offered(scene: Scene, turn: HeardTurn, options: readonly MenuOption[]): void {
  const { reflexes } = scene.script;
  const heard = hear(turn.text);
  const { menu } = scene.state;
  closeMouth(scene);
  const callback = options.find(({ key, label }) => key !== '' && says(hear(label), reflexes.callbackOffer));
  if (callback !== undefined && menu.callback === 'leave_number') {
    menu.leaving = true;
    endHold(scene);
    startMenu(scene);
    return press(scene, callback.key);
  }
  const stay = stayOption(scene, options);
  if (stay !== undefined) {
    // An empty key means that staying needs nothing.
    if (stay.key !== '') pressOnHold(scene, stay.key);
    return;
  }
  const idle = options.every(({ label }) => {
    const words = hear(label);
    return (
      says(words, reflexes.callbackOffer) || says(words, reflexes.survey) || says(words, scene.script.avoid)
    );
  });
  // What is offered to people who mind waiting is no menu.
  if (idle) return;
  const queued = heardReflex(scene, heard, 'hold') || heardReflex(scene, heard, 'promotion');
  // In a queue that plays music, a way out of it is not what we wait for.
  if (queued && menu.queued) return;
  backInMenu(scene, turn);
}

/** "Are you still there? Press any key", "say yes to keep holding": answered, and the waiting goes on. */
function isStayQuestion(scene: Scene, text: string): boolean {
  const heard = hear(text);
  if (!heardReflex(scene, heard, 'stay')) return false;
  if (/(?:press|push|touch) any (?:key|button|number)/.test(heard.plain)) {
    pressOnHold(scene, '1');
    return true;
  }
  if (!/say (?:yes|continue|stay)|yes or no/.test(heard.plain)) return false;
  speak(scene, [{ text: 'yes', sensitive: false }]);
  return true;
}

function pressOnHold(scene: Scene, key: string): void {
  press(scene, key);
  clearTimer(scene, 'menu');
}

/** First words while parked: open the mouth for what may be a person. */
export function firstWords(scene: Scene, text: string): void {
  const { phase, mouth, presses } = scene.state;
  if (mouth !== 'closed' || (phase !== 'hold' && presses > 0)) return;
  if (mayBePerson(scene, text)) openMouth(scene);
}

/** What is being said while it is being said: a sure choice is made at once, a person is noticed at once. */
export function heardSoFar(scene: Scene, turn: HeardTurn): void {
  switch (scene.state.phase) {
    case 'menu': {
      const fresh = sinceAnswer(scene, turn);
      if (fresh === undefined) return;
      if (beginsAsPeople(scene, fresh.text)) openMouth(scene);
      const person = seemsPerson(scene, fresh.text);
      if (!person && !isWaiting(scene, fresh.text)) return menuSoFar(scene, turn);
      // From here on this is heard as it is on hold: somebody has picked up, or will.
      startHold(scene, person ? 'stays' : 'closes');
      return firstWords(scene, fresh.text);
    }
    case 'hold':
      return firstWords(scene, turn.text);
    case 'dialing':
    case 'conversation':
    case 'ended':
      return;
  }
}

/** Whether words that are still being said would be acted upon. Only then they are worth an event of the log. */
export function isEager(script: Scene['script'], state: ScriptState, turn: HeardTurn): boolean {
  const scene: Scene = { script, state, effects: [], atMs: state.nowMs };
  if (state.phase === 'hold') return state.mouth === 'closed' && mayBePerson(scene, turn.text);
  if (state.phase !== 'menu' || state.menu.pressing !== null || state.talk.saying.length > 0) return false;
  const fresh = sinceAnswer(scene, turn);
  if (fresh === undefined) return false;
  return (
    seemsPerson(scene, fresh.text) ||
    isWaiting(scene, fresh.text) ||
    isSureSoFar(scene, fresh.text) ||
    (state.mouth === 'closed' && beginsAsPeople(scene, fresh.text))
  );
}

/** "Thank you for calling" behind menus that were answered: a person mostly, and the mouth takes a while to open. */
function beginsAsPeople(scene: Scene, text: string): boolean {
  return scene.state.menu.path.length > 0 && beginsPolitely(scene, text);
}

/** Words of a queue and of no menu, after the menus were answered. */
function isWaiting(scene: Scene, text: string): boolean {
  const { options, says: words } = menuWordsOf(text);
  return (
    scene.state.menu.path.length > 0 &&
    options.length === 0 &&
    words.length === 0 &&
    heardReflex(scene, hear(text), 'hold')
  );
}

export function holdTooLong(scene: Scene): void {
  fail(scene, 'hold_timeout');
  endHold(scene);
  hangUp(scene);
}

/** Music and ringing mean waiting; the tones of a busy line or of a fax machine mean that nobody will come. */
export function soundInMenu(scene: Scene, sound: SoundKind): void {
  const { state } = scene;
  if (state.hangingUp || (state.phase !== 'menu' && state.phase !== 'hold')) return;
  switch (sound) {
    case 'busy':
      fail(scene, 'busy');
      return hangUp(scene);
    case 'fax':
      fail(scene, 'wrong_number');
      return hangUp(scene);
    case 'music':
    case 'ringback':
      if (state.phase === 'menu' && state.menu.pressing === null) startHold(scene);
      if (state.phase === 'hold') state.menu.queued = true;
      return;
    case 'silence':
    case 'speech':
      return;
  }
}
