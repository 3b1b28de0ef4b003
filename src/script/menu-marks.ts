import { hear } from './words.ts';

/** A line of words with breaks marked: "|" for the end of a sentence. */
export interface Marked {
  plain: string;
  /** Places in `plain` where a sentence ends. */
  breaks: ReadonlySet<number>;
  /** Places with a comma, too. */
  commas: ReadonlySet<number>;
}

export function mark(text: string): Marked {
  const { plain, at } = hear(text);
  const breaks = new Set<number>();
  const commas = new Set<number>();
  for (let index = 0; index < plain.length; index++) {
    if (plain[index] !== ' ') continue;
    const between = text.slice((at[index - 1] ?? 0) + 1, at[index + 1] ?? text.length);
    if (/[.!?;:]/.test(between)) breaks.add(index);
    if (/[,.!?;:]/.test(between)) commas.add(index);
  }
  return { plain, breaks, commas };
}
