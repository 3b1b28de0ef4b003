import type { HeardTurn } from '../kernel/speech.ts';
import { accept, isWanted, progressOf } from './answers.ts';
import type { ScriptField } from './call-script.ts';
import { groundTurn } from './ground.ts';
import type { Finding } from './ground.ts';
import { taskOf } from './scene.ts';
import type { Scene } from './scene.ts';
import type { Pending } from './state.ts';

/** Fields that the question or read-back now pending is about. */
export function askedFields(pending: Pending | null): readonly string[] {
  if (pending === null) return [];
  switch (pending.kind) {
    case 'fields':
      return pending.fields;
    case 'read_back':
      return pending.items;
  }
}

/** What a turn says about the current task's fields, without taking it in. */
export function findingsIn(
  scene: Scene,
  text: string,
  asked = askedFields(scene.state.talk.pending),
): Finding[] {
  const { script, state } = scene;
  return groundTurn(text, { script, today: state.today, asked, open: () => true });
}

/** Takes in what a turn says; returns the findings and which of them were new. */
export function takeFacts(
  scene: Scene,
  turn: HeardTurn,
  findings: readonly Finding[],
): { found: Finding[]; fresh: Finding[] } {
  const task = taskOf(scene);
  if (task === undefined) return { found: [], fresh: [] };
  const { pending } = scene.state.talk;
  const { confidence } = scene.script.limits;
  // Deciding fields first, so that what hangs on them is judged by the new branch.
  const ordered = [...findings].sort((a, b) => rank(scene, a) - rank(scene, b) || a.start - b.start);
  const found: Finding[] = [];
  const fresh: Finding[] = [];
  for (const finding of ordered) {
    const field = scene.script.fields.find(({ name }) => name === finding.field);
    if (field === undefined) continue;
    const undecided = field.when !== undefined && task.answers[field.when.field]?.value == null;
    if (!undecided && !isWanted(task, field)) continue;
    if (isTooEarly(scene, field, finding)) continue;
    // A confirmed value stands until somebody takes it back in so many words.
    const before = task.answers[finding.field];
    if (before?.confirmed === true && finding.by === 'question') continue;
    const questionTurn = askedFields(pending).includes(finding.field) ? (pending?.sayId ?? null) : null;
    found.push(finding);
    if (!accept(task, finding, turn, { questionTurn, confidence })) continue;
    fresh.push(finding);
    markKnown(scene, finding);
  }
  return { found, fresh };
}

function isTooEarly(scene: Scene, { notBefore }: ScriptField, { value }: Finding): boolean {
  const earliest = notBefore === undefined ? undefined : taskOf(scene)?.task.inputs[notBefore];
  return typeof earliest === 'string' && typeof value === 'string' && value < earliest;
}

function rank({ script }: Scene, { field }: Finding): number {
  return script.fields.some(({ when }) => when?.field === field) ? 0 : 1;
}

/** A value that the task itself supplied needs no read-back: two sources agree. */
function markKnown(scene: Scene, { field, value }: Finding): void {
  const task = taskOf(scene);
  const sameAs = scene.script.fields.find(({ name }) => name === field)?.sameAs;
  if (task === undefined || sameAs === undefined) return;
  const bare = (text: unknown) =>
    String(text)
      .replace(/[^A-Za-z0-9]/g, '')
      .toUpperCase();
  const supplied = task.task.inputs[sameAs];
  if (supplied !== undefined && bare(supplied) === bare(value))
    progressOf(task, field).readBacks = scene.script.limits.readBacks;
}
