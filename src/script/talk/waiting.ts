import type { HeardTurn } from '../../kernel/speech.ts';
import { startClosing } from '../closing.ts';
import { isMailbox } from '../dismissal.ts';
import { meetPerson } from '../greeting.ts';
import { optionsOf } from '../menu-words.ts';
import { withoutParenthesis } from '../parenthesis.ts';
import { endHold, startHold, wasRecording } from '../phases.ts';
import { isHeardInMusic, isKnownRecording, rememberRecording, sureWords } from '../person.ts';
import { proposeFor } from '../propose.ts';
import { findSpoken } from '../../spoken/index.ts';
import { isMurmur } from './murmur.ts';
import { isSomebodyNew } from './newcomer.ts';
import { askAgain } from './repeating.ts';
import { isSaidToWaiting } from '../recordings.ts';
import { noteSaidInWait, speaksToUs, wereRecorded } from './said-in-wait.ts';
import { clearTimer, fail, heardReflex, openMouth, phrase, setTimer, speak } from '../scene.ts';
import type { Scene } from '../scene.ts';
import { hear, overlaps, places, wordCount } from '../words.ts';
import type { Heard, Span } from '../words.ts';

/** Nobody stays away from a silent line for longer. */
const longestWaitMs = 15 * 60_000;

/** "One moment": we are silent until they speak again; the time is no part of the active budget. */
export function startWait(scene: Scene): void {
  const { talk } = scene.state;
  talk.waiting = true;
  talk.waitingSinceMs ??= scene.atMs;
  clearTimer(scene, 'active');
  setTimer(scene, 'silence', scene.script.limits.waitMs);
}

/** Waited for in all, a call that only waits comes to its end as one that only held. */
function outwaited({ state, script }: Scene): boolean {
  return state.heldMs > script.limits.holdMs;
}

/** Who is back says more than what is heard in music, or is better understood. */
const mostMusicWords = 5;

/** They are back. */
export function endWait(scene: Scene): void {
  const { state, script } = scene;
  const { talk } = state;
  talk.waiting = false;
  if (talk.waitingSinceMs === null) return;
  state.heldMs += scene.atMs - talk.waitingSinceMs;
  talk.waitingSinceMs = null;
  state.timers.active = script.limits.activeMs + state.heldMs;
}

/**
 * Words that ask us to wait; a question whether we mind is answered. Behind them nothing may follow that ends the
 * waiting in the same breath: "one moment… okay, it was denied". `told` is what the turn tells.
 */
export function waits(scene: Scene, heard: Heard, told: readonly Span[]): boolean {
  const { state, script } = scene;
  const { reflexes } = script;
  const asks = heardReflex(scene, heard, 'mayHold');
  // "A nurse is still reviewing it" tells how it stands.
  const last = places(hear(withoutParenthesis(heard.text)), reflexes.wait, reflexes.mayHold).findLast(
    (place) => !told.some((one) => overlaps(one, place)),
  );
  if (last === undefined) return false;
  const over = places(heard, reflexes.ready, reflexes.help, reflexes.anythingElse);
  if (told.some(({ start }) => start > last.start) || over.some(({ start }) => start >= last.end))
    return false;
  if (correctsItself(heard, last.start) || isSaidOnceMore(scene, heard)) return false;
  if (!asks && asksUs(heard.text.slice(last.end))) return false;
  if (state.stage === 'greeting') state.stage = 'verification';
  if (outwaited(scene)) {
    fail(scene, 'hold_timeout');
    startClosing(scene, [], script.wording.budgetGoodbye);
    return true;
  }
  if (asks || asksWhetherFine.test(heard.text))
    speak(scene, [phrase(scene, script.wording.ofCourse)], { aside: true });
  startWait(scene);
  return true;
}

/** "Hang on, am I talking to a computer?": they wait for our answer, and not we for theirs. */
function asksUs(behind: string): boolean {
  if (asksWhetherFine.test(behind) || ofWaiting.test(behind)) return false;
  return /\?\s*$/.test(behind) && wordCount(hear(behind)) >= shortestQuestion;
}
const ofWaiting = /\b(?:hold|wait|moments?|minutes?|seconds?|sec|time|patien(?:t|ce))\b/i;
const shortestQuestion = 4;

