import type { SayClause } from '../kernel/speech.ts';
import { fieldsOfCall, hasAnswers } from './answers-so-far.ts';
import type { CallScript, ScriptIdentifier } from './call-script.ts';
import { startClosing } from './closing.ts';
import { identifierValue } from './identifiers.ts';
import { phrase, speak, taskOf } from './scene.ts';
import type { Scene } from './scene.ts';
import type { ScriptState, TaskState } from './state.ts';

/** Everything was asked about this task: the next one of the call is offered, or the call comes to its end. */
export function finishTask(scene: Scene, task: TaskState, opening: readonly SayClause[]): void {
  const { state, script } = scene;
  task.done = true;
  const next = nextTask(state, task);
  if (next === undefined) return startClosing(scene, opening);
  carryOver(scene, task, next);
  state.current = state.tasks.indexOf(next);
  state.stage = 'verification';
  Object.assign(state.talk, {
    pending: null,
    disclosed: [],
    given: {},
    lastAsked: [],
    unasked: [],
    lacked: {},
    rejected: {},
  });
  const { wording } = script;
  const words = isSamePatient(task, next) ? wording.nextTaskSame : wording.nextTask;
  speak(scene, [...opening, phrase(scene, words)]);
}

/** Those of the same patient first: what was verified need not be verified again. */
function nextTask({ tasks }: ScriptState, task: TaskState): TaskState | undefined {
  const left = tasks.filter(({ done, deferred }) => !done && !deferred);
  return left.find((other) => isSamePatient(task, other)) ?? left[0];
}

export function isSamePatient({ task: a }: TaskState, { task: b }: TaskState): boolean {
  return a.inputs.memberId !== undefined && a.inputs.memberId === b.inputs.memberId;
}

/**
 * The same person answers the next task: the name needs no second asking, nor a reference that there is none of. One
 * that was given is asked for anew: not every payor has one for the whole call.
 */
function carryOver({ script }: Scene, task: TaskState, next: TaskState): void {
  for (const name of fieldsOfCall(script)) {
    const answer = task.answers[name];
    if (answer === undefined || (answer.value !== null && isNumber(script, name))) continue;
    next.answers[name] ??= answer;
  }
}

function isNumber({ fields }: CallScript, name: string): boolean {
  return fields.some((field) => field.name === name && field.type === 'identifier');
}

/** "It is the same one": what was given for the task before is this one's, too. False where nothing was. */
export function takeFromBefore(scene: Scene, names: readonly string[]): boolean {
  const { state, script } = scene;
  const task = state.tasks[state.current];
  const ofCall = fieldsOfCall(script);
  const before = state.tasks.filter((other) => other !== task && other.done);
  const taken = names.flatMap((name) => {
    const answer = before.map(({ answers }) => answers[name]).findLast((one) => one?.value != null);
    return ofCall.has(name) && answer !== undefined ? [{ name, answer }] : [];
  });
  for (const { name, answer } of taken) if (task !== undefined) task.answers[name] = answer;
  return taken.length > 0;
}

/** What tells the task at hand from the others of the call: of a provider only where no patient is asked about. */
function distinctive(scene: Scene): ScriptIdentifier[] {
  const { state, script } = scene;
  const ofPatient = taskOf(scene)?.task.inputs.memberId !== undefined;
  return script.identifiers.filter((identifier) => {
    const ours = identifierValue(scene, identifier);
    if (ours === undefined || (ofPatient && identifier.about === 'provider')) return false;
    return state.tasks.some(
      (_, index) =>
        index !== state.current &&
        identifierValue({ ...scene, state: { ...state, current: index } }, identifier) !== ours,
    );
  });
}

/**
 * Whether what is told now can only be about the task at hand: it is the first one, or something was said since by which
 * the other side can tell it from the one before.
 */
export function isTaskKnown(scene: Scene): boolean {
  const { state } = scene;
  if (!state.tasks.some(({ done }) => done)) return true;
  const names = distinctive(scene).map(({ name }) => name);
  return names.length === 0 || names.some((name) => state.talk.disclosed.includes(name));
}

/** The task at hand was offered, and nothing was asked or told about it yet. */
export function isOfferOnly(scene: Scene): boolean {
  const { state, script } = scene;
  const task = state.tasks[state.current];
  return task !== undefined && !isTaskKnown(scene) && !hasAnswers(script, task);
}

/** "Go ahead": what tells the next task from the last one. */
export function introducingIdentifiers(scene: Scene): ScriptIdentifier[] {
  const { state } = scene;
  const all = distinctive(scene);
  const other = all.filter(({ about }) => about === 'member');
  if (other.length > 0 && !sharesPatient(state)) return other.slice(0, 1);
  return all.filter(({ about }) => about === 'subject' || about === 'provider').slice(0, 2);
}

function sharesPatient({ tasks, current }: ScriptState): boolean {
  const task = tasks[current];
  return task !== undefined && tasks.some((other) => other.done && isSamePatient(task, other));
}
