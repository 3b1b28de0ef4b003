/**
 * A grammar of templates. In a template `{a|b}` is one of the alternatives, `[a]` is there or not, and `<name>` is one
 * of the templates of the rule of that name. Everything else is words.
 */
import { pick, type Random } from './random.ts';

/** Rule name → its templates. A template that stands twice is twice as likely. */
export type Rules = Readonly<Record<string, readonly string[]>>;

type Node =
  | { kind: 'words'; words: string }
  | { kind: 'rule'; name: string }
  | { kind: 'choice'; options: readonly (readonly Node[])[] };

const closers = { '{': '}', '[': ']' } as const;

function parse(template: string): readonly Node[] {
  let at = 0;
  const parseUntil = (closer: string | undefined): Node[][] => {
    const options: Node[][] = [[]];
    for (; at < template.length; at += 1) {
      const char = template.charAt(at);
      const nodes = options.at(-1) ?? [];
      if (char === closer) return options;
      if (char === '|' && closer !== undefined) options.push([]);
      else if (char === '{' || char === '[') {
        at += 1;
        const inner = parseUntil(closers[char]);
        nodes.push({ kind: 'choice', options: char === '[' ? [...inner, []] : inner });
      } else if (char === '<') {
        const end = template.indexOf('>', at);
        nodes.push({ kind: 'rule', name: template.slice(at + 1, end) });
        at = end;
      } else {
        const rest = /^[^{}[\]<|]+/.exec(template.slice(at))?.[0];
        if (rest === undefined) throw new Error(`stray ${char} in template: ${template}`);
        nodes.push({ kind: 'words', words: rest });
        at += rest.length - 1;
      }
    }
    if (closer !== undefined) throw new Error(`unclosed template: ${template}`);
    return options;
  };
  return parseUntil(undefined).flat();
}

/** Returns a sampler: rule name → a sentence of words and single spaces. @throws on an unknown rule. */
export function makeSampler(rules: Rules, random: Random): (rule: string) => string {
  const parsed = new Map(Object.entries(rules).map(([name, templates]) => [name, templates.map(parse)]));
  const render = (nodes: readonly Node[]): string =>
    nodes
      .map((node) => {
        switch (node.kind) {
          case 'words':
            return node.words;
          case 'rule':
            return expand(node.name);
          case 'choice':
            return render(pick(random, node.options));
        }
      })
      .join('');
  const expand = (rule: string): string => {
    const templates = parsed.get(rule);
    if (!templates) throw new Error(`no rule named ${rule}`);
    return render(pick(random, templates));
  };
  return (rule) => expand(rule).replace(/\s+/g, ' ').trim();
}
