import type { HeardTurn } from '../../kernel/speech.ts';
import { isSettled } from '../answers.ts';
import { hasAnswers } from '../answers-so-far.ts';
import { startClosing, theirFarewell } from '../closing.ts';
import { findingsIn, takeFacts } from '../facts.ts';
import { carryOn } from '../inquiry.ts';
import { fail, heardReflex, phrase, speak, taskOf } from '../scene.ts';
import type { Scene } from '../scene.ts';
import { answerRequests } from '../verification.ts';
import type { Heard } from '../words.ts';
import { startWait } from './waiting.ts';

/** After so many turns behind our goodbye the call ends, whatever else is said. */
const farewellsAtMost = 3;

/** A turn after our goodbye: mostly theirs. What they still ask is answered, what they still tell is taken. */
export function afterGoodbye(scene: Scene, turn: HeardTurn, heard: Heard): void {
  const { state } = scene;
  const { talk } = state;
  const task = taskOf(scene);
  talk.farewells += 1;
  if (talk.farewells > farewellsAtMost || task === undefined || state.failure !== null)
    return theirFarewell(scene);
  const open = findingsIn(scene, turn.text).filter(({ field }) => !isSettled(task, field));
  if (takeFacts(scene, turn, open).fresh.length > 0) return carryOn(scene);
  if (heardReflex(scene, heard, 'wait') && !heardReflex(scene, heard, 'goodbye')) {
    state.stage = 'inquiry';
    return startWait(scene);
  }
  const reply = heardReflex(scene, heard, 'request') ? answerRequests(scene, heard) : undefined;
  const goodbye = phrase(scene, scene.script.wording.goodbyeShort);
  if (reply !== undefined) {
    speak(scene, [...reply.clauses, goodbye], { discloses: reply.discloses });
    return;
  }
  // "Is there anything else?" wants an answer, even behind a goodbye.
  const asks = heardReflex(scene, heard, 'anythingElse') && !heardReflex(scene, heard, 'goodbye');
  if (asks && talk.farewells === 1) speak(scene, [goodbye]);
  else theirFarewell(scene);
}

/** They want to go before we are done: one question more, then goodbye. */
export function theyLeave(scene: Scene, heard: Heard): boolean {
  const { state, script } = scene;
  if (!heardReflex(scene, heard, 'goodbye')) return false;
  const task = taskOf(scene);
  const told = task !== undefined && hasAnswers(script, task);
  const refuses = !told && heardReflex(scene, heard, 'turnsDown');
  if (state.talk.heldBack || refuses) {
    fail(scene, refuses ? 'refused_information' : 'line_dropped');
    startClosing(scene, [], script.wording.goodbyeShort);
    return true;
  }
  state.talk.heldBack = true;
  carryOn(scene, [phrase(scene, script.wording.beforeYouGo)]);
  return true;
}
