import type { HeardTurn } from '../kernel/speech.ts';
import { noFurther, noteAnnounced } from './announced.ts';
import { isSettled } from './answers.ts';
import { asking } from './asked-or-told.ts';
import { startClosing } from './closing.ts';
import { dismiss, dismissalIn, isBackSoon, isMailbox } from './dismissal.ts';
import { askedFields, findingsOf, isBeforeQuestion, takeFacts } from './facts.ts';
import { introduce, meetPerson, namesGiven, namesIn } from './greeting.ts';
import { holdTurn } from './hold.ts';
import { carryOn } from './inquiry.ts';
import { startHold } from './phases.ts';
import type { Finding } from './found.ts';
import { readBackReply } from './read-back.ts';
import { fail, heardReflex, phrase, setTimer, speak, taskOf } from './scene.ts';
import type { Scene } from './scene.ts';
import { acknowledgement } from './talk/acknowledging.ts';
import { answerAskedBack, askedBackIn } from './talk/asked-back.ts';
import { goOnAfter, ownUp } from './talk/automation.ts';
import { cannotProceed } from './talk/cannot-proceed.ts';
import { courtesies } from './talk/courtesies.ts';
import { afterGoodbye } from './talk/farewell.ts';
import { isFiller } from './talk/filler.ts';
import { give, spelledOn } from './talk/giving.ts';
import { answerHeardBack } from './talk/heard-back.ts';
import { wasMachine } from './talk/machine.ts';
import { takeLikely } from './talk/likely-answer.ts';
import { isMurmur } from './talk/murmur.ts';
import { isNewcomer } from './talk/newcomer.ts';
import { nextTaskTurn, sameMember } from './talk/next-task.ts';
import { notFound } from './talk/not-found.ts';
import { obstacle } from './talk/obstacles.ts';
import { behindTransfer } from './talk/put-through.ts';
import { byMachine } from './talk/recorded.ts';
import { sayAgain } from './talk/repeating.ts';
import { sayRest, yieldTo } from './talk/resuming.ts';
import { isSaidAgain } from './talk/said-again.ts';
import { backWithNews, forgetWait, noteSaidInWait } from './talk/said-in-wait.ts';
import { stalls } from './talk/stalling.ts';
import { limitTasks } from './talk/task-limit.ts';
import { noteUnclear, notUnderstood } from './talk/understanding.ts';
import { noteUnknown, unknown } from './talk/unknown.ts';
import { endWait, waits, waitsOn } from './talk/waiting.ts';
import { isTaskKnown } from './tasks.ts';
import { answerRequests, wantedIn } from './verification.ts';
import { hear, overlaps, places, wordCount } from './words.ts';
import type { Heard } from './words.ts';

/** One turn of a person. Reflexes in order; each leaves to the next what it has not accounted for. */
export function personTurn(scene: Scene, turn: HeardTurn): void {
  const { state, script } = scene;
  const { talk } = state;
  const heard = hear(turn.text);
  if (stalls(scene)) return;
  talk.silences = 0;
  talk.theySpeak = false;
  if (state.stage === 'closing') return afterGoodbye(scene, turn, heard);
  talk.murmured = isMurmur(turn);
  if (talk.murmured) {
    if (!sayRest(scene))
      setTimer(scene, 'silence', talk.waiting ? script.limits.waitMs : script.limits.replyMs);
    return;
  }
  if (heard.plain === '') return setTimer(scene, 'silence', script.limits.replyMs);
  if (talk.pending?.kind !== 'read_back' && isFiller(scene, heard) && sayRest(scene)) return;
  const { rest } = talk;
  talk.rest = null;
  if (wasMachine(scene, turn, heard)) return;
  if (byMachine(scene, turn, heard)) return;
  const { waiting } = talk;
  noteSaidInWait(scene, turn, heard, waiting);
  endWait(scene);
  if (isNewcomer(scene, turn)) return meetPerson(scene, turn);
  talk.answered ||= talk.greeted;
  if (elsewhere(scene, turn, heard)) return;
  const ownedUp = ownUp(scene, heard);
  if (obstacle(scene, heard)) return;
  const limit = limitTasks(scene, heard);
  if (limit === 'ended') return;
  if (talk.greeted && notFound(scene, heard)) return;
  if (talk.greeted && cannotProceed(scene, heard)) return;
  const said = ownedUp || limit === 'noted';
  const says = state.says;
  if (!answered(scene, turn, heard, said)) {
    if (said) goOnAfter(scene);
    else if (rest !== null && wordCount(heard) <= collisionWords) yieldTo(scene, rest);
    else if (!waiting || !(backWithNews(scene, turn, heard) || waitsOn(scene, turn, heard)))
      notUnderstood(scene, turn);
  }
  talk.replied ||= state.says === says;
  // "Are you there?" is no word of what they tell.
  if (!heardReflex(scene, heard, 'areYouThere')) talk.heardLast = heard.plain;
}

/** Both began at once and both stopped: so few words are the beginning of what they meant to say. */
const collisionWords = 4;

const byLine =
  /(?:^| )(?:your call|you are|youre)(?: is| are| will)?(?: now| currently)* (?:being|be) (?:transferred|connected|forwarded|redirected|rerouted|routed)|while your call is(?: |$)/;

