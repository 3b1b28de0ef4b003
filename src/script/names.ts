import type { ScriptField } from './call-script.ts';
import type { ValueInText } from './found.ts';
import { isNobodysName } from './no-names.ts';
import { hear, places } from './words.ts';
import type { Span } from './words.ts';

/**
 * The name that a clause gives for a field: behind its words, behind a title, or, where it was asked for, alone. Beside
 * words that no name goes with it is a guess. `strangers` are words, in small letters, that are nobody's name in this
 * call.
 */
export function nameIn(
  field: ScriptField,
  clause: string,
  asked: boolean,
  strangers: ReadonlySet<string> = new Set(),
): ValueInText | undefined {
  const cues = places(hear(clause), field.cues);
  if (field.shape !== undefined) return shapedIn(field.shape, clause, cues);
  for (const { end } of cues) {
    const found = nameAt(clause, end, strangers);
    if (found !== undefined) return found;
  }
  if (!asked) return undefined;
  // "It's Doctor Carter, on file as the P C P."
  const title = /\b(?:doctor|dr)\b/i.exec(clause);
  if (title !== null) return nameAt(clause, title.index, strangers);
  // "Priya S." is written as a name.
  const isWritten = /[A-Z]/.test(clause) && !/\binitial\b/i.test(clause);
  return cues.length > 0
    ? undefined
    : nameAlone(isWritten ? clause : clause.replace(lastInitial, ''), strangers);
}

/** "Tamika, last initial R", "Luis G as in George": behind the name, and no part of it. */
const lastInitial =
  /(?:[\s,]+(?:and|with|the|my|last|initial|name|is|starts|begins|an?))*[\s,]+[b-hj-z](?:[\s,]+(?:as in|like|for)\s+[a-z]+)?\W*$/i;

/** What is no whole name: a last initial, right behind its cue. */
function shapedIn(shape: string, clause: string, cues: readonly Span[]): ValueInText | undefined {
  for (const { end: from } of cues) {
    const word = /^[\s,:]*([a-z]+)\b/i.exec(clause.slice(from));
    const quote = word?.[1];
    if (word === null || quote === undefined || !new RegExp(`^(?:${shape})$`, 'i').test(quote)) continue;
    const end = from + word[0].length;
    return {
      value: quote.toUpperCase(),
      start: end - quote.length,
      end,
      quote,
      hedged: false,
      corrected: false,
    };
  }
  return undefined;
}

/** Words that go with a name that is given alone: "yeah, it's Karen, K", "sure, first name is Dee". */
const besides = new Set(
  (
    'yes yeah yep sure okay ok oh um uh well so of course again sorry absolutely certainly no problem hi hello ' +
    'its it is im i am the my me a name names first thats that would be this you can call just spelled speaking here ' +
    'representative rep in with from by and'
  ).split(' '),
);

/** "Darnell." and "Sure, it's Mary Beth.": one or two words side by side that nothing else would be. */
function nameAlone(clause: string, strangers: ReadonlySet<string>): ValueInText | undefined {
  const words = [...clause.matchAll(/[A-Za-z][A-Za-z'’-]*/g)];
  const isBeside = (word: string) => besides.has(hear(word).plain);
  const first = words.findIndex(([word]) => !isBeside(word));
  const last = words.findLastIndex(([word]) => !isBeside(word));
  const start = words[first]?.index;
  if (start === undefined || last - first > 1 || /\d/.test(clause)) return undefined;
  const found = nameAt(clause, start, strangers);
  const ending = words[last];
  // All of it is the name, or the second word is a last initial or another word that no name has.
  return ending !== undefined && found?.end === ending.index + ending[0].length ? found : undefined;
}

/** The name that begins at the next word. */
function nameAt(clause: string, from: number, strangers: ReadonlySet<string>): ValueInText | undefined {
  const [first, second] = clause.slice(from).matchAll(/[A-Za-z][A-Za-z'’-]*/g);
  if (first === undefined) return undefined;
  const start = from + first.index;
  const end = start + first[0].length;
  if (/^(?:mr|mrs|ms|miss)$/i.test(first[0])) return nameAt(clause, end, strangers);
  if (/^(?:doctor|dr)$/i.test(first[0])) return titled(clause, start, end, strangers);
  if (!isName(first[0], clause, start, strangers)) return undefined;
  const isSurname =
    second !== undefined &&
    isCapitalised(first[0]) &&
    /^[A-Z][a-z'’-]*$/.test(second[0]) &&
    second[0] !== 'I' &&
    (second[0].length === 1 || !isNobodysName(second[0])) &&
    /^\s+$/.test(clause.slice(end, from + second.index));
  return named(clause, start, isSurname ? from + second.index + second[0].length : end);
}

/** "Doctor Day": behind a title any word is a name that is written as one. */
function titled(
  clause: string,
  start: number,
  from: number,
  strangers: ReadonlySet<string>,
): ValueInText | undefined {
  const surname = /^[\s.]+([A-Z][A-Za-z'’-]+)/.exec(clause.slice(from));
  const name =
    wholeName(clause, from, strangers) ??
    nameAt(clause, from, strangers) ??
    (surname === null ? undefined : named(clause, from, from + surname[0].length));
  if (name === undefined) return undefined;
  const quote = clause.slice(start, name.end);
  return { ...name, value: capitalised(quote), start, quote };
}

/** "Doctor karen obrien", where a recogniser writes no capitals: two words, and nothing behind them. */
function wholeName(clause: string, from: number, strangers: ReadonlySet<string>): ValueInText | undefined {
  const words = /^[\s.]+([a-z]+)\s+([a-z'’-]+)\W*$/.exec(clause.slice(from));
  const [, first = '', last = ''] = words ?? [];
  const areNames = [first, last].every((word) => isName(word, '', 0, strangers));
  const start = from + clause.slice(from).indexOf(first);
  return words === null || !areNames
    ? undefined
    : named(clause, start, clause.lastIndexOf(last) + last.length);
}

/** Where a recogniser writes capitals, a name within a sentence has one. */
function isName(word: string, clause: string, start: number, strangers: ReadonlySet<string>): boolean {
  if (word.length < 2 || isNobodysName(word) || strangers.has(word.toLowerCase())) return false;
  return isCapitalised(word) || !/[A-Z]/.test(clause.slice(0, start));
}

function isCapitalised(word: string): boolean {
  return /^[A-Z][a-z]/.test(word);
}

/** Words that follow a name: where somebody is, how to help, a last initial, what else is told. */
const follows =
  /^(?:$|(?:with|from|in|at|on|over|here|speaking|how|what|who|whats|can|may|could|and|as|last|again|for|by|your|thanks|thank|good|sorry|is|was|since|through|effective|out|i|we|are|do|you|go|if|so|but|listed|assigned|sir|maam|please|hello|hi|the|calling|of|or|then|until|up|where|whose|tax|n|initial|[b-hj-z](?= (?:as in|like|for) |$))(?![a-z]))/;

function named(clause: string, start: number, end: number): ValueInText {
  const quote = clause.slice(start, end);
  const behind = clause.slice(end);
  const hedged = !/^\s*[.,;:!?–—-]/.test(behind) && !follows.test(hear(behind).plain);
  return { value: capitalised(quote), start, end, quote, hedged, corrected: false };
}

function capitalised(name: string): string {
  return name.replace(
    /(^|[\s-])([a-z])/g,
    (_, before: string, letter: string) => before + letter.toUpperCase(),
  );
}
