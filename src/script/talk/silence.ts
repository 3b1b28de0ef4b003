import { startClosing } from '../closing.ts';
import { askedFields } from '../facts.ts';
import { carryOn } from '../inquiry.ts';
import { startHold } from '../phases.ts';
import { fail, phrase, speak } from '../scene.ts';
import type { Scene } from '../scene.ts';
import { isTaskKnown } from '../tasks.ts';
import { nextGroup } from './giving.ts';
import { askAgain } from './repeating.ts';
import { sayRest } from './resuming.ts';
import { probes } from './said-in-wait.ts';
import { notUnderstood } from './understanding.ts';
import { startWait, stillWaiting } from './waiting.ts';

/** Silences in a row after which nobody is there any more. */
const silencesAtMost = 3;

/** Nobody has said anything for a while. */
export function personSilent(scene: Scene): void {
  const { state, script } = scene;
  const { talk } = state;
  talk.theySpeak = false;
  if (state.stage === 'closing' || talk.saying.length > 0) return;
  if (sayRest(scene)) return;
  if (talk.groups.length > 0) return nextGroup(scene);
  // Nobody answered our "Hello?": it was no person.
  if (!talk.greeted) return startHold(scene);
  const probed = probes(scene);
  if (probed === 'asked') return;
  if (talk.waiting) return stillWaiting(scene);
  if (probed === 'nobody') return startWait(scene);
  // They may have answered, but nobody could make it out: that counts as asked, however often they try.
  if (talk.murmured) {
    talk.murmured = false;
    return notUnderstood(scene, null);
  }
  talk.silences += 1;
  if (talk.silences > silencesAtMost) {
    fail(scene, 'line_dropped');
    return startClosing(scene, [], script.wording.goodbyeShort);
  }
  if (talk.silences > 1) {
    speak(scene, [phrase(scene, script.wording.stillThere)], { aside: true });
    return;
  }
  if (askedFields(talk.pending).length > 0 || talk.offered !== null || !isTaskKnown(scene))
    return askAgain(scene);
  carryOn(scene);
}
