import type { HeardTurn } from '../kernel/speech.ts';
import { holdsValueWord } from '../spoken/index.ts';
import { isChoice, isLooseText, isRefuted, progressOf, sameValue } from './answers.ts';
import { findingsIn, isBeforeQuestion, takeFacts } from './facts.ts';
import { askOpenly, carryOn } from './inquiry.ts';
import type { Finding } from './found.ts';
import { heardReflex, phrase, taskOf } from './scene.ts';
import type { Scene } from './scene.ts';
import type { TaskState } from './state.ts';
import { hear } from './words.ts';
import type { Heard } from './words.ts';
import { itemsNamed } from './named-items.ts';

/**
 * The reply to a read-back. Only a clear yes to it confirms; a value in the reply that differs has replaced ours by
 * now and is read back anew; a bare no has the question asked again openly. False where the reply is none of these.
 */
export function readBackReply(
  scene: Scene,
  turn: HeardTurn,
  facts: { found: readonly Finding[]; fresh: readonly Finding[] },
): boolean {
  const { talk } = scene.state;
  const task = taskOf(scene);
  const { pending } = talk;
  if (task === undefined || pending?.kind !== 'read_back') return false;
  const heard = hear(turn.text);
  const { items } = pending;
  const no = heardReflex(scene, heard, 'no');
  const changed = facts.fresh.filter(({ field }) => items.includes(field));
  const isTold = changed.some(({ by, quote }) => by === 'cue' || holdsValueWord(quote));
  if (no && !isTold && items.every((name) => isVolunteered(scene, name))) return forget(scene, task, items);
  if (changed.length > 0) {
    talk.pending = null;
    // What was not put right in a summary stands as if confirmed only after the next read-back.
    for (const name of items) giveAnotherChance(scene, name);
    carryOn(scene);
    return true;
  }
  if (isBeforeQuestion(scene, turn)) return false;
  const same = facts.found.filter(
    ({ field, value }) => items.includes(field) && sameValue(task.answers[field]?.value, value),
  );
  // A yes to words that were cut off says nothing about them.
  if (talk.cut && !no) {
    talk.pending = null;
    carryOn(scene);
    return true;
  }
  if (heardReflex(scene, heard, 'uncertain')) return leaveInDoubt(scene, task, items, heard);
  if (!no && heardReflex(scene, heard, 'yes') && !heardReflex(scene, heard, 'hedge')) {
    for (const name of items) confirm(scene, name);
    talk.pending = null;
    carryOn(scene);
    return true;
  }
  // "No, it hasn't been cashed": the words agree with what was read, whatever the "no" was to.
  if (
    no &&
    items.length === 1 &&
    same.some((finding) => !finding.hedged && isOfChoice(scene, finding.field) && isAlone(finding)) &&
    saysOnly(scene, turn, items)
  ) {
    for (const name of items) confirm(scene, name);
    talk.pending = null;
    carryOn(scene);
    return true;
  }
  if (no && same.length > 0)
    return deny(
      scene,
      same.map(({ field }) => field),
      turn,
    );
  if (same.length > 0) {
    // Said twice alike: the other side misheard us, or says it with other words.
    talk.pending = null;
    carryOn(scene);
    return true;
  }
  if (!no) return false;
  talk.pending = null;
  const named = itemsNamed(scene.script, items, heard);
  if (items.length > 1 && named.length !== 1) {
    // Which of them is wrong nobody said.
    talk.singly = true;
    for (const name of items) giveAnotherChance(scene, name);
    carryOn(scene, [phrase(scene, scene.script.wording.sorry)]);
    return true;
  }
  const denied = items.length === 1 ? items : named;
  const [first] = denied;
  noteDenied(task, denied);
  for (const name of denied) doubt(scene, name);
  if (heardReflex(scene, heard, 'theRest'))
    for (const name of items) if (!denied.includes(name)) confirm(scene, name);
  if (first !== undefined) askOpenly(scene, task, first, [phrase(scene, scene.script.wording.sorry)]);
  return true;
}

/** Words that nobody asks for insistently, and that are read back only where they are in doubt. */
function isVolunteered({ script }: Scene, name: string): boolean {
  const field = script.fields.find((one) => one.name === name);
  return field !== undefined && isLooseText(field) && field.requirement === 'optional';
}

