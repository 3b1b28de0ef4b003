import type { Answer, FieldValue } from '../kernel/outcome.ts';
import type { HeardTurn } from '../kernel/speech.ts';
import {
  accept,
  isChoice,
  isLooseText,
  isNotFound,
  isOffBranch,
  isVolunteered,
  isRefuted,
  isSettled,
  progressOf,
} from './answers.ts';
import { bare } from './bare.ts';
import type { ScriptField } from './call-script.ts';
import { representativeField } from './call-script.ts';
import { byDenial, deniesReadBack, isDenied, noteReplaced, noteRetold, reread, saysMore } from './denied.ts';
import { placeEntries } from './entries.ts';
import { firstEntryOf } from './entry-keys.ts';
import { namesIn } from './expand.ts';
import { groundTurn } from './ground.ts';
import type { Finding } from './found.ts';
import { isUnlikely } from './plausible.ts';
import { taskOf } from './scene.ts';
import type { Scene } from './scene.ts';
import type { Pending, TaskState } from './state.ts';
import { hear, says } from './words.ts';
import { wholeTold } from './whole-told.ts';

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

/** Began before our last question was handed over to be said: what has no words of its own is no answer to it. */
export function isBeforeQuestion({ state }: Scene, turn: HeardTurn): boolean {
  return turn.startMs < (state.talk.pending?.sinceMs ?? 0);
}

/** What a turn says about the current task's fields, without taking it in. */
export function findingsIn(
  scene: Scene,
  text: string,
  asked = askedFields(scene.state.talk.pending),
  confirming = scene.state.talk.pending?.kind === 'read_back',
): Finding[] {
  const { script, state } = scene;
  const task = taskOf(scene);
  const offBranch = script.fields.filter((field) => task !== undefined && isOffBranch(script, task, field));
  const found = groundTurn(text, {
    script,
    today: state.today,
    asked: asked.map((name) => firstEntryOf(script, name)),
    another: asked.some((name) => firstEntryOf(script, name) !== name) || undefined,
    confirming,
    inputs: task?.task.inputs,
    payorName: state.payorName,
    excluded: new Set(offBranch.map(({ name }) => name)),
    open: ({ aside, suggests }) => !aside && suggests === undefined,
  });
  const told = [...found, ...wholeTold(text, found, script, asked, task?.answers ?? {})];
  const lacks = ({ field, value, by }: Finding) => by === 'question' && isNotFound(script, field, value);
  return told.filter((one) => !(lacks(one) && isOfOthersDesk(scene, text)));
}

/** "Those go through our radiology vendor, I can't see it": who does not keep it cannot know that there is none. */
function isOfOthersDesk({ script: { reflexes } }: Scene, text: string): boolean {
  return says(hear(text), reflexes.wrongDepartment, reflexes.otherChannel);
}

/** What a turn says; to a question that it began before, it answers nothing without words of its own. */
export function findingsOf(scene: Scene, turn: HeardTurn): Finding[] {
  return findingsIn(scene, turn.text, isBeforeQuestion(scene, turn) ? [] : undefined);
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
  const asked = askedFields(pending);
  const { confidence, wordConfidence } = scene.script.limits;
  // Deciding fields first, so that what hangs on them is judged by the new branch.
  const heard = hear(turn.text);
  const repairs = says(heard, scene.script.reflexes.repair);
  const entered = placeEntries(findings, {
    script: scene.script,
    task,
    turn,
    asked,
    repairs,
    denies: deniesReadBack(scene, heard),
  });
  const ordered = entered.sort((a, b) => rank(scene, a) - rank(scene, b) || a.start - b.start);
  const found: Finding[] = [];
  const fresh: Finding[] = [];
  for (const said of ordered) {
    const field = scene.script.fields.find(({ name }) => name === said.field);
    if (field === undefined) continue;
    if (waitsForYear(task, field, said)) continue;
    const dated = withLostYear(scene, field, withYearAfter(task, field, said, scene.state.today));
    const denied = isDenied(scene, heard, field.name);
    const before = task.answers[field.name];
    const read = reread(task, dated, scene.script.limits.readBacks);
    const finding = doubted(field, byDenial(read, before, denied), scene, asked);
    if (isOffBranch(scene.script, task, field)) continue;
    if (finding.likely === true && isRefuted(task, field.name, finding.value)) continue;
    if (isOurs(scene, field, finding) || (!denied && isCovered(task, field, finding))) continue;
    if (isTooEarly(scene, field, finding)) continue;
    // A confirmed value stands until somebody takes it back in so many words.
    if (before?.confirmed === true && finding.by === 'question') continue;
    const refines =
      before?.value != null && covers(field, finding.value).some((value) => value === before.value);
    const inWords = field.type === 'text' || field.type === 'name';
    // Somebody's name does not change in the middle of the talk.
    const named = { repairs, replaces: denied || says(heard, field.cues) };
    if (field.name === representativeField && isKnownName(scene, before, finding, named)) continue;
    // The same thing in other words is nothing new.
    const replaces = finding.corrected || repairs || denied || isRefuted(task, field.name, before?.value);
    const isWhole = asked.includes(field.name) && saysMore(before?.value, finding.value);
    if (field.type === 'text' && before?.value != null && !replaces && !isWhole) continue;
    const questionTurn = asked.includes(finding.field) ? (pending?.sayId ?? null) : null;
    found.push(finding);
    noteReplaced(scene, heard, field, finding);
    noteRetold(scene, field, finding);
    if (
      !accept(task, finding, turn, {
        questionTurn,
        confidence: field.sureFrom ?? confidence,
        wordConfidence,
        repairs,
        inWords,
        isAsked: asked.includes(finding.field),
        refines,
        isChoice: isChoice(field),
      })
    )
      continue;
    fresh.push(finding);
    progressOf(task, field.name).attributed = finding.likely === true ? 'likeness' : undefined;
    markKnown(scene, finding);
  }
  return { found, fresh };
}