/** A whole sentence that was said already, and that we waited on in vain, asks nobody to wait. */
function isSaidOnceMore({ state }: Scene, heard: Heard): boolean {
  return wordCount(heard) >= longestPause && heard.plain === state.talk.heardLast;
}
const longestPause = 8;

/** "I'll put you on hold, okay?" */
const asksWhetherFine =
  /\b(?:okay|ok|alright|all right|is that (?:okay|ok|alright|fine|good))(?: with you| for you)?\?\s*$/i;

const takesBack =
  /(?:^| )(?:(?:no|nope|oops|whoops|oh|actually) (?:wait|hold on|hang on)|(?:wait|hold on|hang on)(?: a (?:minute|second|sec))? (?:no|nope|sorry|thats (?:not|wrong|the)|that was|its not|i (?:misread|misspoke|gave|read|meant|told|was))|(?:looking at|reading|on|in) the wrong)(?: |$)/;
const shortestNumber = 4;

/** "April twenty-first, wait no, that's the other one, April twenty-eighth": nobody is to wait. */
function correctsItself({ text, plain, at }: Heard, from: number): boolean {
  if (!takesBack.test(plain)) return false;
  const behind = text.slice(at[from] ?? from);
  return (
    findSpoken('date', behind).length > 0 ||
    findSpoken('money', behind).length > 0 ||
    findSpoken('identifier', behind).some(({ value }) => value.length >= shortestNumber)
  );
}

/**
 * What was said while we wait, and not understood, may not have been said to us; false where somebody has come back. A
 * model, where there is one, may know what was meant; until it does we wait.
 */
export function waitsOn(scene: Scene, turn: HeardTurn, heard: Heard): boolean {
  const { state } = scene;
  const hardlyHeard = isHardlyHeard(turn, heard);
  if (!hardlyHeard && speaksToUs(turn)) return false;
  startWait(scene);
  if (hardlyHeard) return true;
  if (!state.talk.probed) waitsALittle(scene);
  if (state.modelAvailable) proposeFor(scene, turn);
  return true;
}

/** In case music goes on. */
export function waitsALittle(scene: Scene): void {
  setTimer(scene, 'silence', scene.script.limits.replyMs);
}

/** Words that mean nothing to us while we wait: music that has begun, or somebody else in the room. */
function isHardlyHeard({ confidence }: HeardTurn, heard: Heard): boolean {
  return confidence > 0 && confidence < sureWords && wordCount(heard) <= mostMusicWords;
}

/** A minute and more without a word, as was asked of us: they hear that we are still there, no more often. */
export function stillWaiting(scene: Scene): void {
  const { state, script } = scene;
  if (state.sound === 'music') return pause(scene);
  if (scene.atMs - (state.talk.waitingSinceMs ?? scene.atMs) > longestWaitMs) {
    endWait(scene);
    fail(scene, 'line_dropped');
    return startClosing(scene, [], script.wording.goodbyeShort);
  }
  speak(scene, [phrase(scene, script.wording.stillHere)], { aside: true });
  setTimer(scene, 'silence', script.limits.waitMs);
}

/**
 * Music or ringing in a conversation, whatever was said before it: we are on hold, or put through to somebody who has
 * been told nothing. Nothing is said into it. Where nobody had said anything to us it was a recording that we greeted.
 */
export function waitingBegan(scene: Scene, sound: 'music' | 'ringback'): void {
  const { talk } = scene.state;
  if (!talk.answered && talk.metWith !== '') return wasRecording(scene);
  if (sound === 'music') return pause(scene);
  endWait(scene);
  startHold(scene);
}

/** Put on hold in the middle of a conversation: what we were about is kept for their return. */
function pause(scene: Scene): void {
  const { state } = scene;
  const { pending } = state.talk;
  endWait(scene);
  wereRecorded(scene);
  startHold(scene);
  state.talk.paused = { pending, thanks: '' };
}

