import { parse, stringify } from 'yaml';
import { z } from 'zod';
import type { PhoneTree } from '../kernel/phone-tree.ts';
import { phoneTreeSchema } from '../kernel/phone-tree-schema.ts';

/** A tree as people read and edit it. */
export function writePhoneTree(tree: PhoneTree): string {
  return stringify(tree, { lineWidth: 110 });
}

/** Reads an edited tree. Throws with every mistake in it, also where a choice leads to a prompt that is not there. */
export function readPhoneTree(text: string): PhoneTree {
  const parsed = phoneTreeSchema.safeParse(parse(text));
  if (!parsed.success) throw new Error(`This is not a phone tree:\n${z.prettifyError(parsed.error)}`);
  return inPlainWords(parsed.data);
}

/** Prompts are compared as words: lower case, without punctuation. */
export function inPlainWords(tree: PhoneTree): PhoneTree {
  const plain = (words: string) =>
    words
      .toLowerCase()
      .replace(/['’]/g, '')
      .replace(/[^a-z0-9_]+/g, ' ')
      .trim();
  return {
    ...tree,
    nodes: tree.nodes.map((one) => ({ ...one, begins: plain(one.begins), prompt: plain(one.prompt) })),
  };
}
