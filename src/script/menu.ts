import type { HeardTurn } from '../kernel/speech.ts';
import { dismiss, dismissalIn, noteElsewhere } from './dismissal.ts';
import { meetPerson } from './greeting.ts';
import { answer, enterValue, give, signatureOf } from './menu-answering.ts';
import { hearMachine } from './menu-answers.ts';
import { answersFor, sureAnswer } from './menu-choice.ts';
import type { MenuAnswer } from './menu-state.ts';
import { confirmEntry, leaveNumber, showsEntry } from './menu-entered.ts';
import { entryOf } from './menu-entry.ts';
import { awaitNextPiece } from './menu-lone.ts';
import { answeredLast, chooseAmong, isSpent, noWayOn } from './menu-path.ts';
import { withPiece } from './menu-pieces.ts';
import { beforeOptions, menuWordsOf, optionsOf } from './menu-words.ts';
import { behindQueueTalk, isQueueTalk, rememberRecording } from './person.ts';
import { startHold } from './phases.ts';
import { personIn } from './pieces.ts';
import { asksInFirstPerson, namesOneselfAndAsks } from './self-named.ts';
import { stayedInLine } from './stay-option.ts';
import { knownPrompt, noteAnswer, noteArrival, noteRefusal } from './tree.ts';
import { clearTimer, hangUp, heardReflex, openMouth, setTimer, taskOf } from './scene.ts';
import type { Scene } from './scene.ts';
import { hear, wordCount } from './words.ts';

/** An unknown turn up to this many words may be a person; machines speak at more length. */
const shortTurnWords = 9;
/** Characters of choices with pauses between them, none of which is ours. */
const mostPieces = 300;

/** What a voice says in the menu: choose, key in, take an answer, wait, or find that it is a person. */
export function menuTurn(scene: Scene, whole: HeardTurn): void {
  const { state } = scene;
  const { menu } = state;
  clearTimer(scene, 'hello');
  setTimer(scene, 'menu', scene.script.limits.menuMs);
  menu.silences = 0;
  if (menu.pressing !== null || state.talk.saying.length > 0) return;
  const since = sinceAnswer(scene, whole);
  if (since === undefined) return;
  const turn = withPiece(scene, since);
  const { text } = turn;
  const heard = hear(text);
  noteElsewhere(scene, text);
  if (heardReflex(scene, heard, 'invalidEntry')) {
    menu.invalid = true;
    menu.unheard = heardReflex(scene, heard, 'unheard');
    noteRefusal(scene);
  }
  if (hearMachine(scene, turn)) return allTold(scene);
  if (menu.leaving && leaveNumber(scene, text)) return;
  const shows = heardReflex(scene, heard, 'entered') || showsEntry(scene, text);
  if (shows && confirmEntry(scene, text)) return;
  const asksAgain = asksAgainInPerson(scene, text);
  if (!asksAgain && !namesOneselfAndAsks(text, state.payorName) && enterValue(scene, turn)) return;
  const person = asksAgain ? turn : personIn(scene, turn);
  if (person !== undefined) {
    menu.doubted = '';
    noteArrival(scene, 'person');
    return meetPerson(scene, person);
  }
  const { options, says } = menuWordsOf(text);
  // Behind menus that were answered: words of a queue that offer nothing.
  const queue = menu.path.length > 0 && options.length + says.length === 0 && isQueueTalk(scene, heard.plain);
  if (queue && behindQueueTalk(scene, heard.plain) === '' && !dismissalIn(scene, heard)) {
    rememberRecording(scene, heard.plain);
    return startHold(scene);
  }
  const isQueue = menu.path.length > 0 || heardReflex(scene, heard, 'callbackOffer');
  const waits = () => isQueue && stayedInLine(scene, options, text);
  if (options.length === 1 && waits()) return;
  const answers = answersFor(scene, text);
  if (answers.length > 0) return answer(scene, signatureOf(text), answers, turn);
  if (dismiss(scene, heard) || waits()) return;
  // What a choice is for tells of no queue: "for all other members".
  if (heardReflex(scene, options.length > 1 ? hear(beforeOptions(text)) : heard, 'hold'))
    return startHold(scene);
  // The choice of ours may be the next one.
  if (menu.piece !== '' && menu.piece.length < mostPieces) return awaitNextPiece(scene, turn);
  if (options.length > 0 || says.length > 0) return answer(scene, signatureOf(text), [], turn);
  if (menu.invalid && heardReflex(scene, heard, 'invalidEntry')) return;
  if (heardReflex(scene, heard, 'menu') || heardReflex(scene, heard, 'announcement')) return;
  if (heardReflex(scene, heard, 'promotion') || menu.told > 0) return;
  if (isQueueTalk(scene, heard.plain) || wordCount(heard) > shortTurnWords) {
    // Behind the menus: of a queue that plays nothing.
    if (menu.path.length > 0) rememberRecording(scene, heard.plain);
    return;
  }
  if (menu.piece !== '') return;
  menu.doubted = heard.plain;
  menu.doubtedAgain = false;
  setTimer(scene, 'hello', scene.script.limits.helloMs);
  openMouth(scene);
}

