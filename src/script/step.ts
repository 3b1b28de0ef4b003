import type { Listening } from '../kernel/speech.ts';
import { startClosing, goodbyeSaid, theirFarewellBegan } from './closing.ts';
import type { CallScript } from './call-script.ts';
import type { ScriptEffect } from './effect.ts';
import type { ScriptEvent } from './event.ts';
import { progressOf } from './answers.ts';
import { askedFields } from './facts.ts';
import { slotOf } from './finding.ts';
import { tryHello } from './greeting.ts';
import { firstWords, heardSoFar, holdTooLong, holdTurn, soundInMenu } from './hold.ts';
import { keysPressed, menuSaid, menuSilent, menuTurn } from './menu.ts';
import { endHold, startMenu } from './phases.ts';
import { finish } from './results.ts';
import { clearTimer, fail, hangUp, openMouth, setTimer, speak, taskOf } from './scene.ts';
import type { Scene } from './scene.ts';
import type { SayMemory, ScriptState, TimerName } from './state.ts';
import { takeProposal } from './take-proposal.ts';
import { notUnderstood, personSilent, personTurn } from './talk.ts';

/** A question is asked again after this long without an answer of the model: longer silence sounds like a dead line. */
const proposalMs = 5_000;

/** Takes one event in. Pure: the same state and event always lead to the same state and effects. */
export function step(
  script: CallScript,
  state: ScriptState,
  event: ScriptEvent,
): { state: ScriptState; effects: ScriptEffect[] } {
  const scene: Scene = { script, state: structuredClone(state), effects: [], atMs: event.atMs };
  scene.state.nowMs = Math.max(state.nowMs, event.atMs);
  if (state.finished) return { state: scene.state, effects: [] };
  take(scene, event);
  return { state: scene.state, effects: scene.effects };
}

function take(scene: Scene, event: ScriptEvent): void {
  const { state } = scene;
  switch (event.type) {
    case 'call_placed':
      return placed(scene, event);
    case 'call_answered':
      if (state.phase !== 'dialing') return;
      state.timers.active = scene.script.limits.activeMs;
      return startMenu(scene);
    case 'speech_began':
      return speechBegan(scene, event.text);
    case 'heard_so_far':
      return heardSoFar(scene, event.turn);
    case 'turn_ended':
      return turnEnded(scene, event);
    case 'sound_changed':
      state.sound = event.sound;
      return soundInMenu(scene, event.sound);
    case 'keys_pressed':
      return keysPressed(scene, event.pressId);
    case 'mouth_opened':
      state.mouth = 'open';
      return;
    case 'mouth_closed':
      return mouthClosed(scene);
    case 'said':
      return said(scene, event);
    case 'proposed':
      if (state.talk.proposing?.id !== event.turnId) return;
      return takeProposal(scene, event.calls);
    case 'proposal_failed':
      if (state.talk.proposing?.id !== event.turnId) return;
      state.talk.proposing = null;
      return notUnderstood(scene, null);
    case 'deadline_passed':
      return deadlinePassed(scene);
    case 'owner_changed':
      return ownerChanged(scene);
    case 'ear_lost':
      return;
    case 'command':
      return command(scene, event.command);
    case 'call_ended':
      return finish(scene, event.how);
    default:
      return;
  }
}

function placed({ state }: Scene, event: Extract<ScriptEvent, { type: 'call_placed' }>): void {
  const { today, tasks, practice, payorName, agentName, modelAvailable } = event;
  Object.assign(state, { today, practice, payorName, agentName, modelAvailable });
  state.recorded = event.recorded ?? false;
  state.menu.callback = event.callback ?? 'decline';
  state.tasks = tasks.map((task) => ({ task, answers: {}, progress: {}, done: false }));
}

function speechBegan(scene: Scene, text: string): void {
  const { state } = scene;
  switch (state.phase) {
    case 'menu':
    case 'hold':
      clearTimer(scene, 'hello');
      return firstWords(scene, text);
    case 'conversation':
      if (state.hangingUp) return;
      // Somebody speaks: nothing is overdue, but a turn that never ends is looked after.
      setTimer(scene, 'silence', scene.script.limits.replyMs * 3);
      if (state.stage === 'closing' && state.talk.saying.length === 0) theirFarewellBegan(scene);
      return;
    case 'dialing':
    case 'ended':
      return;
  }
}

function turnEnded(scene: Scene, event: Extract<ScriptEvent, { type: 'turn_ended' }>): void {
  const { state } = scene;
  if (state.hangingUp) return;
  switch (state.phase) {
    case 'menu':
      return menuTurn(scene, event.turn);
    case 'hold':
      return holdTurn(scene, event.turn);
    case 'conversation':
      clearTimer(scene, 'silence');
      state.talk.proposing = null;
      personTurn(scene, event.turn);
      if (isProposing(scene)) setTimer(scene, 'silence', proposalMs);
      return;
    case 'dialing':
    case 'ended':
      return;
  }
}

function isProposing({ state }: Scene): boolean {
  return state.talk.proposing !== null;
}

function mouthClosed(scene: Scene): void {
  const { state } = scene;
  state.mouth = 'closed';
  if (state.phase === 'conversation' && !state.hangingUp) openMouth(scene);
}

