import type { HeardTurn } from '../kernel/speech.ts';
import type { CallScript } from './call-script.ts';
import { clausesOf, hear, places, says } from './words.ts';
import type { Heard, Span } from './words.ts';

/** Longest quote that is looked at: nobody says more in one turn. */
const quoteChars = 600;

/** Where the quoted words stand in the turn, word by word; punctuation and capitals do not count. */
export function placesOf(turn: HeardTurn, quote: unknown): Span[] {
  if (typeof quote !== 'string' || quote.length > quoteChars) return [];
  const wanted = hear(quote).plain;
  if (wanted === '') return [];
  const heard = hear(turn.text);
  const found: Span[] = [];
  for (let from = heard.plain.indexOf(wanted); from >= 0; from = heard.plain.indexOf(wanted, from + 1)) {
    const to = from + wanted.length;
    if (isEdge(heard.plain[from - 1]) && isEdge(heard.plain[to])) found.push(spanIn(heard, from, to));
  }
  return found;
}

function isEdge(char: string | undefined): boolean {
  return char === undefined || char === ' ';
}

function spanIn(heard: Heard, from: number, to: number): Span {
  const start = heard.at[from] ?? 0;
  return { start, end: (heard.at[to - 1] ?? start) + 1 };
}

/** The sentences of a turn that the span lies in. */
export function sentencesAround(text: string, span: Span): string {
  return clausesOf(text)
    .filter((clause) => clause.start < span.end && clause.start + clause.text.length > span.start)
    .map((clause) => clause.text)
    .join(' ');
}

/** Words between a negation and what it negates, in characters. */
const negationReach = 24;

/** "I won't", "unless", "if you need": what follows is not so. `negation` lacks those that a denied act has. */
const denials = [
  'wont',
  'cant',
  'cannot',
  'no need',
  'no',
  'without',
  'if (?:i|we|they) need',
  'unless',
  'before i',
  'instead of',
];

/** Whether one of the patterns stands in the text as something that is so: neither denied nor supposed. */
export function bearsOut(script: CallScript, text: string, patterns: readonly string[]): boolean {
  return clausesOf(text).some((clause) => {
    const heard = hear(clause.text);
    const denied = places(heard, script.reflexes.negation, denials);
    const supposed = places(heard, script.reflexes.hypothetical);
    return places(heard, patterns).some(
      ({ start }) =>
        !denied.some((not) => not.end <= start && start - not.end <= negationReach) &&
        !supposed.some((word) => word.end <= start),
    );
  });
}

/** Whether a text asks us something. */
export function isQuestion(script: CallScript, text: string): boolean {
  const heard = hear(text);
  const { request, spell, repeat } = script.reflexes;
  return text.includes('?') || says(heard, request, spell, repeat, script.model.asking);
}
