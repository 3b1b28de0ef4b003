import type { TreeStep } from '../kernel/phone-tree.ts';

/** A prompt that is known well enough to be answered at its first words. */
export interface SureNode {
  id: string;
  begins: string;
  prompt: string;
  first: boolean;
  answer: string;
  leadsTo: string;
  /** Words of the prompt that it leads to; empty for hold and persons. */
  next: string;
}

/** What a call makes of the tree that it was given, and what it meets itself. Bounded. */
export interface TreeState {
  sure: SureNode[];
  /** The node that is expected next; "" before the first prompt, null where nothing is known. */
  expected: string | null;
  /** Answered at its first words, and not yet seen where that leads. */
  early: SureNode | null;
  drifted: string[];
  walk: TreeStep[];
  /** The walk was cut back to a menu that was met again. */
  circled: boolean;
}

export function untouchedTree(): TreeState {
  return { sure: [], expected: '', early: null, drifted: [], walk: [], circled: false };
}
