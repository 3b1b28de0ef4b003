import type { DialEnd } from '../kernel/operator.ts';
import type { HeardTurn } from '../kernel/speech.ts';
import { progressOf } from './answers.ts';
import { askedFields } from './facts.ts';
import { startClosing } from './closing.ts';
import { carryOn } from './inquiry.ts';
import { fail, hangUp, openMouth, phrase, setTimer, speak, taskOf } from './scene.ts';
import type { Scene } from './scene.ts';
import type { ScriptState, TimerName, Transfer } from './state.ts';

/**
 * Has a person's phone dialed into the call. Whoever is there is told in one sentence; on hold and in menus nothing is
 * said. From here on nothing of ours speaks, presses or asks.
 */
export function handOver(scene: Scene, phoneNumber: string): void {
  const { state, script, effects, atMs } = scene;
  const { phase, timers } = state;
  if (state.hangingUp || (phase !== 'menu' && phase !== 'hold' && phase !== 'conversation')) return;
  if (phase === 'conversation')
    speak(scene, [phrase(scene, script.wording.handingOver)], { interruptible: false });
  state.operator.transfer = { phoneNumber, sinceMs: atMs, phase, timers, heard: null };
  state.phase = 'transfer';
  // Its document takes the mouth's place.
  state.mouth = 'closed';
  state.timers = {};
  state.talk.proposing = null;
  effects.push({ type: 'dial', phoneNumber });
}

/** Another process goes on: the phone may never have been dialed. */
export function dialAgain({ state, effects }: Scene): void {
  const { transfer } = state.operator;
  if (transfer !== null) effects.push({ type: 'dial', phoneNumber: transfer.phoneNumber });
}

/** While the phone rings the other side may speak; it is looked after where nobody answers. */
export function heardMeanwhile({ state }: Scene, turn: HeardTurn): void {
  if (state.operator.transfer !== null) state.operator.transfer.heard = turn;
}

/** The person is on the line: what is known stays, and the rest is theirs. */
export function dialAnswered(scene: Scene): void {
  const { state } = scene;
  if (state.phase !== 'transfer' || state.hangingUp) return;
  state.phase = 'taken_over';
  fail(scene, 'person_took_over');
}

/**
 * The person has hung up, which ends the call; or nobody answered, and the call goes on where it stood. Returns what was
 * said meanwhile where that is to be taken in now: whoever came to the phone is not kept waiting.
 */
export function dialEnded(scene: Scene, how: DialEnd): HeardTurn | null {
  const { state } = scene;
  const { transfer } = state.operator;
  if (state.hangingUp || transfer === null) return null;
  // Where its answer was told to nobody it is told by this.
  if (how === 'completed') dialAnswered(scene);
  if (state.phase === 'taken_over') hangUp(scene);
  if (state.phase !== 'transfer') return null;
  state.operator.transfer = null;
  state.phase = transfer.phase;
  state.timers = later(transfer, scene.atMs);
  if (transfer.phase === 'conversation') goOnAlone(scene);
  if (transfer.phase === 'menu') setTimer(scene, 'menu', scene.script.limits.menuMs);
  return transfer.phase === 'conversation' ? null : transfer.heard;
}

/** What was to happen is as far off as it was. */
function later({ timers, sinceMs }: Transfer, atMs: number): ScriptState['timers'] {
  const shifted = Object.entries(timers) as [TimerName, number][];
  return Object.fromEntries(shifted.map(([name, dueMs]) => [name, dueMs + atMs - sinceMs]));
}

function goOnAlone(scene: Scene): void {
  const { state, script } = scene;
  const { talk } = state;
  const sorry = phrase(scene, script.wording.goingOnAlone);
  talk.theySpeak = false;
  openMouth(scene);
  if (state.stage === 'closing') return startClosing(scene, [sorry], script.wording.goodbyeShort);
  const task = taskOf(scene);
  // Whoever was told of a colleague must hear that none comes, also where they are talking.
  speak(scene, [sorry], { interruptible: false, aside: true });
  if (state.stage !== 'inquiry' || task === undefined) return;
  // What was asked and not answered counts as never asked.
  for (const field of askedFields(talk.pending)) {
    const progress = progressOf(task, field);
    progress.asks = Math.max(0, progress.asks - 1);
  }
  talk.pending = null;
  carryOn(scene);
}