function said(scene: Scene, event: Extract<ScriptEvent, { type: 'said' }>): void {
  const { state, script } = scene;
  const { talk } = state;
  const memory = talk.saying.find(({ sayId }) => sayId === event.sayId);
  talk.saying = talk.saying.filter(({ sayId }) => sayId !== event.sayId);
  if (memory === undefined) return;
  if (state.phase === 'menu') return menuSaid(scene, event.startMs);
  if (event.complete) talk.disclosed = [...new Set([...talk.disclosed, ...memory.discloses])];
  else if (isCut(memory, event.heardText)) cutOff(scene, memory.sayId);
  if (state.phase !== 'conversation' || talk.saying.length > 0 || state.hangingUp) return;
  if (state.stage === 'closing') return goodbyeSaid(scene);
  const patient = talk.groups.length > 0 ? script.limits.initiativeMs / 2 : script.limits.replyMs;
  if (!talk.waiting) setTimer(scene, 'silence', event.complete ? patient : script.limits.initiativeMs);
}

/** Of the last clause, mostly courtesy or "is that correct?", nothing needs to be heard. */
function isCut({ clauses }: SayMemory, heardText: string): boolean {
  const needed = clauses.slice(0, Math.max(1, clauses.length - 1)).map(({ text }) => text);
  const bare = (text: string) => text.replace(/[^A-Za-z0-9]/g, '').length;
  return bare(heardText) < bare(needed.join(''));
}

/** A question or read-back that was not heard does not count as made. */
function cutOff(scene: Scene, sayId: string): void {
  const { talk } = scene.state;
  const task = taskOf(scene);
  talk.cut = true;
  if (task === undefined || talk.pending?.sayId !== sayId) return;
  for (const name of askedFields(talk.pending)) {
    const progress = progressOf(task, name);
    if (talk.pending.kind === 'fields') progress.asks = Math.max(0, progress.asks - 1);
    else progress.readBacks = Math.max(0, progress.readBacks - 1);
  }
}

function deadlinePassed(scene: Scene): void {
  const { state } = scene;
  const due = (Object.entries(state.timers) as [TimerName, number][])
    .filter(([, atMs]) => atMs <= scene.atMs)
    .sort((a, b) => a[1] - b[1]);
  for (const [name] of due) {
    if (state.timers[name] === undefined) continue;
    clearTimer(scene, name);
    rang(scene, name);
  }
}

function rang(scene: Scene, name: TimerName): void {
  switch (name) {
    case 'menu':
      return menuSilent(scene);
    case 'hold':
      return holdTooLong(scene);
    case 'active':
      if (scene.state.phase === 'conversation' && scene.state.stage !== 'closing') return startClosing(scene);
      if (scene.state.phase === 'menu') fail(scene, 'ivr_failure');
      return hangUp(scene);
    case 'hello':
      if (scene.state.phase === 'hold') endHold(scene);
      return tryHello(scene);
    case 'silence':
      if (scene.state.phase !== 'conversation') return;
      if (scene.state.talk.proposing !== null) {
        scene.state.talk.proposing = null;
        return notUnderstood(scene, null);
      }
      return personSilent(scene);
    case 'farewell':
      return hangUp(scene);
  }
}

/** Keys may or may not have been pressed: listen first. Of what was being said the last is said once more. */
function ownerChanged(scene: Scene): void {
  const { state } = scene;
  state.menu.pressing = null;
  state.menu.pressedAtMs = -1;
  const { saying, last } = state.talk;
  state.talk.saying = [];
  state.mouth = 'closed';
  if (state.hangingUp) {
    state.hangingUp = false;
    return hangUp(scene);
  }
  if (state.phase !== 'conversation') return;
  openMouth(scene);
  const repeats = saying.at(-1) ?? undefined;
  if (repeats !== undefined && last !== null) {
    const { pending } = state.talk;
    const sayId = speak(scene, repeats.clauses, { discloses: repeats.discloses });
    if (pending !== null) state.talk.pending = { ...pending, sayId };
  } else setTimer(scene, 'silence', scene.script.limits.replyMs);
}

function command(scene: Scene, what: 'cancel' | 'hang_up'): void {
  const { state } = scene;
  if (what === 'cancel') fail(scene, 'canceled');
  if (state.phase === 'conversation' && !state.hangingUp && state.stage !== 'closing')
    return startClosing(scene, [], scene.script.wording.goodbyeShort);
  hangUp(scene);
}

/** When the machine wants to be woken (call-clock milliseconds), unless something happens before. */
export function deadline({ timers, finished }: ScriptState): number | undefined {
  const due = Object.values(timers);
  return finished || due.length === 0 ? undefined : Math.min(...due);
}

/** What turn-taking should be prepared for. */
export function listening(script: CallScript, state: ScriptState): Listening {
  switch (state.phase) {
    case 'dialing':
    case 'menu':
      return { to: 'menu' };
    case 'hold':
      return { to: 'hold' };
    case 'conversation':
    case 'ended':
      return { to: 'person', slot: slot(script, state) };
  }
}

function slot(script: CallScript, { talk }: ScriptState): Listening['slot'] {
  if (talk.pending?.kind === 'read_back') return { kind: 'yes_no' };
  const [name] = askedFields(talk.pending);
  const field = script.fields.find((one) => one.name === name);
  return field === undefined ? undefined : { kind: slotOf(field.type), pattern: field.shape };
}

/** The phase in one word, with the stage of a conversation: "conversation.inquiry". */
export function phase({ phase: name, stage }: ScriptState): string {
  return name === 'conversation' ? `conversation.${stage}` : name;
}
