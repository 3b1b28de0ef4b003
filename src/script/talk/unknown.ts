import type { HeardTurn } from '../../kernel/speech.ts';
import { evidenceOf, isSettled, isWanted, progressOf, settle } from '../answers.ts';
import { namesIn } from '../expand.ts';
import { carryOn } from '../inquiry.ts';
import { heardReflex, taskOf } from '../scene.ts';
import type { Scene } from '../scene.ts';
import type { TaskState } from '../state.ts';
import { isOnlyAnswer } from '../negation.ts';
import { takeFromBefore } from '../tasks.ts';
import { places, says } from '../words.ts';
import type { Heard } from '../words.ts';
import { absentOf } from '../no-such-thing.ts';

/** "I don't have that", "I can't give that out", "only on the portal", "another company does those": the question is settled without a value. */
export function unknown(scene: Scene, turn: HeardTurn, heard: Heard): boolean {
  const elsewhere = heardReflex(scene, heard, 'otherChannel');
  const declines = elsewhere || heardReflex(scene, heard, 'declines');
  const { pending } = scene.state.talk;
  if (pending?.kind === 'fields' && noneOf(scene, turn, heard, pending)) return true;
  const same = heardReflex(scene, heard, 'sameAsBefore');
  const unknown = heardReflex(scene, heard, 'dontKnow') || heardReflex(scene, heard, 'wrongDepartment');
  const absent = pending?.kind === 'fields' ? absentOf(scene.script, heard, pending.fields) : [];
  if (!same && !declines && !unknown && absent.length === 0) return false;
  if (pending?.kind !== 'fields') return false;
  if (takeFromBefore(scene, pending.fields)) {
    carryOn(scene);
    return true;
  }
  if (same && !declines) return false;
  const task = taskOf(scene);
  if (task === undefined) return false;
  const evidence = evidenceOf({ start: 0, quote: turn.text }, turn, pending.sayId);
  // "Check the portal" names no check.
  const named = elsewhere
    ? []
    : absent.length > 0
      ? absent
      : namedIn(scene, heard, task).filter((name) => isMeant(scene, heard, name, pending.fields));
  if (named.length === 0 && !declines && isOfOnePart(scene, heard, task, pending.fields)) {
    for (const name of pending.fields) progressOf(task, name).parted = true;
    carryOn(scene);
    return true;
  }
  const status = declines ? 'rep_declined' : 'not_available';
  for (const name of named.length > 0 ? named : pending.fields) settle(task, name, status, evidence);
  carryOn(scene);
  return true;
}

/**
 * "To whom was it sent, and when?" "I don't have that.": of two different things it may be either, and each is asked for
 * once alone. Of amounts of one kind, or of what hangs on the other, it is all.
 */
function isOfOnePart({ script }: Scene, heard: Heard, task: TaskState, asked: readonly string[]): boolean {
  const fields = script.fields.filter(({ name }) => asked.includes(name));
  const hangTogether = fields.some(({ when }) => namesIn(when).some((name) => asked.includes(name)));
  return (
    fields.length > 1 &&
    new Set(fields.map(({ type }) => type)).size === fields.length &&
    !hangTogether &&
    !allOfThem.test(heard.plain) &&
    fields.every(({ name }) => progressOf(task, name).parted !== true) &&
    script.questions.some(({ alone }) => asked.every((name) => alone[name] !== undefined))
  );
}

const allOfThem =
  /(?<![a-z])(?:those|these|either|neither|any|anything|both|none|nothing|them|all|no (?:access|way))(?![a-z])/;

/** Characters between "I don't have" and what they do not have. */
const namedReach = 24;

/** "Your group doesn't have an agreement": what they have not is what was asked for, or what is named right behind. */
function isMeant({ script }: Scene, heard: Heard, name: string, asked: readonly string[]): boolean {
  if (asked.includes(name)) return true;
  const cues = script.fields.find((field) => field.name === name)?.cues ?? [];
  const { dontKnow, declines } = script.reflexes;
  return places(heard, cues).some(({ start }) =>
    places(heard, dontKnow, declines).some(({ end }) => end <= start && start - end <= namedReach),
  );
}

/** What is still wanted and named in the turn. */
export function namedIn({ script }: Scene, heard: Heard, task: TaskState): string[] {
  return script.fields
    .filter((field) => isWanted(task, field) && namesIt(heard, field.cues))
    .map(({ name }) => name);
}

/** "We do not give that out to providers": a preposition stands before a value, and alone it names nothing. */
const prepositions = /^(?:to|from|by|on|for|and|until|till)$/i;

function namesIt(heard: Heard, cues: readonly string[]): boolean {
  return places(heard, cues).some(({ start, end }) => !prepositions.test(heard.text.slice(start, end)));
}

/** "There is no visit limit": what was asked for does not exist here. A call must have its required answers; there a none is a lack. */
function noneOf(
  scene: Scene,
  turn: HeardTurn,
  heard: Heard,
  { fields, sayId }: { fields: readonly string[]; sayId: string },
): boolean {
  const task = taskOf(scene);
  const none = scene.script.fields.filter(
    (field) =>
      fields.includes(field.name) &&
      places(heard, field.none).some(({ start }) => !isOnlyAnswer(turn.text.slice(start))),
  );
  if (task === undefined || none.length === 0) return false;
  const evidence = evidenceOf({ start: 0, quote: turn.text }, turn, sayId);
  const status = none.every(({ requirement }) => requirement === 'required')
    ? 'not_available'
    : 'not_applicable';
  for (const name of fields) settle(task, name, status, evidence);
  carryOn(scene);
  return true;
}

/** "The paid amount is …, I don't have the allowed": what was asked and not given is settled too. */
export function noteUnknown(scene: Scene, turn: HeardTurn, heard: Heard): void {
  const task = taskOf(scene);
  const { pending } = scene.state.talk;
  if (task === undefined || pending?.kind !== 'fields') return;
  const declines = heardReflex(scene, heard, 'declines');
  if (!declines && !heardReflex(scene, heard, 'dontKnow')) return;
  const evidence = evidenceOf({ start: 0, quote: turn.text }, turn, pending.sayId);
  for (const { name, none } of scene.script.fields) {
    if (!pending.fields.includes(name) || isSettled(task, name)) continue;
    settle(task, name, declines && !says(heard, none) ? 'rep_declined' : 'not_available', evidence);
  }
}