/** We are put through to somebody else, or nothing can be had here today. */
function elsewhere(scene: Scene, turn: HeardTurn, heard: Heard): boolean {
  const { state, script } = scene;
  if (heardReflex(scene, heard, 'transfer')) {
    const next = behindTransfer(turn, places(heard, script.reflexes.transfer));
    // Where the line itself speaks already, nobody is there to be thanked.
    if (next === undefined && !byLine.test(heard.plain)) speak(scene, [phrase(scene, script.wording.thanks)]);
    startHold(scene);
    if (next !== undefined) holdTurn(scene, next);
    return true;
  }
  const reason = dismissalIn(scene, heard);
  if (reason === undefined) return false;
  // Who has spoken with us and wants our name for a call back is there.
  if (reason === 'voicemail' && state.talk.answered && !isMailbox(scene, heard)) return false;
  if (reason === 'system_down' && isBackSoon(scene, heard)) return false;
  if (!state.talk.greeted && !heardReflex(scene, heard, 'person') && reason !== 'system_down')
    return dismiss(scene, heard);
  fail(scene, reason);
  startClosing(scene, [], script.wording.goodbyeShort);
  return true;
}

/** What is told, asked or wanted. `said` where something was already said to this turn. */
function answered(scene: Scene, turn: HeardTurn, heard: Heard, said: boolean): boolean {
  const { state } = scene;
  const early = isBeforeQuestion(scene, turn);
  const isOnlyOne = noFurther(scene, turn, heard);
  const findings = findingsOf(scene, turn).filter(
    (finding) => !isAside(scene, heard, finding) && !isAskedFor(scene, heard, finding),
  );
  if (!state.talk.greeted) {
    takeFacts(scene, turn, namesGiven(scene, findings, turn.text));
    introduce(scene, turn.text);
    return true;
  }
  // "The first one" is another task only where there was one.
  const isOfOther = state.tasks.some(({ done }) => done) && heardReflex(scene, heard, 'otherTask');
  const known = isTaskKnown(scene) && !isOfOther;
  const asked = askedFields(state.talk.pending);
  const facts = takeFacts(scene, turn, known ? findings : namesIn(findings));
  const told = facts.found.length > 0 && known;
  if (known) noteAnnounced(scene, turn, asked);
  if (told) progress(scene);
  if (sameMember(scene, heard)) return true;
  if (readBackReply(scene, turn, facts)) return progress(scene);
  const asksBack = told ? undefined : askedBackIn(scene, heard);
  const rest = asksBack?.rest ?? heard;
  const reply =
    spelledOn(scene, rest) ??
    (told ? undefined : answerHeardBack(scene, rest)) ??
    answerRequests(scene, rest);
  if (asksBack !== undefined && asksBack.clauses.length > 0) {
    answerAskedBack(scene, asksBack, reply);
    if (!waits(scene, rest, []) && reply === undefined && asksBack.again) goOnAfter(scene);
    return progress(scene);
  }
  if (reply !== undefined && !told) {
    give(scene, reply);
    return progress(scene);
  }
  if (!told && isSaidAgain(scene, heard)) return false;
  if (!told && asksAgainBehind(scene, heard)) return sayAgain(scene, heard);
  if (waits(scene, heard, facts.found)) {
    if (told) dropAnswered(scene);
    return true;
  }
  if (reply !== undefined) {
    give(scene, reply);
    return true;
  }
  if (told) {
    if (!early) noteUnknown(scene, turn, heard);
    // What they told before tells nothing of what we asked for.
    if (!takeLikely(scene, turn) && facts.fresh.length === 0) noteUnclear(scene);
    carryOn(scene, acknowledgement(scene));
    return true;
  }
  if (isOnlyOne) {
    carryOn(scene);
    return progress(scene);
  }
  if (nextTaskTurn(scene, heard, findings.length > 0)) return true;
  if (sayAgain(scene, heard)) return true;
  if (!early && unknown(scene, turn, heard)) return progress(scene);
  return courtesies(scene, heard, said);
}

/** "Hold on, what was that?": nobody is to wait. */
function asksAgainBehind({ script }: Scene, heard: Heard): boolean {
  const { wait, mayHold, repeat } = script.reflexes;
  const last = places(heard, wait, mayHold).at(-1);
  const again = places(heard, repeat).at(-1);
  return last !== undefined && again !== undefined && again.start >= last.end && asking.test(heard.text);
}

/** "Fifty dollars, I'm looking right at it": the question is answered, and not what they come back to. */
function dropAnswered(scene: Scene): void {
  const { talk } = scene.state;
  const task = taskOf(scene);
  if (talk.pending?.kind !== 'fields' || task === undefined) return;
  if (talk.pending.fields.every((name) => isSettled(task, name))) talk.pending = null;
}

/** What is said to us about ourselves, or to have us wait, is nobody's words for a reason or a name. */
const asides = ['robot', 'refusal', 'wait', 'areYouThere', 'repeat', 'goodbye'] as const;

function isAside({ script }: Scene, heard: Heard, finding: Finding): boolean {
  const type = script.fields.find(({ name }) => name === finding.field)?.type;
  // "How's your Monday going?"
  if (places(heard, script.reflexes.chat).some((place) => overlaps(place, finding))) return true;
  if (type !== 'text' && type !== 'name') return false;
  return asides.some((name) =>
    places(heard, script.reflexes[name]).some((place) => overlaps(place, finding)),
  );
}

/** "I'd need the tax I D" before we have asked anything: what they want of us is no document that they miss. */
function isAskedFor(scene: Scene, heard: Heard, finding: Finding): boolean {
  if (scene.state.stage === 'inquiry') return false;
  return wantedIn(scene, heard).some(({ span }) => overlaps(span, finding));
}

/** The turn brought us on: what went wrong before it no longer counts. */
function progress(scene: Scene): true {
  forgetWait(scene);
  scene.state.talk.misses = 0;
  scene.state.talk.repeats = 0;
  return true;
}
