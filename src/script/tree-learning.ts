import type { PhoneTree, TreeNode, TreeStep, TreeVisit } from '../kernel/phone-tree.ts';
import { likeness } from './likeness.ts';
import type { ScriptState } from './state.ts';
import { sameNode } from './tree.ts';

/** Words by which a prompt is known before it is read out. */
const beginningWords = 12;
/** A line with more prompts forgets those not met for longest. */
const mostNodes = 80;
const mostCalls = 20;

/** What this call met in menus; undefined where it met none. */
export function visitOf(state: ScriptState): TreeVisit | undefined {
  const { walk, early } = state.menu.tree;
  // A call that ended right after an early answer was sent away by it.
  const drifted = [...state.menu.tree.drifted, ...(early === null ? [] : [early.id])];
  const callType = state.tasks[0]?.task.callType;
  if (callType === undefined || (walk.length === 0 && drifted.length === 0)) return undefined;
  return { callType, steps: walk, drifted };
}

/**
 * Takes what one call met into the tree. A prompt found as before, with the same answer leading to the same place,
 * counts one more in a row; anything else begins to count anew. What drifted must prove itself by being heard out. A
 * call counts once.
 */
export function learnTree(
  tree: PhoneTree,
  visit: TreeVisit,
  call: { id: string; seenOn: string },
): PhoneTree {
  if (tree.nodes.some(({ calls }) => calls.includes(call.id))) return tree;
  const nodes = structuredClone(tree.nodes);
  for (const node of nodes) if (visit.drifted.includes(node.id)) distrust(node);
  const met = visit.steps.map((step, index) => meet(nodes, step, index, call));
  visit.steps.forEach((step, index) => {
    const node = met[index];
    const leadsTo = step.ledTo === 'next' ? met[index + 1]?.id : step.ledTo;
    if (node !== undefined && leadsTo !== undefined) choose(node, visit.callType, step, leadsTo);
  });
  const kept = nodes.sort((a, b) => b.lastSeen.localeCompare(a.lastSeen)).slice(0, mostNodes);
  return { ...tree, nodes: kept.sort((a, b) => numberOf(a) - numberOf(b)) };
}

function distrust(node: TreeNode): void {
  node.drifted = true;
  for (const choice of node.choices) choice.inARow = 0;
}

function meet(
  nodes: TreeNode[],
  step: TreeStep,
  index: number,
  call: { id: string; seenOn: string },
): TreeNode {
  const begins = step.prompt.split(' ').slice(0, beginningWords).join(' ');
  let node = nodes.find(({ id, prompt }) => (step.node === null ? prompt === step.prompt : id === step.node));
  if (step.node === null) node ??= nodes.find((one) => sameNode(one, step.prompt));
  if (node === undefined) {
    node = {
      id: `n${Math.max(0, ...nodes.map(numberOf)) + 1}`,
      begins,
      prompt: step.prompt,
      first: index === 0,
      choices: [],
      drifted: false,
      seen: 0,
      firstSeen: call.seenOn,
      lastSeen: call.seenOn,
      promptMs: 0,
      calls: [],
      editedBy: null,
    };
    nodes.push(node);
  }
  node.seen += 1;
  node.lastSeen = call.seenOn;
  node.first ||= index === 0;
  node.calls = [...new Set([...node.calls, call.id])].slice(-mostCalls);
  if (step.node !== null) return node;
  // Heard out: what is known of its words is what was heard last.
  if (likeness(node.begins, begins) < 0.8) for (const choice of node.choices) choice.inARow = 0;
  node.promptMs = Math.max(node.promptMs, step.promptMs);
  node.drifted = false;
  if (node.editedBy === null) Object.assign(node, { begins, prompt: step.prompt });
  return node;
}

function choose(node: TreeNode, callType: string, step: TreeStep, leadsTo: string): void {
  const known = node.choices.find((one) => one.callType === callType);
  if (known?.answer === step.answer && known.leadsTo === leadsTo) {
    known.count += 1;
    known.inARow += 1;
    known.answeredAfterMs = Math.min(known.answeredAfterMs, step.answeredAfterMs);
    return;
  }
  const fresh = {
    callType,
    answer: step.answer,
    leadsTo,
    count: 1,
    inARow: 1,
    answeredAfterMs: step.answeredAfterMs,
  };
  node.choices = [...node.choices.filter((one) => one !== known), fresh];
}

function numberOf({ id }: TreeNode): number {
  return Number(id.replace(/\D/g, '')) || 0;
}
