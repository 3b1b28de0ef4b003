import { carryOn } from '../inquiry.ts';
import { isSettled } from '../answers.ts';
import { heardReflex, speak, taskOf } from '../scene.ts';
import type { Scene } from '../scene.ts';
import type { ScriptIdentifier } from '../call-script.ts';
import { replyWith } from '../verification.ts';
import { isTaskKnown } from '../tasks.ts';
import { says } from '../words.ts';
import type { Heard } from '../words.ts';
import { withoutAcknowledgement } from './acknowledging.ts';
import { give } from './giving.ts';

/** After so many times in a row other words may help, or another question. */
const repeatsAtMost = 3;
const theQuestion = ['the question'];
/** A question said twice more and still not understood wants other words. */
const questionRepeatsAtMost = 2;

/** Says our last words once more: the same question, not a new one. */
export function askAgain(scene: Scene): void {
  const { talk } = scene.state;
  const { last, pending } = talk;
  if (last === null) return carryOn(scene);
  const sayId = speak(scene, withoutAcknowledgement(scene, last.clauses), { discloses: last.discloses });
  if (pending !== null) talk.pending = { ...pending, sayId };
}

/** "Could you repeat that", "slower, please": exactly what was said last, or the identifiers given last. */
export function sayAgain(scene: Scene, heard: Heard): boolean {
  const { talk } = scene.state;
  const slower = heardReflex(scene, heard, 'slower');
  const inGroups = heardReflex(scene, heard, 'inGroups');
  const areYouThere = heardReflex(scene, heard, 'areYouThere');
  if (!slower && !inGroups && !areYouThere && !heardReflex(scene, heard, 'repeat')) return false;
  talk.slow ||= slower;
  talk.inGroups ||= inGroups;
  talk.repeats += 1;
  // They heard our last words and answered, or want a question that was not asked yet: it is our turn to go on.
  const ours = (areYouThere && talk.replied) || says(heard, theQuestion);
  const most = talk.pending === null ? repeatsAtMost : questionRepeatsAtMost;
  if (talk.repeats > most || (talk.pending === null && ours && isTaskKnown(scene))) {
    talk.repeats = 0;
    carryOn(scene);
    return true;
  }
  if (talk.pending?.kind === 'read_back' && talk.pending.items.length > 1 && talk.repeats > 1) {
    // Twice too much at once.
    talk.singly = true;
    carryOn(scene);
    return true;
  }
  if (areYouThere && isHalfAnswered(scene)) {
    carryOn(scene);
    return true;
  }
  const identifiers = identifiersGivenLast(scene);
  if (talk.pending === null && identifiers.length > 0) give(scene, replyWith(scene, identifiers));
  else askAgain(scene);
  return true;
}

/** A part of the question was answered before they wondered where we are: the rest is asked for, and the asking counts. */
function isHalfAnswered(scene: Scene): boolean {
  const { pending } = scene.state.talk;
  const task = taskOf(scene);
  return (
    task !== undefined && pending?.kind === 'fields' && pending.fields.some((name) => isSettled(task, name))
  );
}

function identifiersGivenLast({ script, state }: Scene): ScriptIdentifier[] {
  const { last, lastAsked } = state.talk;
  if (last === null || last.discloses.length === 0) return [];
  return script.identifiers.filter(({ name }) => lastAsked.includes(name));
}
