import { hear } from './words.ts';

/** A line of plain words with the places of its punctuation. */
export interface Marked {
  plain: string;
  /** Places in `plain` where a sentence ends. */
  breaks: ReadonlySet<number>;
  /** Places with a comma, too. */
  commas: ReadonlySet<number>;
  questions: ReadonlySet<number>;
  colons: ReadonlySet<number>;
  /** Behind an "s" that may stand for "is": "eligibility's two". */
  contracted: ReadonlySet<number>;
}

export function mark(text: string): Marked {
  const { plain, at } = hear(text);
  const marks = { breaks: /[.!?;:]/, commas: /[,.!?;:]/, questions: /\?/, colons: /:/, contracted: /['’]s/i };
  const found = (pattern: RegExp) => {
    const places = new Set<number>();
    for (let index = 0; index < plain.length; index++) {
      if (plain[index] !== ' ') continue;
      const from = pattern === marks.contracted ? (at[index - 2] ?? 0) : (at[index - 1] ?? 0);
      if (pattern.test(text.slice(from + 1, at[index + 1] ?? text.length))) places.add(index);
    }
    return places;
  };
  return {
    plain,
    breaks: found(marks.breaks),
    commas: found(marks.commas),
    questions: found(marks.questions),
    colons: found(marks.colons),
    contracted: found(marks.contracted),
  };
}
