import type { OperatorCommand, OperatorHint } from '../kernel/operator.ts';
import { progressOf } from './answers.ts';
import { startClosing } from './closing.ts';
import { askedFields } from './facts.ts';
import { carryOn } from './inquiry.ts';
import { fail, hangUp, press } from './scene.ts';
import type { Scene } from './scene.ts';
import type { TaskState } from './state.ts';
import { handOver } from './transfer.ts';

/** The model is told the latest few. */
const mostNotes = 5;

/** A person who watches has the call do something. What does not fit the moment changes nothing. */
export function operator(scene: Scene, command: OperatorCommand): void {
  switch (command.kind) {
    case 'hint':
      return hint(scene, command.hint);
    case 'take_over':
      return handOver(scene, command.phoneNumber);
    case 'end':
      return end(scene, command.how);
  }
}

function hint(scene: Scene, given: OperatorHint): void {
  const { state } = scene;
  switch (given.kind) {
    case 'press':
      // On hold and with a person nothing is pressed: it may lead out of the queue.
      if (state.phase === 'menu' && !state.hangingUp) press(scene, given.keys);
      return;
    case 'ask':
      return wantAsked(scene, given.field, taskFor(scene, given.taskId));
    case 'skip':
      return skip(scene, given.field, taskFor(scene, given.taskId));
    case 'note':
      state.operator.notes = [...state.operator.notes, given.text].slice(-mostNotes);
      return;
  }
}

function taskFor({ state }: Scene, taskId: string | undefined): TaskState | undefined {
  return taskId === undefined
    ? state.tasks[state.current]
    : state.tasks.find(({ task }) => task.id === taskId);
}

function wantAsked(scene: Scene, field: string, task: TaskState | undefined): void {
  const { state, script } = scene;
  if (task === undefined || task.done || !script.fields.some(({ name }) => name === field)) return;
  const taskId = task.task.id;
  const others = state.operator.asks.filter((one) => one.taskId !== taskId || one.field !== field);
  state.operator.asks = [...others, { taskId, field }];
  if (isIdle(scene) && state.talk.pending === null) carryOn(scene);
}

/** It is not asked any more; what is told all the same is taken. */
function skip(scene: Scene, field: string, task: TaskState | undefined): void {
  const { state, script } = scene;
  if (task === undefined || !script.fields.some(({ name }) => name === field)) return;
  progressOf(task, field).asks = script.limits.asks;
  state.operator.asks = state.operator.asks.filter((one) => one.field !== field);
  const asked = askedFields(state.talk.pending);
  // The one thing that was asked for need not be waited for.
  if (isIdle(scene) && asked.length === 1 && asked[0] === field && task === state.tasks[state.current])
    carryOn(scene);
}

/** In the middle of the inquiry, and nobody speaks. */
function isIdle({ state }: Scene): boolean {
  const { phase, stage, talk, hangingUp } = state;
  return (
    phase === 'conversation' &&
    stage === 'inquiry' &&
    !hangingUp &&
    !talk.theySpeak &&
    !talk.waiting &&
    talk.saying.length === 0 &&
    talk.proposing === null
  );
}

function end(scene: Scene, how: 'politely' | 'now'): void {
  const { state, effects } = scene;
  fail(scene, 'person_ended');
  if (how === 'now') {
    state.hangingUp = true;
    state.timers = {};
    effects.push({ type: 'hang_up', atOnce: true });
    return;
  }
  if (state.phase !== 'conversation') return hangUp(scene);
  if (!state.hangingUp && state.stage !== 'closing')
    startClosing(scene, [], scene.script.wording.goodbyeShort);
}