/** "No, that is the payment date": what we made a text of was none, and neither is what is said about it. */
function forget(scene: Scene, task: TaskState, items: readonly string[]): true {
  task.answers = Object.fromEntries(Object.entries(task.answers).filter(([name]) => !items.includes(name)));
  scene.state.talk.pending = null;
  carryOn(scene);
  return true;
}

/**
 * "The rest is right, but I can't say for certain about the allowed amount": what was named stays in doubt and is not
 * asked about again; the rest is confirmed where they say so. Where nothing is named, all of it is in doubt.
 */
function leaveInDoubt(scene: Scene, task: TaskState, items: readonly string[], heard: Heard): true {
  const named = itemsNamed(scene.script, items, heard);
  const unsure = named.length > 0 ? named : items;
  const isRestRight = heardReflex(scene, heard, 'theRest') || heardReflex(scene, heard, 'yes');
  for (const name of items) {
    if (unsure.includes(name)) {
      doubt(scene, name);
      progressOf(task, name).readBacks = scene.script.limits.readBacks;
    } else if (isRestRight) confirm(scene, name);
  }
  scene.state.talk.pending = null;
  carryOn(scene);
  return true;
}

/** No other choice is named beside it, to which the "no" may be: "no, it is a high deductible plan, a P P O". */
function isAlone({ others = [] }: Finding): boolean {
  return others.length === 0;
}

function isOfChoice({ script }: Scene, name: string): boolean {
  return script.fields.some((field) => field.name === name && isChoice(field));
}

/** "No, I've got two. The second one's denied, the first one paid": as an answer it would leave open which. */
function saysOnly(scene: Scene, { text }: HeardTurn, items: readonly string[]): boolean {
  const task = taskOf(scene);
  return findingsIn(scene, text, items, false).every(
    ({ field, value, hedged }) =>
      !items.includes(field) || (!hedged && sameValue(value, task?.answers[field]?.value)),
  );
}

/** "No, it's one hundred twelve", and that is how we read it: the same words mean something else, or nothing certain. */
function deny(scene: Scene, names: readonly string[], turn: HeardTurn): boolean {
  const task = taskOf(scene);
  if (task === undefined) return false;
  const again = names.filter((name) => isRefuted(task, name, task.answers[name]?.value));
  noteDenied(task, names);
  for (const name of names) doubt(scene, name);
  takeFacts(
    scene,
    turn,
    findingsIn(scene, turn.text).filter(({ field }) => names.includes(field)),
  );
  scene.state.talk.pending = null;
  for (const name of names) giveAnotherChance(scene, name);
  // Denied, said alike once more, and denied again: it stays in doubt, and reading it back brings nothing.
  const denied = names.filter((name) => isRefuted(task, name, task.answers[name]?.value));
  const stuck = denied.filter((name) => again.includes(name));
  for (const name of stuck) progressOf(task, name).readBacks = scene.script.limits.readBacks;
  const [open] = denied.filter((name) => !stuck.includes(name));
  if (open !== undefined) askOpenly(scene, task, open, [phrase(scene, scene.script.wording.sorry)]);
  else carryOn(scene);
  return true;
}

function noteDenied(task: TaskState, names: readonly string[]): void {
  for (const name of names) {
    const value = task.answers[name]?.value;
    if (value == null) continue;
    const progress = progressOf(task, name);
    progress.denied = [...(progress.denied ?? []), value];
    progress.unclear = true;
    progress.retold = false;
  }
}

function confirm(scene: Scene, name: string): void {
  const task = taskOf(scene);
  const answer = task?.answers[name];
  if (task === undefined || answer?.value == null) return;
  task.answers[name] = { ...answer, status: 'answered', confirmed: true };
}

function doubt(scene: Scene, name: string): void {
  const task = taskOf(scene);
  const answer = task?.answers[name];
  if (task === undefined || answer?.value == null) return;
  const { attributed } = progressOf(task, name);
  if (attributed !== undefined) {
    scene.state.model.refuted ||= attributed === 'model';
    task.answers = Object.fromEntries(Object.entries(task.answers).filter(([other]) => other !== name));
    return;
  }
  task.answers[name] = { ...answer, status: 'doubtful', confirmed: false };
}

/** The reply told us something: that round does not count, once. */
function giveAnotherChance(scene: Scene, name: string): void {
  const task = taskOf(scene);
  if (task === undefined) return;
  const progress = progressOf(task, name);
  const { readBacks } = scene.script.limits;
  if (progress.readBacks < readBacks || progress.spared === true) return;
  progress.readBacks = readBacks - 1;
  progress.spared = true;
}
