import type { FailureReason } from '../kernel/outcome.ts';
import type { ReflexName } from './call-script.ts';
import { isOfOthers } from './menu-sense.ts';
import { optionsOf } from './menu-words.ts';
import { fail, hangUp, heardReflex } from './scene.ts';
import type { Scene } from './scene.ts';
import { hear } from './words.ts';
import type { Heard } from './words.ts';

const reasons: readonly [ReflexName, FailureReason][] = [
  // "Our system is down, call back tomorrow" is no closing time.
  ['systemDown', 'system_down'],
  ['closed', 'closed'],
  ['voicemail', 'voicemail'],
  ['wrongNumber', 'wrong_number'],
];

/** Why nothing can be had today, where the words say so. */
export function dismissalIn(scene: Scene, heard: Heard): FailureReason | undefined {
  return reasons.find(([reflex]) => heardReflex(scene, heard, reflex))?.[1];
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
