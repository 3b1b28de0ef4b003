import { lex } from './lexicon.ts';
import type { Token } from './tokens.ts';

/** Parts by name: what one of them is, in figures behind the point; what has no end is rounded as cents are. */
const PARTS: Readonly<Record<string, number>> = {
  half: 2,
  quarter: 4,
  fourth: 4,
  third: 3,
  fifth: 5,
  eighth: 8,
  tenth: 10,
};

/** What is written under a stroke where it is a fraction and no date. */
const WRITTEN_PARTS = new Set([2, 3, 4, 8]);

/** Figures behind the point for some parts of one; `rounded` where they have no end. */
type Fraction = { readonly figures: string; readonly end: number; readonly rounded: boolean };

const PART_NOUNS = new Set([
  'half',
  'quarter',
  'quarters',
  'thirds',
  'fourths',
  'fifths',
  'eighths',
  'tenths',
]);

/** Whether a word names parts of one, so that the number in front of it counts them. */
export function isPartNoun(word: string | undefined): boolean {
  return word !== undefined && PART_NOUNS.has(word);
}

/** How many parts: "a third", "two thirds", "three eighths". */
export function partsAt(tokens: readonly Token[], at: number): Fraction | undefined {
  const word = tokens[at]?.word ?? '';
  const noun = tokens[at + 1]?.word ?? '';
  const one = word === 'a' || word === 'an';
  const count = one ? 1 : (lex(word).digit ?? 0);
  // "Two thirds" and, as the line leaves the end off, "three quarter"; not the date of "two third".
  const plural = noun.endsWith('s');
  const parts = PARTS[plural ? noun.slice(0, -1) : noun];
  if (parts === undefined || count === 0 || count >= parts || tokens[at + 1]?.pause === true)
    return undefined;
  if (plural ? count === 1 : count > 1 && noun !== 'quarter') return undefined;
  if (tokens[at + 2]?.word === 'party') return undefined;
  return { ...fractionOf(count, parts), end: at + 2 };
}

function fractionOf(count: number, parts: number): { figures: string; rounded: boolean } {
  const rounded = parts % 3 === 0;
  return { figures: String(Number((count / parts).toFixed(rounded ? 2 : 3))).slice(2), rounded };
}

/** "and a half", "and two thirds", "1/2" behind a number; returns the figures behind the point. */
export function readVulgar(tokens: readonly Token[], at: number): Fraction | undefined {
  const joined = tokens[at]?.word === 'and';
  const and = joined ? at + 1 : at;
  const [over, slash, under] = [tokens[and], tokens[and + 1], tokens[and + 2]];
  if (over?.type === 'digits' && slash?.word === '/' && under?.type === 'digits') {
    const [count, parts] = [Number(over.word), Number(under.word)];
    if (over.glued || count < 1 || count >= parts || !WRITTEN_PARTS.has(parts)) return undefined;
    return { ...fractionOf(count, parts), end: and + 3 };
  }
  if (!joined) {
    // Without "and" only what cannot be another number: "two three quarters".
    const three = tokens[and]?.word === 'three' && /^quarters?$/.test(tokens[and + 1]?.word ?? '');
    const half = tokens[and]?.word === 'a' && tokens[and + 1]?.word === 'half';
    return three || half ? partsAt(tokens, and) : undefined;
  }
  return partsAt(tokens, and) ?? bareHalf(tokens, and);
}

/** "two and half", as it is said where English is a second language; not "and half of it". */
function bareHalf(tokens: readonly Token[], at: number): Fraction | undefined {
  const noun = tokens[at]?.word ?? '';
  if ((noun !== 'half' && noun !== 'quarter') || /^(of|a|the)$/.test(tokens[at + 1]?.word ?? ''))
    return undefined;
  return { ...fractionOf(1, PARTS[noun] ?? 2), end: at + 1 };
}
