import type { HeardTurn } from '../kernel/speech.ts';
import { evidenceOf, isSettled, settle } from './answers.ts';
import { startClosing, theirFarewell } from './closing.ts';
import { dismiss, dismissalIn } from './dismissal.ts';
import { askedFields, findingsIn, takeFacts } from './facts.ts';
import { introduce } from './greeting.ts';
import { holdTurn } from './hold.ts';
import { optionsOf } from './menu-words.ts';
import { carryOn } from './inquiry.ts';
import { startHold } from './phases.ts';
import { proposeFor } from './propose.ts';
import { readBackReply } from './read-back.ts';
import { fail, heardReflex, phrase, setTimer, speak, taskOf } from './scene.ts';
import type { Scene } from './scene.ts';
import { answerHeardBack, answerRequests } from './verification.ts';
import type { Reply } from './verification.ts';
import { hear, says, wordCount } from './words.ts';
import type { Heard } from './words.ts';

/** One turn of a person. Reflexes in order; each leaves to the next what it has not accounted for. */
export function personTurn(scene: Scene, turn: HeardTurn): void {
  const { state, script } = scene;
  const { talk } = state;
  const heard = hear(turn.text);
  talk.silences = 0;
  if (state.stage === 'closing') return theirFarewell(scene);
  if (heard.plain === '') return setTimer(scene, 'silence', script.limits.replyMs);
  if (automation(scene, heard)) return;
  const machine = heardReflex(scene, heard, 'hold') || heardReflex(scene, heard, 'announcement');
  if (!talk.greeted && (machine || optionsOf(turn.text).length > 0)) {
    if (!heardReflex(scene, heard, 'person')) {
      startHold(scene);
      return holdTurn(scene, turn);
    }
  }
  // On hold in the middle of the conversation: announcements are not the person coming back.
  if (talk.waiting && machine) return setTimer(scene, 'silence', script.limits.waitMs);
  if (heardReflex(scene, heard, 'transfer') || heardReflex(scene, heard, 'wrongDepartment')) {
    speak(scene, [phrase(scene, script.wording.thanks)]);
    return startHold(scene);
  }
  if (!talk.greeted && dismiss(scene, heard)) return;
  const dismissal = dismissalIn(scene, heard);
  if (dismissal !== undefined) {
    fail(scene, dismissal);
    return startClosing(scene, [], script.wording.goodbyeShort);
  }
  if (heardReflex(scene, heard, 'otherChannel')) {
    fail(scene, 'other_channel');
    return startClosing(scene, [], script.wording.goodbyeShort);
  }
  const facts = takeFacts(scene, turn, findingsIn(scene, turn.text));
  if (!talk.greeted) return introduce(scene, turn.text);
  const told = facts.found.length > 0;
  if (readBackReply(scene, turn, facts)) return;
  const reply = spelledOn(scene, heard) ?? answerHeardBack(scene, heard) ?? answerRequests(scene, heard);
  if (reply !== undefined && !told) return give(scene, reply);
  if (waits(scene, heard)) return;
  if (reply !== undefined) return give(scene, reply);
  if (told) {
    noteUnknown(scene, turn, heard);
    return carryOn(scene);
  }
  if (heardReflex(scene, heard, 'repeat') || heardReflex(scene, heard, 'slower'))
    return sayAgain(scene, heard);
  if (unknown(scene, turn, heard)) return;
  if (heardReflex(scene, heard, 'goodbye')) return startClosing(scene);
  if (heardReflex(scene, heard, 'anythingElse')) return carryOn(scene);
  if (heardReflex(scene, heard, 'ready') || heardReflex(scene, heard, 'help')) return carryOn(scene);
  if (isFiller(scene, heard)) {
    return setTimer(
      scene,
      'silence',
      state.stage === 'inquiry' ? script.limits.replyMs : script.limits.initiativeMs,
    );
  }
  notUnderstood(scene, turn);
}

/** "Are you a robot?" is never denied; a refusal gets one polite offer, the second ends the call. */
function automation(scene: Scene, heard: Heard): boolean {
  const { state, script } = scene;
  const { talk } = state;
  if (heardReflex(scene, heard, 'refusal')) {
    talk.refusals += 1;
    talk.greeted = true;
    if (talk.refusals > 1) {
      fail(scene, 'refused_automation');
      startClosing(scene, [], script.wording.refusalGoodbye);
    } else speak(scene, [phrase(scene, script.wording.refusalOffer)]);
    return true;
  }
  if (!heardReflex(scene, heard, 'robot')) return false;
  talk.greeted = true;
  speak(scene, [phrase(scene, script.wording.robot)]);
  return true;
}

function give(scene: Scene, reply: Reply): void {
  const { state } = scene;
  if (state.stage === 'greeting') state.stage = 'verification';
  state.talk.waiting = false;
  const [first, ...rest] = reply.clauses;
  const groups = reply.clauses.filter(({ parts }) => parts !== undefined);
  if (!state.talk.slow || groups.length < 2 || first === undefined) {
    speak(scene, reply.clauses, { discloses: reply.discloses });
    return;
  }
  // One group a turn: the label with the first group now, the others when the other side is ready.
  const at = rest.findIndex(({ parts }) => parts !== undefined);
  state.talk.groups = rest.slice(at + 1);
  speak(scene, [first, ...rest.slice(0, at + 1)], { discloses: reply.discloses });
}

