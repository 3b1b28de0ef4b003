import { rememberingLastFew } from '../kernel/last-few.ts';
import { actionsIn } from './menu-actions.ts';
import { mark } from './menu-marks.ts';
import { rowOf } from './menu-rows.ts';
import type { MenuOption } from './menu-rows.ts';
import { saysIn } from './menu-says.ts';
import { hear } from './words.ts';

export type { MenuOption } from './menu-rows.ts';

/** What a menu offers, read from its words alone. */
export interface MenuWords {
  options: readonly MenuOption[];
  /** The same keys with other words, where it may as well be read so. */
  otherwise: readonly MenuOption[] | undefined;
  /** Words that may be said, each as the menu says them: "claims", "prior authorization". */
  says: readonly string[];
}

/** "For X, press N", "press N for X", "X is N", "N, X", "X, stay on the line": as many as there are. */
export function optionsOf(text: string): MenuOption[] {
  const marked = mark(text);
  return rowOf(marked, actionsIn(marked)).options;
}

/** While it is not known who speaks, every word is held against a menu's. */
const textsInMind = 8;

/** What a menu offers, by key and by word. */
export const menuWordsOf = rememberingLastFew(
  textsInMind,
  (text): MenuWords => {
    const marked = mark(text);
    return { ...rowOf(marked, actionsIn(marked)), says: saysIn(marked) };
  },
  (text: string) => text,
);

/** Words before the first choice that is described: where a statement may stand. */
export function beforeOptions(text: string): string {
  const heard = hear(text);
  const first = actionsIn(mark(text))[0];
  if (first === undefined) return text;
  const lead = /(?:^|.* )(?:(?:for|to|if)(?: [a-z0-9]+){1,12}) $/.exec(heard.plain.slice(0, first.start));
  const words = heard.plain.slice(0, first.start);
  const starts = [...words.matchAll(/(?<![a-z0-9])(?:for|to|if)(?![a-z0-9])/g)]
    .map(({ index }) => index)
    .filter((index) => words.slice(index).split(' ').length <= 12);
  const cut = lead === null ? first.start : (starts[0] ?? first.start);
  return text.slice(0, heard.at[cut] ?? text.length);
}

/** The words before the first key, up to the mark of a question where one was written. */
export function questionBefore(text: string): string {
  const { at } = hear(text);
  const [first] = actionsIn(mark(text));
  const before = first === undefined ? text : text.slice(0, at[first.start] ?? text.length);
  return before.includes('?') ? before.slice(0, before.lastIndexOf('?') + 1) : before;
}