/** The name of who speaks is known, and nobody asked for it or takes it back. */
function isKnownName(
  { state }: Scene,
  before: Answer | undefined,
  { field, value, corrected }: Finding,
  { repairs, replaces }: { repairs: boolean; replaces: boolean },
): boolean {
  const { pending, metAtMs } = state.talk;
  if (before?.value == null || corrected || repairs) return false;
  // "Yes, that's right" to a read-back may sound like a name; whoever has another one says no, or "my name is".
  if (pending?.kind === 'read_back' && pending.items.includes(field)) return !replaces;
  if (askedFields(pending).includes(field)) return false;
  if ((before.evidence?.offsetMs ?? 0) < metAtMs || before.status !== 'answered') return false;
  // With the surname it is the same person.
  return !JSON.stringify(value)
    .toLowerCase()
    .startsWith(JSON.stringify(before.value).toLowerCase().slice(0, -1));
}

/**
 * What can hardly be is a guess, however well it was heard; and so are words that nobody asked for, where they are not
 * read back anyway.
 */
function doubted(field: ScriptField, finding: Finding, { state }: Scene, asked: readonly string[]): Finding {
  const isVolunteered = isLooseText(field) && !asked.includes(field.name);
  return isVolunteered || isUnlikely(field, finding.value, state.today)
    ? { ...finding, hedged: true }
    : finding;
}

function isTooEarly(scene: Scene, field: ScriptField, { value }: Finding): boolean {
  const { notBefore } = field;
  const task = taskOf(scene);
  const input = notBefore === undefined ? undefined : task?.task.inputs[notBefore];
  // Of coverage that is active, an end in the past is another one's.
  const earliest = task !== undefined && isVolunteered(task, field) ? scene.state.today : input;
  return typeof earliest === 'string' && typeof value === 'string' && value < earliest;
}

/** "Twenty twenty" of what cannot have been before this year has lost its last word, which a read-back may bring. */
function withLostYear(scene: Scene, field: ScriptField, finding: Finding): Finding {
  const { value } = finding;
  const { today } = scene.state;
  if (typeof value !== 'string' || !/^2020-\d\d-\d\d$/.test(value)) return finding;
  if (!isTooEarly(scene, field, finding)) return finding;
  const year = Number(today.slice(0, 4));
  const meant = [year, year - 1]
    .map((one) => `${String(one)}${value.slice(4)}`)
    .find((date) => date <= today && !isTooEarly(scene, field, { ...finding, value: date }));
  return meant === undefined ? finding : { ...finding, value: meant, hedged: true };
}

/** "June thirtieth" as the end of what began last May is next June's. */
function withYearAfter(task: TaskState, { after }: ScriptField, finding: Finding, today: string): Finding {
  const start = after === undefined ? undefined : task.answers[after]?.value;
  const { value } = finding;
  if (after === undefined || finding.yearless !== true || typeof value !== 'string') return finding;
  if (typeof start !== 'string') return { ...finding, value: nearest(value, today), hedged: true };
  const year = Number(start.slice(0, 4));
  const day = value.slice(4);
  const same = `${String(year)}${day}`;
  return { ...finding, value: same >= start ? same : `${String(year + 1)}${day}` };
}

/** An end without a year may lie in any year until the start is known: it is asked for with the start. */
function waitsForYear(task: TaskState, { after }: ScriptField, { yearless }: Finding): boolean {
  return after !== undefined && yearless === true && !isSettled(task, after);
}

/** The year in which a date lies nearest to today. */
function nearest(date: string, today: string): string {
  const year = Number(today.slice(0, 4));
  const distance = (iso: string) => Math.abs(Date.parse(iso) - Date.parse(today));
  const years = [year, year - 1, year + 1].map((one) => `${String(one)}${date.slice(4)}`);
  return years.reduce((best, one) => (distance(one) < distance(best) ? one : best));
}

function covers({ values }: ScriptField, value: FieldValue): readonly string[] {
  return values.find((one) => one.value === value)?.covers ?? [];
}

/** What is said holds of the value that is known as well: "approved" of what was approved in part. */
function isCovered(task: TaskState, field: ScriptField, { value }: Finding): boolean {
  const known = task.answers[field.name]?.value;
  return (
    known != null && !isRefuted(task, field.name, known) && covers(field, known).some((one) => one === value)
  );
}

/** An identifier that they have from us, said back, is no answer to a question for another one. */
function isOurs(scene: Scene, field: ScriptField, { by, value }: Finding): boolean {
  if (by !== 'question' || field.type !== 'identifier') return false;
  const inputs = taskOf(scene)?.task.inputs ?? {};
  return Object.entries(inputs).some(([name, input]) => name !== field.sameAs && bare(input) === bare(value));
}

function rank({ script }: Scene, { field }: Finding): number {
  return script.fields.some(({ when }) => namesIn(when).includes(field)) ? 0 : 1;
}

/** A value that the task itself supplied needs no read-back: two sources agree. */
function markKnown(scene: Scene, { field, value }: Finding): void {
  const task = taskOf(scene);
  const sameAs = scene.script.fields.find(({ name }) => name === field)?.sameAs;
  if (task === undefined || sameAs === undefined) return;
  const supplied = task.task.inputs[sameAs];
  const answer = task.answers[field];
  if (supplied === undefined || answer === undefined || bare(supplied) !== bare(value)) return;
  progressOf(task, field).readBacks = scene.script.limits.readBacks;
  task.answers[field] = { ...answer, status: 'answered' };
}
