import type { HeardTurn, SoundKind } from '../kernel/speech.ts';
import { dismiss, isMailbox, noteElsewhere } from './dismissal.ts';
import { meetPerson, tryHello } from './greeting.ts';
import { backInMenu, isStayQuestion, offered } from './hold-offers.ts';
import { isSureSoFar, menuSoFar, sinceAnswer } from './menu.ts';
import { alternativesIn } from './menu-alternatives.ts';
import { answersFor } from './menu-choice.ts';
import { entryOf } from './menu-entry.ts';
import { menuWordsOf } from './menu-words.ts';
import {
  behindKnown,
  behindQueueTalk,
  greets,
  isHeardInMusic,
  isKnownRecording,
  isQueueTalk,
  rememberRecording,
  seemsPerson,
  signOf,
} from './person.ts';
import { endHold, startHold } from './phases.ts';
import { newestWords, personIn } from './pieces.ts';
import { clearTimer, closeMouth, fail, hangUp, heardReflex, openMouth, setTimer } from './scene.ts';
import type { Scene } from './scene.ts';
import type { ScriptState } from './state.ts';
import { isMurmur } from './talk/murmur.ts';
import { noteArrival } from './tree.ts';
import { hear, wordCount } from './words.ts';
import type { Heard } from './words.ts';

const shortTurnWords = 12;

/** What is heard while waiting: announcements, offers, checks, a menu, or at last a person. */
export function holdTurn(scene: Scene, whole: HeardTurn): void {
  const since = sinceAnswer(scene, whole);
  clearTimer(scene, 'hello');
  if (since === undefined) return;
  const turn = behindKnown(scene, since);
  const heard = hear(turn.text);
  noteElsewhere(scene, turn.text);
  if (isMailbox(scene, heard)) return mailbox(scene, heard);
  const { options, says: words } = menuWordsOf(turn.text);
  if (options.length > 0) return offered(scene, turn, options);
  if (isStayQuestion(scene, turn.text)) return;
  // A prompt that was taken for an announcement asks again.
  if (isKnownRecording(scene, heard.plain) && !heardReflex(scene, heard, 'entry')) return closeMouth(scene);
  if (!seemsPerson(scene, turn.text) && dismiss(scene, heard)) {
    endHold(scene);
    return;
  }
  const person = personIn(scene, turn);
  if (person !== undefined) {
    scene.state.menu.doubted = '';
    noteArrival(scene, 'person');
    endHold(scene);
    return meetPerson(scene, person);
  }
  const recorded = (['hold', 'announcement', 'promotion', 'survey', 'callbackOffer'] as const).some((name) =>
    heardReflex(scene, heard, name),
  );
  // What a line lets people know while they wait may sound like a question of its menu, up to its last words.
  const asked = hear(behindQueueTalk(scene, heard.plain));
  if (
    !recorded &&
    (words.length > 0 || heardReflex(scene, asked, 'entry') || heardReflex(scene, asked, 'spokenMenu'))
  ) {
    return backInMenu(scene, turn);
  }
  if (opensMenu(scene, turn.text, words)) return backInMenu(scene, turn);
  // "Do you want to check one, or to send one in?": a question that names its answers is a menu's.
  const alternatives = !recorded && alternativesIn(turn.text).length > 0;
  if (alternatives && answersFor(scene, turn.text).length > 0) return backInMenu(scene, turn);
  if (recorded || heardReflex(scene, heard, 'menu') || isQueueTalk(scene, heard.plain))
    return recording(scene, heard.plain);
  // Who greets and then tells a story is listened for: behind a recording the music goes on.
  if (wordCount(heard) > shortTurnWords && !greets(scene, turn.text)) return recording(scene, heard.plain);
  if (isHeardInMusic(scene, turn) || heard.plain === '' || isMurmur(turn)) return closeMouth(scene);
  doubt(scene, heard.plain);
}

/** The first menu of a call may open as people do, and tell what lines tell: "Hello, and welcome. Are you a provider or …?" */
function opensMenu(scene: Scene, text: string, words: readonly string[]): boolean {
  const { path, queued } = scene.state.menu;
  if (path.length > 0 || queued) return false;
  const names = words.length > 0 || alternativesIn(text).length > 0;
  return (names && answersFor(scene, text).length > 0) || entryOf(scene, text) !== undefined;
}

function mailbox(scene: Scene, heard: Heard): void {
  dismiss(scene, heard);
  endHold(scene);
}

function recording(scene: Scene, plain: string): void {
  scene.state.menu.doubted = '';
  rememberRecording(scene, plain);
  closeMouth(scene);
}

