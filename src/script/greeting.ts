import type { HeardTurn } from '../kernel/speech.ts';
import { representativeField } from './call-script.ts';
import { findingsIn, takeFacts } from './facts.ts';
import { answerRequests } from './verification.ts';
import { clearTimer, phrase, setTimer, speak } from './scene.ts';
import type { Scene } from './scene.ts';
import { hear } from './words.ts';

/** Somebody is there: say at once what we are, for whom we call and why. */
export function meetPerson(scene: Scene, turn: HeardTurn): void {
  const { state } = scene;
  enterConversation(scene);
  // The name is often given with the greeting; nothing else in it is about our claim.
  takeFacts(
    scene,
    turn,
    findingsIn(scene, turn.text).filter(({ field }) => field === representativeField),
  );
  introduce(scene, turn.text);
  state.talk.waiting = false;
}

/** In doubt whether it is a person: ask. */
export function tryHello(scene: Scene): void {
  enterConversation(scene);
  speak(scene, [phrase(scene, scene.script.wording.hello)]);
}

/** The disclosure, and in the same breath what the greeting already asked for. */
export function introduce(scene: Scene, text: string): void {
  const { state, script } = scene;
  state.talk.greeted = true;
  const requested = answerRequests(scene, hear(text));
  speak(
    scene,
    [
      phrase(scene, state.recorded ? script.wording.disclosureRecorded : script.wording.disclosure),
      phrase(scene, script.wording.purpose),
      ...(requested?.clauses ?? []),
    ],
    { interruptible: false, discloses: requested?.discloses ?? [] },
  );
  if (requested !== undefined) state.stage = 'verification';
}

function enterConversation(scene: Scene): void {
  const { state } = scene;
  state.phase = 'conversation';
  state.stage = 'greeting';
  state.talk.greeted = false;
  state.talk.pending = null;
  state.talk.waiting = false;
  state.talk.groups = [];
  for (const name of ['menu', 'hold', 'hello'] as const) clearTimer(scene, name);
  setTimer(scene, 'silence', scene.script.limits.replyMs * 2);
}
