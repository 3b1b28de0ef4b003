/**
 * What is known of the menus behind one telephone number of a payor, learned from calls and editable by people. Holds
 * words of machines only: whatever belongs to a case is cut out before it gets here.
 */
export interface PhoneTree {
  version: 1;
  nodes: TreeNode[];
}

/** One prompt of the payor's menus. */
export interface TreeNode {
  id: string;
  /** The first words, by which it is known before it has been read to its end: lower case, no punctuation. */
  begins: string;
  /** All of its words, in the same form. */
  prompt: string;
  /** Heard first on a call. */
  first: boolean;
  choices: TreeChoice[];
  /** It was found changed, and is listened to in full until it has proved itself again. */
  drifted: boolean;
  /** How often it was met, and when for the first and last time (ISO dates). */
  seen: number;
  firstSeen: string;
  lastSeen: string;
  /** Longest time from its first word to its last, milliseconds. */
  promptMs: number;
  /** The latest calls that met it. */
  calls: string[];
  /** Who edited it last; null where it is as it was learned. */
  editedBy: string | null;
}

/** What was done at a prompt, and what came of it. */
export interface TreeChoice {
  callType: string;
  /** "key 2", "say claims", "enter npi", "stay". */
  answer: string;
  /** The prompt that followed, or where the call came to. */
  leadsTo: string;
  count: number;
  /** So many calls in a row found the same prompt, answer and consequence. */
  inARow: number;
  /** Least time from the prompt's first word to an answer that was taken, milliseconds. */
  answeredAfterMs: number;
}

/** One prompt that a call met and answered. */
export interface TreeStep {
  /** The node that was recognised by its first words; null where the prompt was heard out. */
  node: string | null;
  prompt: string;
  answer: string;
  promptMs: number;
  answeredAfterMs: number;
  /** "next" is the following step; undefined where nobody knows. */
  ledTo: 'next' | 'hold' | 'person' | undefined;
}

/** What one call met in the payor's menus, in order. */
export interface TreeVisit {
  callType: string;
  steps: TreeStep[];
  /** Nodes that turned out to be changed. */
  drifted: string[];
}

/** Where phone trees are kept, by organization and the payor's number (E.164). */
export interface PhoneTrees {
  phoneTreeOf(organizationId: string, line: string): Promise<PhoneTree | undefined>;
  /** Replaces a tree by what a person made of it. */
  savePhoneTree(organizationId: string, line: string, tree: PhoneTree, editedBy: string): Promise<void>;
  /** Changes a tree under a lock, so that two calls that end together both count. */
  updatePhoneTree(
    organizationId: string,
    line: string,
    change: (tree: PhoneTree) => PhoneTree,
  ): Promise<void>;
}
