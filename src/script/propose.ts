import type { HeardTurn } from '../kernel/speech.ts';
import { isSettled, isWanted } from './answers.ts';
import { askedFields } from './facts.ts';
import { firstEntryOf } from './entry-keys.ts';
import { promptOf } from './prompt.ts';
import { taskOf } from './scene.ts';
import type { Scene } from './scene.ts';

/** Asks the model what a turn says. The answers known so far stay out of it: it needs the question and the words. */
export function proposeFor(scene: Scene, turn: HeardTurn): boolean {
  const { talk, model } = scene.state;
  if (model.rephrased || talk.proposing?.id === turn.id) return false;
  talk.proposing = turn;
  model.corrected = false;
  ask(scene, turn, []);
  return true;
}

/** Tells the model once why nothing of its answer could be used. False where it has been told already. */
export function proposeAgain(scene: Scene, turn: HeardTurn, reasons: readonly string[]): boolean {
  const { talk, model } = scene.state;
  if (model.corrected || reasons.length === 0) return false;
  model.corrected = true;
  talk.proposing = turn;
  ask(scene, turn, [...new Set(reasons)].slice(0, mostReasons));
  return true;
}

/** More would tell nothing new: they repeat each other. */
const mostReasons = 4;

function ask(scene: Scene, turn: HeardTurn, reasons: readonly string[]): void {
  const { instructions, tools, version } = promptOf(scene.script);
  scene.effects.push({
    type: 'propose',
    turnId: turn.id,
    request: { promptVersion: version, instructions, tools, context: contextOf(scene, turn, reasons) },
  });
}

/** What this turn needs and no more; of our own words nothing that is protected. */
function contextOf(scene: Scene, turn: HeardTurn, reasons: readonly string[]): string {
  const { script } = scene;
  const offered = (names: readonly string[]) => listOf(names.map((name) => firstEntryOf(script, name)));
  return [
    `Stage: ${scene.state.stage}`,
    `We said last: ${JSON.stringify(lastWords(scene))}`,
    `Fields just asked for: ${offered(askedFields(scene.state.talk.pending))}`,
    `Open fields: ${offered(openFields(scene))}`,
    ...operatorNotes(scene),
    ...(reasons.length === 0 ? [] : [`Your answer was not accepted: ${reasons.join(' ')}`]),
    `The representative said: ${JSON.stringify(turn.text)}`,
  ].join('\n');
}

/** Words of a person who watches: they tell what to look for, and are no source of values. */
function operatorNotes({ state }: Scene): string[] {
  const { notes } = state.operator;
  return notes.length === 0 ? [] : [`Notes of our operator: ${JSON.stringify(notes)}`];
}

function listOf(names: readonly string[]): string {
  return names.length === 0 ? 'none' : [...new Set(names)].join(', ');
}

function lastWords({ state }: Scene): string {
  return (state.talk.last?.clauses ?? [])
    .map(({ text, sensitive }) => (sensitive ? '[...]' : text))
    .join(' ')
    .replace(/\[\.\.\.\](?: \[\.\.\.\])+/g, '[...]');
}

function openFields(scene: Scene): string[] {
  const task = taskOf(scene);
  if (task === undefined) return [];
  return scene.script.fields
    .filter((field) => isWanted(task, field) && !isSettled(task, field.name))
    .map(({ name }) => name);
}
