import type { HeardTurn } from '../../kernel/speech.ts';
import { proposeFor } from '../propose.ts';
import { progressOf } from '../answers.ts';
import { carryOn } from '../inquiry.ts';
import { heardReflex, phrase, speak, taskOf } from '../scene.ts';
import type { Scene } from '../scene.ts';
import { isTaskKnown } from '../tasks.ts';
import { hear } from '../words.ts';
import { asksWhatWeLack } from './asked-back.ts';
import { answerLikely } from './likely-answer.ts';
import { whatWeHave } from './offering.ts';

/** Words that no reflex accounts for: the model may know; without one the question is asked again. */
export function notUnderstood(scene: Scene, turn: HeardTurn | null): void {
  const { state, script } = scene;
  const { talk } = state;
  talk.misses += 1;
  if (turn !== null && state.modelAvailable && proposeFor(scene, turn)) return noteUnclear(scene);
  // Whoever asks us something before he answers has understood our question.
  if (turn !== null && talk.misses === 1 && asksWhatWeLack(scene, hear(turn.text)))
    return void speak(scene, [phrase(scene, script.wording.unsure)], { aside: true });
  noteUnclear(scene);
  if (turn !== null && answerLikely(scene, turn)) return;
  if (talk.pending !== null || state.stage === 'inquiry') return carryOn(scene);
  if (talk.misses > script.limits.asks && isTaskKnown(scene)) return carryOn(scene);
  // The second time it was no mishearing: they want something that we do not know of, or not by that name.
  const offered = talk.misses === 2 ? whatWeHave(scene) : undefined;
  const asks = turn !== null && talk.misses > 1 && heardReflex(scene, hear(turn.text), 'request');
  speak(scene, [offered ?? phrase(scene, asks ? script.wording.lacking : script.wording.again)], {
    aside: true,
  });
}

/** What was asked for is asked for in another way next time. */
export function noteUnclear(scene: Scene): void {
  const { pending } = scene.state.talk;
  const task = taskOf(scene);
  if (pending?.kind !== 'fields' || task === undefined) return;
  for (const name of pending.fields) progressOf(task, name).unclear = true;
}
