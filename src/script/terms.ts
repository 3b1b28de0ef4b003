/** Named pieces of patterns by their names: `number` → what a number is. */
type Terms = Readonly<Record<string, string>>;

/** "<number>" in a pattern; no named group "(?<number>…)" and nothing that refers to one. */
const term = /(?<!\(\?|\\k)<([a-z][a-zA-Z]*)>/g;

/**
 * Writes what a term stands for wherever "<term>" is in a text of a script, so that a pattern says "<number> of the
 * <unit>" instead of all the words for a number. Terms may be made of terms. Throws with every name that stands for
 * nothing, or for itself.
 */
export function withTerms<Part>(part: Part, terms: Terms): Part {
  const wrong = new Set<string>();
  const written = (text: string, within: readonly string[]): string =>
    text.replace(term, (whole, name: string) => {
      const meaning = terms[name];
      if (meaning !== undefined && !within.includes(name))
        return `(?:${written(meaning, [...within, name])})`;
      wrong.add(name);
      return whole;
    });
  const all = inside(part, (text) => written(text, []));
  if (wrong.size > 0) throw new Error(`terms that are not there: ${[...wrong].join(', ')}`);
  return all;
}

/** The same with every text in it changed. */
function inside<Part>(part: Part, change: (text: string) => string): Part {
  if (typeof part === 'string') return change(part) as Part;
  if (Array.isArray(part)) return part.map((item: unknown) => inside(item, change)) as Part;
  if (typeof part !== 'object' || part === null) return part;
  return Object.fromEntries(
    Object.entries(part).map(([name, value]: [string, unknown]) => [name, inside(value, change)]),
  ) as Part;
}
