import { copyOf } from '../kernel/copy.ts';
import type { DialEnd } from '../kernel/operator.ts';
import type { HeardTurn } from '../kernel/speech.ts';
import type { CallScript } from './call-script.ts';
import { noteAsides } from './asides.ts';
import { cancelTask } from './cancel-task.ts';
import { startClosing, theirFarewellBegan } from './closing.ts';
import { deadlinePassed } from './deadlines.ts';
import type { ScriptEffect } from './effect.ts';
import type { ScriptEvent } from './event.ts';
import { firstWords, heardSoFar, holdTurn, soundInMenu } from './hold.ts';
import { keysPressed, menuSaid, menuTurn } from './menu.ts';
import { operator } from './operator.ts';
import { startMenu } from './phases.ts';
import { finish } from './results.ts';
import { clearTimer, fail, hangUp, openMouth, setTimer, speak, waitForTurn } from './scene.ts';
import type { Scene } from './scene.ts';
import type { ScriptState } from './state.ts';
import { dialAnswered, dialAgain, dialEnded, heardMeanwhile } from './transfer.ts';
import { sureNodesOf } from './tree.ts';
import { proposalFailed, takeProposal } from './take-proposal.ts';
import { personTurn } from './talk.ts';
import { falseAlarm, said } from './talk/resuming.ts';
import { backFromHold, musicGoesOn, ringsOnHold, waitingBegan } from './talk/waiting.ts';

/** Without an answer of the model the call goes on after this long: a longer silence sounds like a dead line. */
const proposalMs = 5_000;

/** Takes one event in. Pure: the same state and event always lead to the same state and effects. */
export function step(
  script: CallScript,
  state: ScriptState,
  event: ScriptEvent,
): { state: ScriptState; effects: ScriptEffect[] } {
  const scene: Scene = { script, state: copyOf(state), effects: [], atMs: event.atMs };
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
    case 'false_alarm':
      return falseAlarm(scene);
    case 'turn_ended':
      return turnEnded(scene, event.turn);
    case 'sound_changed':
      return soundChanged(scene, event.sound);
    case 'keys_pressed':
      return keysPressed(scene, event.pressId);
    case 'mouth_opened':
      state.mouth = 'open';
      return;
    case 'mouth_closed':
      return mouthClosed(scene);
    case 'said':
      if (state.phase === 'menu' && state.talk.saying.some(({ sayId }) => sayId === event.sayId))
        menuSaid(scene, event.startMs);
      return said(scene, event);
    case 'proposed':
      if (state.talk.proposing?.id !== event.turnId) return;
      return takeProposal(scene, event.calls);
    case 'proposal_failed':
      if (state.talk.proposing?.id !== event.turnId) return;
      return proposalFailed(scene);
    case 'deadline_passed':
      return deadlinePassed(scene);
    case 'owner_changed':
      return ownerChanged(scene);
    case 'ear_lost':
      return;
    case 'command':
      if (event.taskId !== undefined && cancelTask(scene, event.taskId) === 'goes_on') return;
      return command(scene, event.command);
    case 'operator':
      return operator(scene, event.command);
    case 'dial_answered':
      return dialAnswered(scene);
    case 'dial_ended':
      return dialIsOver(scene, event.how);
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
  state.disclosure = event.disclosure ?? null;
  state.menu.callback = event.callback ?? 'decline';
  state.menu.tree.sure = sureNodesOf(event.tree, tasks[0]?.callType ?? '');
  state.tasks = tasks.map((task) => ({ task, answers: {}, progress: {}, done: false, deferred: false }));
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
      state.talk.theySpeak = true;
      waitForTurn(scene);
      if (state.stage === 'closing' && state.talk.saying.length === 0) theirFarewellBegan(scene);
      return;
    case 'dialing':
    case 'transfer':
    case 'taken_over':
    case 'ended':
      return;
  }
}

function turnEnded(scene: Scene, turn: HeardTurn): void {
  const { state } = scene;
  if (state.hangingUp) return;
  noteAsides(scene, turn);
  switch (state.phase) {
    case 'menu':
      return menuTurn(scene, turn);
    case 'hold':
      switch (backFromHold(scene, turn)) {
        case 'nobody':
          return holdTurn(scene, turn);
        case 'back':
          return personTurn(scene, turn);
        case 'new':
        case 'unsure':
          return;
      }
      return;
    case 'conversation':
      clearTimer(scene, 'silence');
      state.talk.proposing = null;
      personTurn(scene, turn);
      if (isProposing(scene)) setTimer(scene, 'silence', proposalMs);
      return;
    case 'transfer':
      return heardMeanwhile(scene, turn);
    case 'dialing':
    case 'taken_over':
    case 'ended':
      return;
  }
}

function dialIsOver(scene: Scene, how: DialEnd): void {
  const turn = dialEnded(scene, how);
  if (turn !== null) turnEnded(scene, turn);
}

/** Asked anew: taking the turn may have begun it. */
function isProposing({ state }: Scene): boolean {
  return state.talk.proposing !== null;
}

function soundChanged(scene: Scene, sound: ScriptState['sound']): void {
  const { state } = scene;
  state.sound = sound;
  const { talk, phase, stage } = state;
  const inTalk = phase === 'conversation' && stage !== 'closing' && !state.hangingUp;
  if (inTalk && talk.greeted && (sound === 'music' || sound === 'ringback'))
    return waitingBegan(scene, sound);
  if (sound === 'music') musicGoesOn(scene);
  if (sound === 'ringback') ringsOnHold(scene);
  soundInMenu(scene, sound);
}

function mouthClosed(scene: Scene): void {
  const { state } = scene;
  state.mouth = 'closed';
  if (state.phase === 'conversation' && !state.hangingUp) openMouth(scene);
}

/** Keys may or may not have been pressed: listen first. What was being said is said once more. */
function ownerChanged(scene: Scene): void {
  const { state } = scene;
  state.menu.pressing = null;
  state.menu.pressedAtMs = -1;
  const { saying, last } = state.talk;
  state.talk.saying = [];
  state.talk.theySpeak = false;
  state.mouth = 'closed';
  if (state.hangingUp) {
    state.hangingUp = false;
    return hangUp(scene);
  }
  if (state.phase === 'transfer') return dialAgain(scene);
  if (state.phase !== 'conversation') return;
  openMouth(scene);
  if (saying.length > 0 && last !== null) {
    const { pending } = state.talk;
    const sayId = speak(
      scene,
      saying.flatMap(({ clauses }) => clauses),
      { discloses: saying.flatMap(({ discloses }) => discloses) },
    );
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