/** A system that was answered with a value may not have heard it; what it wanted to know was told it once. */
const valuesAtMost = 2;

/** Somebody who speaks of himself asks for what we said already: whoever it is, more than a word may help. */
function asksAgainInPerson(scene: Scene, text: string): boolean {
  const { menu } = scene.state;
  if (menu.invalid || optionsOf(text).length > 0 || !asksInFirstPerson(text)) return false;
  const names = entryOf(scene, text)?.names ?? [];
  const last = answeredLast(scene, names.length > 0 ? `enter ${names.join(' ')}` : signatureOf(text));
  if (last === undefined) return false;
  return last.answer.startsWith('say ') || (menu.spoke && last.times >= valuesAtMost);
}

/** From the redirect that presses keys to their sound. */
const keysHeardMs = 400;

/** What was said after our last answer; words before it belong to the menu that was answered. */
export function sinceAnswer({ state }: Scene, turn: HeardTurn): HeardTurn | undefined {
  const { pressedAtMs } = state.menu;
  if (turn.startMs >= pressedAtMs) return turn;
  // The menu goes on until it hears our keys.
  const words = turn.words.filter(({ startMs }) => startMs >= pressedAtMs + keysHeardMs);
  const first = words[0];
  if (first === undefined) return undefined;
  return { ...turn, words, text: words.map(({ text }) => text).join(' '), startMs: first.startMs };
}

/** The machine itself has answered everything: the call ends without anybody having been spoken to. */
function allTold(scene: Scene): void {
  const { state } = scene;
  const task = taskOf(scene);
  if (task !== undefined) task.done = true;
  const next = state.tasks.findIndex(({ done }) => !done);
  if (next < 0) return hangUp(scene);
  state.current = next;
  Object.assign(state.menu, { told: 0, met: [], path: [] });
}

/** Words of a menu that is still being read: its sure choice is made at once, and a prompt known from before answered. */
export function menuSoFar(scene: Scene, turn: HeardTurn): void {
  if (scene.state.menu.pressing !== null || scene.state.talk.saying.length > 0) return;
  const fresh = sinceAnswer(scene, turn);
  if (fresh === undefined) return;
  const known = knownPrompt(scene, fresh.text);
  if (known !== undefined && !isSpent(scene, signatureOf(known.prompt), known.answer)) {
    const { startMs } = fresh;
    chooseAmong(scene, signatureOf(known.prompt), { answers: [known.answer], whole: false });
    const met = { text: known.prompt, answer: known.answer, node: known };
    noteAnswer(scene, { ...met, promptMs: 0, afterMs: scene.atMs - startMs });
    return give(scene, known.answer, known.prompt);
  }
  const sure = sureAnswer(scene, fresh.text);
  const signature = signatureOf(fresh.text);
  if (sure === undefined || isSpentAnswer(scene, sure) || isSpent(scene, signature, sure)) return;
  answer(scene, signature, [sure], fresh, false);
}

/** Whether the last menu had this answer, too: one that is read again is heard to its end, for what else it offers. */
function isSpentAnswer({ state: { menu } }: Scene, sure: MenuAnswer): boolean {
  const last = menu.path.at(-1);
  return last !== undefined && menu.met[last]?.last === sure;
}

/** Whether a menu that is still being read would be answered at once. */
export function isSureSoFar(scene: Scene, text: string): boolean {
  return knownPrompt(scene, text) !== undefined || sureAnswer(scene, text) !== undefined;
}

export function keysPressed(scene: Scene, pressId: string): void {
  const { menu } = scene.state;
  if (menu.pressing !== pressId) return;
  menu.pressing = null;
  menu.pressedAtMs = scene.atMs;
  if (scene.state.phase === 'menu') setTimer(scene, 'menu', scene.script.limits.menuMs);
}

/** What we said to a menu was heard: what it says from here on answers it. */
export function menuSaid(scene: Scene, startMs: number): void {
  scene.state.menu.pressedAtMs = Math.max(scene.state.menu.pressedAtMs, startMs);
  setTimer(scene, 'menu', scene.script.limits.menuMs);
}

/** Nothing was said for long: nobody knows of our last keys, or the line waits for somebody to speak. */
export function menuSilent(scene: Scene): void {
  const { menu, phase } = scene.state;
  if (phase !== 'menu') return;
  if (scene.state.sound === 'music') return startHold(scene);
  menu.silences += 1;
  menu.pressing = null;
  // Behind menus that were answered: a queue that plays nothing. A menu would ask again.
  if (menu.silences > 2 && menu.path.length > 0) return startHold(scene);
  if (menu.silences > 2) noWayOn(scene);
  setTimer(scene, 'menu', scene.script.limits.menuMs);
}
