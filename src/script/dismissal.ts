import type { FailureReason } from '../kernel/outcome.ts';
import { hasAnswers } from './answers-so-far.ts';
import { goesOnBehind, saysClosed } from './closed.ts';
import type { ReflexName } from './call-script.ts';
import { findingsIn } from './facts.ts';
import { isOfOthers } from './menu-sense.ts';
import { optionsOf } from './menu-words.ts';
import { fail, hangUp, heardReflex, taskOf } from './scene.ts';
import type { Scene } from './scene.ts';
import { hear, overlaps, places } from './words.ts';
import type { Heard } from './words.ts';

/** Why nothing can be had today, where the words say so. */
export function dismissalIn(scene: Scene, heard: Heard): FailureReason | undefined {
  const says = (name: ReflexName) => heardReflex(scene, heard, name);
  // "Our system is down, call back tomorrow" is no closing time.
  const sends = says('sentAway') || says('comeAgain');
  if (says('systemDown') && !sends && isOfOneThing(scene, heard)) return undefined;
  if (says('systemDown') || (says('broken') && sends)) return 'system_down';
  if (saysClosed(scene, heard)) return isThere(scene) && !leaves(scene, heard) ? undefined : 'closed';
  // "Press one to leave a message, or continue to hold": a queue's.
  const last = places(heard, scene.script.reflexes.voicemail).at(-1);
  if (last !== undefined && (isThere(scene) || !goesOnBehind(scene, heard.text.slice(last.end))))
    return 'voicemail';
  return says('wrongNumber') ? 'wrong_number' : undefined;
}

/** "I can't see accumulators, that system is down": to who has told us something already, it is what was asked for or read back that is out of reach. */
function isOfOneThing(scene: Scene, heard: Heard): boolean {
  const task = taskOf(scene);
  const { pending } = scene.state.talk;
  return (
    task !== undefined &&
    hasAnswers(scene.script, task) &&
    pending !== null &&
    heardReflex(scene, heard, 'dontKnow') &&
    !heardReflex(scene, heard, 'goodbye')
  );
}

/** A system that is down for a moment is waited for. "One moment. … We have an outage, call back later" had us wait before that. */
export function isBackSoon(scene: Scene, heard: Heard): boolean {
  const { wait, systemDown, broken, comeAgain, goodbye } = scene.script.reflexes;
  const waits = places(heard, wait).at(-1);
  if (waits === undefined) return false;
  const isDown = places(heard, systemDown, broken).at(-1);
  const sends = places(heard, comeAgain, goodbye, callsAgain).at(-1);
  return isDown === undefined || sends === undefined || sends.start < waits.end || isDown.start < waits.end;
}

const callsAgain = ['(?:call|try|ring|phone)(?: (?:us|me|your call))*(?: (?:back|again|later))+'];

/** Somebody has spoken with us: whoever is closed does not. */
function isThere({ state }: Scene): boolean {
  return state.phase === 'conversation' && state.talk.answered;
}

/** "We're closing up, call back Monday. Bye": of closing hours, to who is there. */
function leaves(scene: Scene, heard: Heard): boolean {
  const says = (name: ReflexName) => heardReflex(scene, heard, name);
  const closes = says('closed') && (says('sentAway') || says('comeAgain'));
  return (closes || says('goodbye')) && !tellsMore(scene, heard);
}

/** Whether anything is told beside when we are to call again. */
function tellsMore(scene: Scene, heard: Heard): boolean {
  const { sentAway, comeAgain } = scene.script.reflexes;
  const when = places(heard, sentAway, comeAgain);
  return findingsIn(scene, heard.text).some((found) => !when.some((place) => overlaps(place, found)));
}

/** Who takes messages for somebody who is away; a person who knows that says it in other words. */
const takesMessages =
  /(?:^| )(?:(?:after|at) the (?:tone|beep)|record (?:your|a) message|away from my (?:desk|phone))(?: |$)|^(?:[a-z]+ ){0,3}(?:youve|you have) reached (?=.* leave )/;

/** Whether it is a mailbox that answers, whatever keys it has for who is done; what a queue offers is none. */
export function isMailbox(scene: Scene, heard: Heard): boolean {
  if (!heardReflex(scene, heard, 'voicemail') || heardReflex(scene, heard, 'hold')) return false;
  return takesMessages.test(heard.plain);
}

/** What a line says of where it is told what we call for: by no telephone. Who waits on may still be answered. */
export function noteElsewhere(scene: Scene, text: string): void {
  const heard = hear(text);
  if (!heardReflex(scene, heard, 'onlineOnly') || optionsOf(text).length > 0) return;
  if (!isOfOthers(scene.script, text)) scene.state.menu.elsewhere = true;
}

/** A recording that means that nothing can be had today: hang up and say why. */
export function dismiss(scene: Scene, heard: Heard): boolean {
  const reason = dismissalIn(scene, heard);
  if (reason === undefined) return false;
  fail(scene, reason);
  hangUp(scene);
  return true;
}
