import type { ScriptBinding } from '../../calls/binding.ts';
import type { ProposedCall } from '../../kernel/proposal.ts';
import type { CallScript } from '../../script/call-script.ts';
import type { ScriptEffect } from '../../script/effect.ts';
import type { ScriptEvent } from '../../script/event.ts';
import type { ScriptState } from '../../script/index.ts';
import { proposeFor } from '../../script/propose.ts';
import type { Scene } from '../../script/scene.ts';
import { clearTimer } from '../../script/scene.ts';
import { takeProposal } from '../../script/take-proposal.ts';
import { endWait } from '../../script/talk/waiting.ts';
import type { ChatRequest, ModelReply } from '../../sandbox/model/replies.ts';
import { callsOf, chatRequest } from './understanding.ts';

/** The product asks a second time at most; one more is a bug that this would otherwise turn into an endless loop. */
const mostQuestions = 3;

/**
 * A stress: the model is asked about every turn of a conversation, ahead of the reflexes, which get only the turns that
 * nothing was taken from. In the product it is the other way round, and a model sees one turn in two hundred; here all
 * that it makes up meets the acceptance of proposals. It answers at once, in the same step.
 */
export function askingAlways(
  binding: ScriptBinding<ScriptState>,
  script: CallScript,
  model: (request: ChatRequest) => ModelReply,
  onAnswer: (calls: readonly ProposedCall[] | undefined) => void,
): ScriptBinding<ScriptState> {
  return {
    ...binding,
    step(state, event) {
      const taken = event.type === 'turn_ended' ? takenOfModel(state, event) : undefined;
      return taken ?? binding.step(state, event);
    },
  };

  function takenOfModel(
    before: ScriptState,
    event: Extract<ScriptEvent, { type: 'turn_ended' }>,
  ): { state: ScriptState; effects: ScriptEffect[] } | undefined {
    const { phase, stage, talk, hangingUp } = before;
    if (phase !== 'conversation' || stage === 'closing' || !talk.greeted || hangingUp) return undefined;
    const scene: Scene = { script, state: structuredClone(before), effects: [], atMs: event.atMs };
    const { state } = scene;
    state.nowMs = Math.max(state.nowMs, event.atMs);
    clearTimer(scene, 'silence');
    Object.assign(state.talk, { proposing: null, silences: 0, theySpeak: false, rest: null });
    endWait(scene);
    if (!proposeFor(scene, event.turn)) return undefined;
    const answers = JSON.stringify(state.tasks.map((task) => task.answers));
    for (let questions = 0; questions < mostQuestions; questions += 1) {
      const asked = scene.effects.findIndex(({ type }) => type === 'propose');
      const [effect] = asked < 0 ? [] : scene.effects.splice(asked, 1);
      if (effect?.type !== 'propose') break;
      const { request } = effect;
      const calls = callsOf(model(chatRequest(request)), new Set(request.tools.map(({ name }) => name)));
      onAnswer(calls);
      takeProposal(scene, calls ?? []);
    }
    const isTold = JSON.stringify(state.tasks.map((task) => task.answers)) !== answers;
    return isTold ? { state, effects: scene.effects } : undefined;
  }
}