const courtesy =
  /\b(?:thank you|thanks)(?: so much| very much)? for (?:holding|waiting|your patience|bearing with (?:me|us)|(?:hanging|sticking|staying)(?: (?:on|in|there|tight|with (?:me|us)|the line))*|being (?:so )?patient|standing by|your time)\b/g;

/** What a line says to who waits is said by nobody in particular. */
const speaksOfOneself = /(?:^| )(?:i(?! d(?: |$))|im|ive|ill|id)(?: |$)/;

/** "Thanks for your patience" and nothing else. */
export function isThanksForWaiting(heard: Heard): boolean {
  return hear(heard.plain.replace(courtesy, ' ')).plain === '';
}

/** An announcement or a menu; "thank you for holding" alone is also what people say. */
export function isRecording(scene: Scene, heard: Heard): boolean {
  const rest = hear(heard.plain.replace(courtesy, ' '));
  return (
    heardReflex(scene, rest, 'hold') ||
    heardReflex(scene, rest, 'announcement') ||
    (isSaidToWaiting(rest.plain) && !speaksOfOneself.test(rest.plain)) ||
    optionsOf(heard.text).length > 0
  );
}

/**
 * Somebody speaks while we are on hold in the middle of a conversation: they are back, or somebody new picked up, who
 * then has been met. `nobody` where it is a recording or a menu, or we are not on such a hold.
 */
export function backFromHold(scene: Scene, turn: HeardTurn): 'nobody' | 'back' | 'new' | 'unsure' {
  const { state } = scene;
  const { paused } = state.talk;
  if (paused === null) return 'nobody';
  const heard = hear(turn.text);
  const rest = hear(heard.plain.replace(courtesy, ' '));
  const opens = heardReflex(scene, rest, 'holdOpening') && !speaksOfOneself.test(rest.plain);
  if (heard.plain === '' || isRecording(scene, heard) || opens) return 'nobody';
  if (isMailbox(scene, heard) || isMurmur(turn)) return 'nobody';
  if (isHeardInMusic(scene, turn) && wordCount(heard) <= mostMusicWords) return 'nobody';
  if (rest.plain === '') {
    if (isKnownRecording(scene, heard.plain)) return 'nobody';
    state.menu.doubted = heard.plain;
    paused.thanks = heard.plain;
    setTimer(scene, 'hello', scene.script.limits.helloMs);
    return 'unsure';
  }
  if (isSomebodyNew(scene, turn, rest)) {
    endHold(scene);
    state.talk.paused = null;
    meetPerson(scene, turn);
    return 'new';
  }
  if (isKnownRecording(scene, heard.plain)) return 'nobody';
  takeUp(scene);
  noteSaidInWait(scene, turn, heard, true);
  return 'back';
}

/**
 * They thanked us for waiting, and said no more: where it is silent since, they wait for us. What sounds on behind it is
 * listened to for as long again, since music takes a while to be told.
 */
export function thanked(scene: Scene): boolean {
  const { state, script } = scene;
  if (state.talk.paused === null) return false;
  const { sound, menu } = state;
  if (sound !== 'silence' && menu.doubted !== '') {
    menu.doubted = '';
    setTimer(scene, 'hello', script.limits.helloMs);
    return true;
  }
  if (takeUp(scene)) askAgain(scene);
  return true;
}

/** Music behind thanks for our patience: it was a recording, and is known from now on. */
export function musicGoesOn(scene: Scene): void {
  const { talk } = scene.state;
  if (talk.paused === null || scene.state.timers.hello === undefined) return;
  clearTimer(scene, 'hello');
  rememberRecording(scene, talk.paused.thanks);
}

/** Ringing on hold: we are put through to somebody else, who knows nothing of us. */
export function ringsOnHold({ state }: Scene): void {
  state.talk.paused = null;
}

/** The conversation goes on where it was put on hold. False where it was not. */
function takeUp(scene: Scene): boolean {
  const { state } = scene;
  const { paused } = state.talk;
  if (paused === null) return false;
  endHold(scene);
  state.talk.paused = null;
  state.phase = 'conversation';
  state.talk.pending = paused.pending;
  for (const name of ['menu', 'hold', 'hello'] as const) clearTimer(scene, name);
  openMouth(scene);
  return true;
}
