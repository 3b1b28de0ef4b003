import { wordsOf } from './hearing.ts';
import type { FieldKnowledge } from './knowledge/types.ts';
import { heardAs } from './telling.ts';

/**
 * Whether a question says what form its answer should have: the alternatives of a choice, "month, day and year",
 * "dollars and cents", "yes or no". Whoever was asked before puts it plainly then.
 */
export function asksForForm(text: string, choices: FieldKnowledge['choices']): boolean {
  const words = wordsOf(text);
  return form.test(words.join(' ')) || alternativesIn(words, choices) > 1;
}

const form =
  /\b(month,? day,? and year|dollars and cents|(just|only) the (number|figure|amount|date|name)|(one|a) (character|letter|digit) at a time|yes or (a )?no|in (one|a|a single|a few) words?)\b/u;

function alternativesIn(words: readonly string[], choices: FieldKnowledge['choices']): number {
  if (choices === undefined || !words.includes('or')) return 0;
  return Object.values(choices).filter(({ heard }) => heardAs(heard, words)).length;
}
