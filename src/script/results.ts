import type { TaskResult } from '../kernel/outcome.ts';
import { answersOf, isWanted, lackOf } from './answers.ts';
import { hasAnswers } from './answers-so-far.ts';
import type { CallScript } from './call-script.ts';
import type { MetMenu } from './menu-state.ts';
import type { Scene } from './scene.ts';
import { fail } from './scene.ts';
import type { ScriptEvent } from './event.ts';
import type { ScriptState, TaskState } from './state.ts';
import { visitOf } from './tree-learning.ts';

type Ended = Extract<ScriptEvent, { type: 'call_ended' }>['how'];

/** The call is over: hand over what is known of each task. Once. */
export function finish(scene: Scene, how: Ended): void {
  const { state, script, effects } = scene;
  if (state.finished) return;
  state.finished = true;
  state.timers = {};
  if (how === 'busy' || how === 'no_answer') fail(scene, how);
  if (how === 'failed') fail(scene, 'line_dropped');
  if (how === 'canceled') fail(scene, 'canceled');
  // They left over an offer of ours: that is why.
  if (state.talk.offered !== null && !state.hangingUp) fail(scene, state.talk.offered);
  // Nobody was spoken to behind it.
  if (state.menu.elsewhere && !state.hangingUp) fail(scene, 'other_channel');
  // It would not take what we answered, and hung up on us.
  if (isStuck(scene) && !state.hangingUp) fail(scene, 'ivr_failure');
  // Nobody hung up on our side, and there was more to ask.
  if (state.tasks.some((task) => !task.done && !task.deferred && !isTold(scene, task)) && !state.hangingUp)
    fail(scene, 'line_dropped');
  state.phase = 'ended';
  state.mouth = 'closed';
  const visit = visitOf(state);
  effects.push({
    type: 'finish',
    ...(visit === undefined ? {} : { visit }),
    results: state.tasks.map((task) =>
      isLeft(scene, task) ? leftFor(script, task, state) : resultOf(script, task, state),
    ),
  });
}

/** Whether the last menu had been answered before, or any other again and again: a circle, or nothing was taken. */
function isStuck({ state: { phase, menu } }: Scene): boolean {
  if (phase !== 'menu') return false;
  const timesOf = ({ tries }: MetMenu) => Object.values(tries).reduce((sum, times) => sum + times, 0);
  const last = menu.met[menu.path.at(-1) ?? -1];
  return (
    menu.zeroPressed || (last !== undefined && timesOf(last) > 1) || menu.met.some((met) => timesOf(met) > 2)
  );
}

/** A machine told what it tells, gave a number to prove it and said goodbye: nothing was cut off. */
function isTold({ state }: Scene, task: TaskState): boolean {
  const number = task.answers.callReference;
  return state.menu.told > 0 && number?.value != null && number.evidence?.speaker === 'menu';
}

/** Left for another call: the payor's limit came first, or the call ended before its turn came. */
function isLeft({ state, script }: Scene, task: TaskState): boolean {
  if (task.deferred) return true;
  if (task.done || hasAnswers(script, task) || task === state.tasks[state.current]) return false;
  const others = state.tasks.some((other) => other.done || hasAnswers(script, other));
  return others && (state.failure === null || state.failure.reason === 'line_dropped');
}

function leftFor(script: CallScript, task: TaskState, { today }: ScriptState): TaskResult {
  return { ...resultOf(script, task, { today, failure: null }), deferred: true };
}

function resultOf(
  script: CallScript,
  task: TaskState,
  { today, failure }: Pick<ScriptState, 'today' | 'failure'>,
): TaskResult {
  const answers = answersOf(script, task, today);
  return {
    taskId: task.task.id,
    answers,
    required: requiredOf(script, task),
    failure: task.done ? notFoundOf(script, task) : failure,
  };
}

/** A value that says itself that there is nothing to be had. */
function notFoundOf(script: CallScript, task: TaskState): TaskResult['failure'] {
  for (const field of script.fields) {
    const reason = lackOf(field, task.answers[field.name]?.value);
    if (reason !== undefined) return { reason, fault: 'supplied' };
  }
  return null;
}

/** Required fields of the branch taken. */
function requiredOf(script: CallScript, task: TaskState): string[] {
  return script.fields
    .filter((field) => field.requirement !== 'optional' && isWanted(task, field))
    .map(({ name }) => name);
}
