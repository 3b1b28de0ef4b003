/** A text with a plain form beside it: lower-case words, single spaces, no punctuation, no apostrophes. */
export interface Heard {
  text: string;
  plain: string;
  /** Index in `text` of each character of `plain`. */
  at: readonly number[];
}

export interface Span {
  start: number;
  end: number;
}

export function hear(text: string): Heard {
  let plain = '';
  const at: number[] = [];
  for (let index = 0; index < text.length; index++) {
    const char = (text[index] ?? '').toLowerCase();
    if (/^[a-z0-9]$/.test(char)) {
      plain += char;
      at.push(index);
    } else if (char !== "'" && char !== '’' && plain !== '' && !plain.endsWith(' ')) {
      plain += ' ';
      at.push(index);
    }
  }
  const trimmed = plain.trimEnd();
  return { text, plain: trimmed, at: at.slice(0, trimmed.length) };
}

const compiled = new Map<string, RegExp>();

function expression(source: string): RegExp {
  let found = compiled.get(source);
  if (found === undefined) {
    found = new RegExp(`(?<![a-z0-9])(?:${source})(?![a-z0-9])`, 'g');
    compiled.set(source, found);
  }
  return found;
}

const joint = new WeakMap<readonly string[], RegExp>();

/** All patterns of a list at once: most lists are not in most texts, and one look tells. */
function jointOf(patterns: readonly string[]): RegExp {
  let found = joint.get(patterns);
  if (found === undefined) {
    found = new RegExp(`(?<![a-z0-9])(?:${patterns.map((source) => `(?:${source})`).join('|')})(?![a-z0-9])`);
    joint.set(patterns, found);
  }
  return found;
}

/** Whether one of the patterns stands in the plain words. */
export function says(heard: Heard, patterns: readonly string[]): boolean {
  return patterns.length > 0 && jointOf(patterns).test(heard.plain);
}

/** Where the patterns stand, in characters of the text, in order. */
export function places(heard: Heard, patterns: readonly string[]): Span[] {
  if (!says(heard, patterns)) return [];
  return patterns
    .flatMap((source) =>
      [...heard.plain.matchAll(expression(source))]
        .filter((match) => match[0] !== '')
        .map((match) => spanOf(heard, match.index, match.index + match[0].length)),
    )
    .sort((a, b) => a.start - b.start || b.end - a.end);
}

function spanOf(heard: Heard, from: number, to: number): Span {
  const start = heard.at[from] ?? 0;
  const last = heard.at[Math.max(from, to - 1)] ?? start;
  return { start, end: last + 1 };
}

/** Sentences, by their punctuation alone: decimals and a recogniser's unpunctuated words stay whole. */
export function clausesOf(text: string): { text: string; start: number }[] {
  const clauses: { text: string; start: number }[] = [];
  let start = 0;
  const push = (end: number) => {
    const piece = text.slice(start, end);
    if (/[a-z0-9]/i.test(piece)) clauses.push({ text: piece, start });
    start = end;
  };
  for (const match of text.matchAll(/[.?!;](?=\s|$)/g)) push(match.index + 1);
  push(text.length);
  return clauses;
}

export function wordCount(heard: Heard): number {
  return heard.plain === '' ? 0 : heard.plain.split(' ').length;
}
