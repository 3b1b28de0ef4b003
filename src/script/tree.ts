import type { PhoneTree, TreeNode, TreeStep } from '../kernel/phone-tree.ts';
import { digitWords } from '../spoken/index.ts';
import { likeness } from './likeness.ts';
import { taskOf } from './scene.ts';
import type { Scene } from './scene.ts';
import type { SureNode, TreeState } from './tree-state.ts';
import { hear } from './words.ts';

/** Calls in a row that must have found the same before it is relied upon. */
const sureAfter = 3;
/** Prompts of a payor's line seldom number more; more are not carried through a call. */
const mostSure = 60;
const mostSteps = 40;
/** Words that must have been heard, and how well they must match, before a prompt counts as known. */
const leastWords = 4;
const sameBeginning = 0.85;
const samePrompt = 0.75;
/** Somebody's number, read out: no part of a prompt. */
const rowsOfCharacters = new RegExp(
  `(?:(?<![a-z])(?:${digitWords.join('|')}|oh|[0-9]|[b-hj-z])(?![a-z]) ?){4,}`,
  'g',
);

/** The part of a tree that a call of this type may rely on. */
export function sureNodesOf(tree: PhoneTree | undefined, callType: string): SureNode[] {
  return (tree?.nodes ?? [])
    .flatMap((node): SureNode[] => {
      const choice = node.choices.find((one) => one.callType === callType);
      if (choice === undefined || node.drifted) return [];
      if (choice.inARow < sureAfter && node.editedBy === null) return [];
      const { id, begins, prompt, first } = node;
      const next = tree?.nodes.find((one) => one.id === choice.leadsTo)?.prompt ?? '';
      return [{ id, begins, prompt, first, answer: choice.answer, leadsTo: choice.leadsTo, next }];
    })
    .slice(0, mostSure);
}

/** The node that these first words can only belong to, where the call has come to the place of that node. */
export function knownPrompt({ state }: Scene, text: string): SureNode | undefined {
  const { sure, expected } = state.menu.tree;
  if (expected === null || sure.length === 0) return undefined;
  const words = hear(text).plain.split(' ');
  if (words.length < leastWords) return undefined;
  const alike = sure.filter(({ begins }) => matchesBeginning(begins, words));
  const here = alike.filter(({ id, first }) => (expected === '' ? first : id === expected));
  const [only] = here;
  // Prompts that begin alike and are answered differently are told apart by more words.
  return only !== undefined && alike.every(({ answer }) => answer === only.answer) ? only : undefined;
}

function matchesBeginning(begins: string, heard: readonly string[]): boolean {
  const known = begins.split(' ');
  const length = Math.min(known.length, heard.length);
  if (length < Math.min(leastWords, known.length)) return false;
  return likeness(known.slice(0, length).join(' '), heard.slice(0, length).join(' ')) >= sameBeginning;
}

/** A prompt is about to be answered: it is remembered, and held against what was expected. */
export function noteAnswer(
  scene: Scene,
  met: { text: string; answer: string; node: SureNode | null; promptMs: number; afterMs: number },
): void {
  const { tree } = scene.state.menu;
  const prompt = met.node?.prompt ?? withoutCase(scene, hear(met.text).plain);
  const last = tree.walk.at(-1);
  const again = last !== undefined && likeness(last.prompt, prompt) >= 0.9;
  arrivedAt(scene, prompt, again);
  const step: TreeStep = {
    node: met.node?.id ?? null,
    prompt,
    answer: met.answer,
    promptMs: Math.max(0, Math.round(met.promptMs)),
    answeredAfterMs: Math.max(0, Math.round(met.afterMs)),
    ledTo: undefined,
  };
  // Asked again, the former answer came to nothing: only the one that leads on is learned.
  if (again) tree.walk[tree.walk.length - 1] = { ...step, node: null };
  else if (tree.circled && last !== undefined)
    tree.walk[tree.walk.length - 1] = { ...step, ...(last.node === null ? { prompt: last.prompt } : {}) };
  else {
    if (last !== undefined) last.ledTo ??= 'next';
    if (tree.walk.length < mostSteps) tree.walk.push(step);
  }
  tree.circled = false;
  const known = met.node ?? nodeLike(tree.sure, prompt);
  if (known?.answer !== met.answer) {
    tree.expected = null;
    return;
  }
  tree.expected = known.leadsTo;
  tree.early = met.node;
}

/** Where our last answer led, a prompt's words or "hold" or "person": elsewhere than before, the menu has changed. */
function arrivedAt({ state }: Scene, place: string, again: boolean): void {
  const { tree } = state.menu;
  const { early } = tree;
  tree.early = null;
  if (early === null) return;
  const expected = early.next === '' ? place === early.leadsTo : likeness(early.next, place) >= samePrompt;
  if (again || !expected) distrust(tree, early.id);
}

/** From here on the call listens for itself. */
function distrust(tree: TreeState, id: string): void {
  if (!tree.drifted.includes(id)) tree.drifted.push(id);
  tree.sure = [];
  tree.expected = null;
}

/** The menus ended in music or with a person. */
export function noteArrival(scene: Scene, at: 'hold' | 'person'): void {
  const { tree } = scene.state.menu;
  arrivedAt(scene, at, false);
  const last = tree.walk.at(-1);
  if (last !== undefined) last.ledTo ??= at;
  tree.expected = null;
}

/** A menu was met again that was the step at this place: what was answered since led nowhere, and is not learned. */
export function forgetCircle({ state }: Scene, place: number): void {
  const { tree } = state.menu;
  tree.circled = tree.walk.length > place;
  tree.walk.splice(place + 1);
}

/** Our early answer was not taken. */
export function noteRefusal({ state }: Scene): void {
  const { early } = state.menu.tree;
  if (early !== null) distrust(state.menu.tree, early.id);
  state.menu.tree.early = null;
}

function nodeLike(nodes: readonly SureNode[], prompt: string): SureNode | undefined {
  return nodes.find((node) => likeness(node.prompt, prompt) >= samePrompt);
}

/** Words of machines without those of the case: names, dates and numbers in it are nobody's menu. */
function withoutCase(scene: Scene, plain: string): string {
  const own = new Set(
    Object.values(taskOf(scene)?.task.inputs ?? {}).flatMap((value) =>
      hear(String(value))
        .plain.split(' ')
        .filter((word) => word.length > 2),
    ),
  );
  return plain
    .split(' ')
    .map((word) => (own.has(word) || /\d{2}/.test(word) ? '_' : word))
    .join(' ')
    .replace(rowsOfCharacters, '_ ')
    .trim()
    .slice(0, 600);
}

/** The prompt's nodes and choices that a visit is about; see `learnTree`. */
export function sameNode(node: TreeNode, prompt: string): boolean {
  return node.prompt === prompt || likeness(node.prompt, prompt) >= 0.85;
}