/** The next group of an identifier that is given one group a turn. */
function spelledOn(scene: Scene, heard: Heard): Reply | undefined {
  const { talk } = scene.state;
  const next = talk.groups[0];
  if (next === undefined || !(isFiller(scene, heard) || heardReflex(scene, heard, 'ready'))) return undefined;
  talk.groups = talk.groups.slice(1);
  talk.slow = false;
  return { clauses: [next], discloses: talk.lastAsked };
}

/** The other side made a pause of its own and wants no further word after this one. */
function nextGroup(scene: Scene): void {
  const { talk } = scene.state;
  const [next, ...rest] = talk.groups;
  if (next === undefined) return;
  talk.groups = rest;
  speak(scene, [next], { discloses: talk.lastAsked });
}

function waits(scene: Scene, heard: Heard): boolean {
  if (!heardReflex(scene, heard, 'wait')) return false;
  scene.state.talk.waiting = true;
  if (scene.state.stage === 'greeting') scene.state.stage = 'verification';
  setTimer(scene, 'silence', scene.script.limits.waitMs);
  return true;
}

function sayAgain(scene: Scene, heard: Heard): void {
  const { talk } = scene.state;
  if (heardReflex(scene, heard, 'slower')) talk.slow = true;
  const again = answerRequests(scene, hear(`please repeat ${labelsOf(scene)}`));
  if (talk.pending === null && again !== undefined) return give(scene, again);
  const { last, pending } = talk;
  if (last === null) return carryOn(scene);
  const sayId = speak(scene, last.clauses, { discloses: last.discloses });
  if (pending !== null) talk.pending = { ...pending, sayId };
}

/** The identifiers given last, in words that ask for them. */
function labelsOf({ script, state }: Scene): string {
  return script.identifiers
    .filter(({ name }) => state.talk.lastAsked.includes(name))
    .map(({ say }) => say)
    .join(' and ');
}

/** "I don't have that", "I can't give that out": the question is settled without a value. */
function unknown(scene: Scene, turn: HeardTurn, heard: Heard): boolean {
  const declines = heardReflex(scene, heard, 'declines');
  const { pending } = scene.state.talk;
  if (!declines && !heardReflex(scene, heard, 'dontKnow')) return false;
  if (pending?.kind !== 'fields') return false;
  const task = taskOf(scene);
  if (task === undefined) return false;
  const evidence = evidenceOf({ start: 0, quote: turn.text }, turn, pending.sayId);
  const named = scene.script.fields.filter(({ cues }) => says(heard, cues)).map(({ name }) => name);
  const others = named.length > 0 && !named.some((name) => pending.fields.includes(name));
  const status = declines ? 'rep_declined' : 'not_available';
  for (const name of others ? named : pending.fields) settle(task, name, status, evidence);
  carryOn(scene);
  return true;
}

/** "The paid amount is …, I don't have the allowed": what was asked and not given is settled too. */
function noteUnknown(scene: Scene, turn: HeardTurn, heard: Heard): void {
  const task = taskOf(scene);
  const { pending } = scene.state.talk;
  if (task === undefined || pending?.kind !== 'fields' || !heardReflex(scene, heard, 'dontKnow')) return;
  const evidence = evidenceOf({ start: 0, quote: turn.text }, turn, pending.sayId);
  for (const name of pending.fields)
    if (!isSettled(task, name)) settle(task, name, 'not_available', evidence);
}

const fillerWords = 5;

function isFiller(scene: Scene, heard: Heard): boolean {
  return heardReflex(scene, heard, 'backchannel') && wordCount(heard) <= fillerWords;
}

/** Words that no reflex accounts for: the model may know; without one the question is asked again. */
export function notUnderstood(scene: Scene, turn: HeardTurn | null): void {
  const { state, script } = scene;
  const { talk } = state;
  talk.misses += 1;
  if (turn !== null && state.modelAvailable && proposeFor(scene, turn)) return;
  if (talk.pending !== null || state.stage === 'inquiry') return carryOn(scene);
  if (talk.misses > script.limits.asks) return carryOn(scene);
  speak(scene, [phrase(scene, script.wording.again)]);
}

/** Nobody has said anything for a while. */
export function personSilent(scene: Scene): void {
  const { state, script } = scene;
  const { talk } = state;
  if (state.stage === 'closing' || talk.saying.length > 0) return;
  if (talk.groups.length > 0) return nextGroup(scene);
  // Nobody answered our "Hello?": it was no person.
  if (!talk.greeted) return startHold(scene);
  if (talk.waiting && state.sound === 'music') return setTimer(scene, 'silence', script.limits.waitMs);
  const wasWaiting = talk.waiting;
  talk.waiting = false;
  talk.silences += 1;
  if (talk.silences > 3) {
    fail(scene, 'line_dropped');
    return startClosing(scene);
  }
  if (wasWaiting || talk.silences > 1) {
    speak(scene, [phrase(scene, script.wording.stillThere)]);
    return;
  }
  if (askedFields(talk.pending).length > 0 && talk.last !== null && talk.pending !== null) {
    const { pending } = talk;
    talk.pending = { ...pending, sayId: speak(scene, talk.last.clauses, { discloses: talk.last.discloses }) };
    return;
  }
  carryOn(scene);
}
