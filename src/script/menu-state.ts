import { untouchedTree } from './tree-state.ts';
import type { TreeState } from './tree-state.ts';

/** An answer to a menu, as text so that it can be counted and learned: "key 2", "say claims", "stay". */
export type MenuAnswer = string;

/** One menu that this call has met: which answers were given to it, and which of them led nowhere. */
export interface MetMenu {
  signature: string;
  /** It was heard to its end; what it offers behind our answer is not known otherwise. */
  whole: boolean;
  /** Its place in the tree's walk. */
  step: number;
  /** How often each answer was given. */
  tries: Record<string, number>;
  spent: string[];
  /** Those of them that led back to a menu that was met before. */
  round: string[];
  /** What may be tried where nothing that serves is left. */
  spares: string[];
  last: string;
}

export interface MenuState {
  /** Menus met since the last person; bounded. */
  met: MetMenu[];
  /** Indices in `met`, in the order in which they were answered: a menu met again closes a circle. */
  path: number[];
  /** Answers given in all. */
  answers: number;
  pressing: string | null;
  /** What was said before is about what we answered already. */
  pressedAtMs: number;
  lastKeys: string;
  /** Words that we said to a menu last. */
  lastSaid: string;
  /** Keys of the identifiers entered last, for the menu's own read-back. */
  entered: string;
  enteredNames: string[];
  /** The same keys with the one that closed them. */
  pressed: string;
  /** What was entered last was said, not keyed. */
  spoke: boolean;
  retried: boolean;
  /** Identifiers that the menu would not take. */
  refused: string[];
  /** "Invalid entry" was heard since our last answer. */
  invalid: boolean;
  /** It was rather not heard. */
  unheard: boolean;
  zeroPressed: boolean;
  /** Silences in a row. */
  silences: number;
  /** The menu was told whom the call is about: what it says from now on may be an answer. */
  knows: boolean;
  /** The machine has said that what we call for is told elsewhere: online, and not by telephone. */
  elsewhere: boolean;
  /** Values that the machine itself has told. */
  told: number;
  /** Announcements heard while waiting, the latest ones: heard again they are recordings. */
  announced: string[];
  /** Music or ringing was heard while waiting: this is a queue for people. */
  queued: boolean;
  /** The words that our "Hello?" is about. */
  doubted: string;
  /** They were listened to for a second time: whether it is silent behind them was not told. */
  doubtedAgain: boolean;
  /** A choice without a verb, whose others may follow in turns of their own. */
  piece: string;
  /** Our number is being left for a call back. */
  leaving: boolean;
  /** Whether a call back may be accepted where one is offered. */
  callback: 'decline' | 'leave_number';
  /** The question whether we still wait that was answered last, and how often at a stretch. */
  stayed: { prompt: string; key: string; atMs: number; times: number };
  /** What is known of the payor's menus from earlier calls, and what this call meets. */
  tree: TreeState;
}

export function untouchedMenu(): MenuState {
  return {
    met: [],
    path: [],
    answers: 0,
    pressing: null,
    pressedAtMs: -1,
    lastKeys: '',
    lastSaid: '',
    entered: '',
    enteredNames: [],
    pressed: '',
    spoke: false,
    retried: false,
    refused: [],
    invalid: false,
    unheard: false,
    zeroPressed: false,
    silences: 0,
    knows: false,
    elsewhere: false,
    told: 0,
    announced: [],
    queued: false,
    doubted: '',
    doubtedAgain: false,
    piece: '',
    leaving: false,
    callback: 'decline',
    stayed: { prompt: '', key: '', atMs: 0, times: 0 },
    tree: untouchedTree(),
  };
}
