import type { Answer, FieldValue } from '../kernel/outcome.ts';
import { isRefuted, progressOf, sameValue } from './answers.ts';
import type { ScriptField } from './call-script.ts';
import type { Finding } from './found.ts';
import { taskOf } from './scene.ts';
import type { Scene } from './scene.ts';
import type { TaskState } from './state.ts';
import { hear, says } from './words.ts';
import type { Heard } from './words.ts';

/** The turn says no to what was read back. */
export function deniesReadBack({ state, script }: Scene, heard: Heard): boolean {
  return state.talk.pending?.kind === 'read_back' && says(heard, script.reflexes.no);
}

/** The turn says no to our reading back of this field. */
export function isDenied(scene: Scene, heard: Heard, name: string): boolean {
  const { pending } = scene.state.talk;
  return pending?.kind === 'read_back' && pending.items.includes(name) && deniesReadBack(scene, heard);
}

/** "No, that was rejected" to our reading back of another value: that one was denied, and would be a doubt again. */
export function noteReplaced(scene: Scene, heard: Heard, { name }: ScriptField, { value }: Finding): void {
  const task = taskOf(scene);
  const before = task?.answers[name]?.value;
  if (task === undefined || before == null || sameValue(before, value)) return;
  if (!isDenied(scene, heard, name)) return;
  const progress = progressOf(task, name);
  progress.denied = [...(progress.denied ?? []), before];
}

/** What only a denial brings is read back itself: a no may be to something else, and what follows it as well. */
export function byDenial(finding: Finding, before: Answer | undefined, denied: boolean): Finding {
  const isOther = before?.value != null && !sameValue(before.value, finding.value);
  return denied && isOther ? { ...finding, hedged: true } : finding;
}

/** What was denied, told anew: in answer to its question, or in the place of another value. */
export function noteRetold(scene: Scene, { name }: ScriptField, { value }: Finding): void {
  const task = taskOf(scene);
  if (task === undefined || !isRefuted(task, name, value)) return;
  const { pending } = scene.state.talk;
  const isAnswer = pending?.kind === 'fields' && pending.fields.includes(name);
  if (isAnswer || !sameValue(task.answers[name]?.value, value)) progressOf(task, name).retold = true;
}

/** "P O Box", and then "P O Box 44, Dayton": the turn had broken off, and here is all of it. */
export function saysMore(known: FieldValue | null | undefined, told: FieldValue): boolean {
  if (typeof known !== 'string' || typeof told !== 'string') return false;
  const [part, whole] = [hear(known).plain, hear(told).plain];
  return whole.startsWith(`${part} `) || whole.endsWith(` ${part}`);
}

/**
 * A value that was denied when it was read back is read from the same words in another way, and as a guess. Where no
 * reading was right it is what was heard that stays in doubt, and nothing that nobody said.
 */
export function reread(task: TaskState, finding: Finding, mostReadBacks: number): Finding {
  const { field } = finding;
  if (!isRefuted(task, field, finding.value)) return finding;
  if ((task.progress[field]?.denied?.length ?? 0) >= mostReadBacks) return { ...finding, hedged: true };
  const value = finding.others?.find((other) => !isRefuted(task, field, other));
  return { ...finding, value: value ?? finding.value, hedged: true };
}