/** In doubt whether somebody is there: listened for with the mouth open, and asked for once it is silent. */
function doubt(scene: Scene, plain: string): void {
  const { menu } = scene.state;
  menu.doubted = plain;
  menu.doubtedAgain = false;
  setTimer(scene, 'hello', scene.script.limits.helloMs);
  openMouth(scene);
}

/**
 * Nothing was said behind words that may be a person's. Who waits for us waits in silence: music or ringing behind them
 * means a recording. What sounds on and is not told yet is listened to for as long again.
 */
export function afterDoubt(scene: Scene): void {
  const { state, script } = scene;
  const { menu, sound } = state;
  if (sound === 'music' || sound === 'ringback') {
    rememberRecording(scene, menu.doubted);
    menu.doubted = '';
    return closeMouth(scene);
  }
  if (sound === 'speech' && !menu.doubtedAgain) {
    menu.doubtedAgain = true;
    return setTimer(scene, 'hello', script.limits.helloMs);
  }
  if (state.phase === 'hold') endHold(scene);
  tryHello(scene);
}

/** First words while parked: the mouth opens for what may be a person, and shuts again where it is none. */
export function firstWords(scene: Scene, text: string, confidence = 0): void {
  switch (mouthFor(scene, text, confidence)) {
    case 'open':
      return openMouth(scene);
    case 'close':
      return closeMouth(scene);
    case 'stay':
      return;
  }
}

function mouthFor(scene: Scene, text: string, confidence: number): 'open' | 'close' | 'stay' {
  const { mouth, talk } = scene.state;
  const sign = signOf(scene, text, confidence);
  if (mouth === 'closed') return sign === 'person' ? 'open' : 'stay';
  // What is to be said there, or said to a menu, needs it.
  if (sign !== 'recording' || talk.saying.length > 0) return 'stay';
  return menuWordsOf(text).says.length > 0 || heardReflex(scene, hear(text), 'spokenMenu') ? 'stay' : 'close';
}

/** What is being said while it is being said: a sure choice is made at once, a person is noticed at once. */
export function heardSoFar(scene: Scene, turn: HeardTurn): void {
  switch (scene.state.phase) {
    case 'menu': {
      const fresh = sinceAnswer(scene, turn);
      if (fresh === undefined) return;
      firstWords(scene, behindKnown(scene, fresh).text, turn.confidence);
      const person = seemsPerson(scene, fresh.text);
      if (!person && !isWaiting(scene, fresh.text)) return menuSoFar(scene, turn);
      // From here on this is heard as it is on hold: somebody has picked up, or will.
      startHold(scene, person ? 'stays' : 'closes');
      return firstWords(scene, fresh.text, turn.confidence);
    }
    case 'hold':
      return firstWords(scene, newestWords(scene, turn), turn.confidence);
    case 'dialing':
    case 'conversation':
    case 'transfer':
    case 'taken_over':
    case 'ended':
      return;
  }
}

/** Whether words that are still being said would be acted upon. Only then they are worth an event of the log. */
export function isEager(script: Scene['script'], state: ScriptState, turn: HeardTurn): boolean {
  const scene: Scene = { script, state, effects: [], atMs: state.nowMs };
  if (state.phase === 'hold') return mouthFor(scene, newestWords(scene, turn), turn.confidence) !== 'stay';
  if (state.phase !== 'menu' || state.menu.pressing !== null || state.talk.saying.length > 0) return false;
  const fresh = sinceAnswer(scene, turn);
  if (fresh === undefined) return false;
  return (
    seemsPerson(scene, fresh.text) ||
    isWaiting(scene, fresh.text) ||
    isSureSoFar(scene, fresh.text) ||
    mouthFor(scene, behindKnown(scene, fresh).text, turn.confidence) !== 'stay'
  );
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
  if (state.hangingUp) return;
  if (state.phase === 'conversation' && !state.talk.greeted) return soundAfterHello(scene, sound);
  if (state.phase !== 'menu' && state.phase !== 'hold') return;
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
      // Behind words of whom nobody knew who says them.
      if (state.timers.hello !== undefined && state.talk.paused === null) {
        clearTimer(scene, 'hello');
        afterDoubt(scene);
      }
      return;
    case 'silence':
    case 'speech':
      return;
  }
}

/** "Hello?" is not answered with music by a person. */
function soundAfterHello(scene: Scene, sound: SoundKind): void {
  if (sound === 'music' || sound === 'ringback') startHold(scene);
}
