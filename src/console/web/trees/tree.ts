import type { PhoneTree, TreeChoice, TreeNode } from '../../../kernel/phone-tree.ts';

/** A prompt at its place among the others. */
export interface PlacedNode {
  node: TreeNode;
  /** 0 for what is heard first. */
  depth: number;
  /** Nothing leads there that is known. */
  loose: boolean;
}

/** Every prompt once: those heard first, below each what follows it, and what nothing leads to at the end. */
export function placed({ nodes }: PhoneTree): PlacedNode[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const seen = new Set<string>();
  const list: PlacedNode[] = [];
  const visit = (node: TreeNode, depth: number, loose: boolean) => {
    if (seen.has(node.id)) return;
    seen.add(node.id);
    list.push({ node, depth, loose });
    for (const { leadsTo } of node.choices) {
      const next = byId.get(leadsTo);
      if (next !== undefined) visit(next, depth + 1, loose);
    }
  };
  for (const node of nodes) if (node.first) visit(node, 0, false);
  for (const node of nodes) visit(node, 0, true);
  return list;
}

const shortWords = 7;

/** Where a choice leads, in words: `hold`, `person`, or the first words of a prompt. */
export function placeName({ nodes }: PhoneTree, leadsTo: string): string {
  if (leadsTo === 'hold') return 'On hold';
  if (leadsTo === 'person') return 'A person';
  const node = nodes.find(({ id }) => id === leadsTo);
  return node === undefined ? leadsTo : `“${shortened(node.prompt)}”`;
}

export function shortened(prompt: string): string {
  const words = prompt.split(' ');
  return words.length <= shortWords ? prompt : `${words.slice(0, shortWords).join(' ')} …`;
}

/** As calls keep a prompt: lower case, no punctuation, single blanks. */
export const plainPrompt = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}' ]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** A prompt that a person adds: not met yet. */
export function newNode(id: string, today: string): TreeNode {
  return {
    id,
    begins: '',
    prompt: '',
    first: false,
    choices: [],
    drifted: false,
    seen: 0,
    firstSeen: today,
    lastSeen: today,
    promptMs: 0,
    calls: [],
    editedBy: null,
  };
}

export const newChoice = (callType: string): TreeChoice => ({
  callType,
  answer: 'key 1',
  leadsTo: 'hold',
  count: 0,
  inARow: 0,
  answeredAfterMs: 0,
});

/** The tree with this prompt in place of the one of its id, or behind the others. */
export function withNode(tree: PhoneTree, node: TreeNode): PhoneTree {
  const known = tree.nodes.some(({ id }) => id === node.id);
  const nodes = known ? tree.nodes.map((one) => (one.id === node.id ? node : one)) : [...tree.nodes, node];
  return { ...tree, nodes };
}

/** The tree without a prompt, and without what led to it. */
export function withoutNode(tree: PhoneTree, id: string): PhoneTree {
  const nodes = tree.nodes
    .filter((node) => node.id !== id)
    .map((node) => ({ ...node, choices: node.choices.filter(({ leadsTo }) => leadsTo !== id) }));
  return { ...tree, nodes };
}
