import { parse, stringify } from 'yaml';
import { z } from 'zod';
import type { PhoneTree } from '../kernel/phone-tree.ts';

const date = z.iso.date();
const count = z.int().min(0);

const choice = z.strictObject({
  callType: z.string().min(1),
  answer: z
    .string()
    .regex(
      /^(?:key [0-9*#]+|say .+|enter .+|stay)$/,
      'must be like "key 2", "say claims", "enter npi" or "stay"',
    ),
  leadsTo: z.string().min(1),
  count,
  inARow: count,
  answeredAfterMs: count,
});

const node = z.strictObject({
  id: z.string().min(1),
  begins: z.string().min(1),
  prompt: z.string().min(1),
  first: z.boolean(),
  choices: z.array(choice),
  drifted: z.boolean(),
  seen: count,
  firstSeen: date,
  lastSeen: date,
  promptMs: count,
  calls: z.array(z.string()),
  editedBy: z.string().nullable(),
});

const treeSchema = z.strictObject({ version: z.literal(1), nodes: z.array(node) });

/** A tree as people read and edit it. */
export function writePhoneTree(tree: PhoneTree): string {
  return stringify(tree, { lineWidth: 110 });
}

/** Reads an edited tree. Throws with every mistake in it, also where a choice leads to a prompt that is not there. */
export function readPhoneTree(text: string): PhoneTree {
  const parsed = treeSchema.safeParse(parse(text));
  if (!parsed.success) throw new Error(`This is not a phone tree:\n${z.prettifyError(parsed.error)}`);
  const places = new Set(['hold', 'person', ...parsed.data.nodes.map(({ id }) => id)]);
  const lost = parsed.data.nodes.flatMap(({ id, choices }) =>
    choices.filter(({ leadsTo }) => !places.has(leadsTo)).map(({ leadsTo }) => `${id} leads to ${leadsTo}`),
  );
  if (lost.length > 0)
    throw new Error(`This phone tree leads to prompts that it does not have: ${lost.join(', ')}`);
  const plain = (words: string) =>
    words
      .toLowerCase()
      .replace(/['’]/g, '')
      .replace(/[^a-z0-9_]+/g, ' ')
      .trim();
  return {
    ...parsed.data,
    nodes: parsed.data.nodes.map((one) => ({ ...one, begins: plain(one.begins), prompt: plain(one.prompt) })),
  };
}
