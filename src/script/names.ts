import type { ScriptField } from './call-script.ts';
import type { ValueInText } from './found.ts';
import { isNobodysName } from './no-names.ts';
import {
  asSpelled,
  isItsSpelling,
  spelledAlone,
  spellingIn,
  withoutHints,
  withoutLetters,
} from './spelled-name.ts';
import { behindTurning, turningIn } from './repaired.ts';
import { hear, places, says } from './words.ts';
import type { Span } from './words.ts';

/** Words, in small letters, that are nobody's name in this call. */
type Strangers = ReadonlySet<string>;

/**
 * The name that a clause gives for a field: behind its words, before its verb, behind a title, or, where it was asked for,
 * alone. Beside words that no name goes with, and where no capitals tell its end, it is a guess. Letters beside it are its
 * spelling.
 */
export function nameIn(
  field: ScriptField,
  clause: string,
  asked: boolean,
  strangers: Strangers = new Set(),
): ValueInText | undefined {
  if (field.shape !== undefined) return shapedIn(field.shape, clause, places(hear(clause), field.cues));
  const turning = turningIn(clause);
  const isMeant = turning !== undefined && (asked || says(hear(clause.slice(0, turning.from)), field.cues));
  const meant = isMeant ? nameIn(field, clause.slice(turning.to), true, strangers) : undefined;
  if (turning !== undefined && meant !== undefined) return behindTurning(meant, turning);
  const text = withoutHints(clause);
  const spelling = spellingIn(text, places(hear(text), field.cues));
  if (spelling === undefined) return saidIn(field, text, asked, strangers);
  const found = saidIn(field, withoutLetters(text, spelling), asked, strangers);
  if (found !== undefined)
    return isItsSpelling(text, found, spelling) ? asSpelled(clause, found, spelling) : found;
  return asked && isOnlySpelled(text, spelling) ? spelledAlone(clause, spelling) : undefined;
}

/** "It's spelled M-A-R-C": nothing else is said. "A P P O" is an abbreviation with its article. */
function isOnlySpelled(clause: string, spelling: Span): boolean {
  const { plain } = hear(withoutLetters(clause, spelling));
  const isAbbreviation = /^an?\s/i.test(clause.slice(spelling.start)) || spelling.end - spelling.start < 7;
  return !isAbbreviation && plain.split(' ').every((word) => word === '' || besides.has(word));
}

function saidIn(
  field: ScriptField,
  whole: string,
  asked: boolean,
  strangers: Strangers,
): ValueInText | undefined {
  const clause = whole.replace(degree, '');
  const heard = hear(clause);
  const doer = nameBefore(clause, places(heard, field.doers), asked, strangers);
  if (doer !== undefined) return doer;
  const cues = places(heard, field.cues);
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

/** "Helen Cho requested it", "Doctor Ramos is servicing": the name stands before the field's verb, and nothing else. */
function nameBefore(
  clause: string,
  verbs: readonly Span[],
  asked: boolean,
  strangers: Strangers,
): ValueInText | undefined {
  for (const { start } of verbs) {
    const from =
      /^.*(?:[,;]|(?<![a-z])(?:and|but|so|then)(?![a-z]))/i.exec(clause.slice(0, start))?.[0].length ?? 0;
    const found = nameAlone(clause.slice(from, start), strangers);
    if (found === undefined) continue;
    // "Radiology requested it": one word may be anything that stands before a verb.
    const isSure = /^[A-Z]\S*[\s.]+[A-Z]/.test(found.quote) || /^(?:doctor|dr)[\s.]/i.test(found.quote);
    if (isSure || asked)
      return { ...found, start: found.start + from, end: found.end + from, hedged: found.hedged || !isSure };
  }
  return undefined;
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
    'representative rep in with from by and her his'
  ).split(' '),
);

/** Words that go with a name that is read from a record: "I have Priya Nair listed", "the request came from Marcus Hale". */
const recorded = new Set(
  (
    'have show see got looks like shows came request requested submitted ordered sent listed as on file going says ' +
    'thatll itll he she was will should has'
  ).split(' '),
);

/** "Darnell." and "Sure, it's Mary Beth.": words side by side that nothing else would be. */
function nameAlone(clause: string, strangers: Strangers): ValueInText | undefined {
  const place = somewhere.exec(clause);
  if (place !== null && /[a-z]/i.test(clause.slice(0, place.index))) {
    const found = nameAlone(clause.slice(0, place.index), strangers);
    // "Sticking with that" is nobody.
    if (found !== undefined && / [^\s]/.test(found.quote)) return found;
  }
  const words = [...clause.matchAll(/[A-Za-z][A-Za-z'’-]*/g)];
  const plain = words.map(([word]) => hear(word).plain);
  const isBeside = (word: string) => besides.has(word) || recorded.has(word);
  const start = words[plain.findIndex((word) => !isBeside(word))]?.index;
  const ending = words[plain.findLastIndex((word) => !isBeside(word))];
  if (start === undefined || ending === undefined || /\d/.test(clause)) return undefined;
  const found = nameAt(clause, start, strangers);
  if (found === undefined) return undefined;
  const end = ending.index + ending[0].length;
  // All of it is the name, or the second word is a last initial or another word that no name has.
  const isWhole = found.end === end;
  // "It shows unassigned": one word of a record may be any.
  if (isWhole)
    return found.quote.includes(' ') || !plain.some((word) => recorded.has(word)) ? found : undefined;
  const isLonger = found.quote.includes(' ') && surnameAt(clause, found.end, strangers) === end;
  return isLonger ? { ...named(clause, start, end), hedged: true } : undefined;
}

/** "Robert Whitfield, M D": behind a name, and no part of it. */
const degree = /[\s,]+(?:m\.?\s?d|d\.?\s?o|n\.?\s?p|p\.?\s?a|d\.?\s?p\.?\s?m|d\.?\s?c)\W*$/i;

/** "James Orton at Saint Luke's": where somebody is. */
const somewhere = /(?:,|\s)\s*(?:at|over at|from|with|out of)\s+[a-z]/i;

/** The name that begins at the next word. */
function nameAt(clause: string, from: number, strangers: Strangers): ValueInText | undefined {
  const [first] = clause.slice(from).matchAll(/[A-Za-z][A-Za-z'’-]*/g);
  if (first === undefined) return undefined;
  const start = from + first.index;
  const end = start + first[0].length;
  if (/^(?:mr|mrs|ms|miss)$/i.test(first[0])) return nameAt(clause, end, strangers);
  if (/^(?:doctor|dr)$/i.test(first[0])) return titled(clause, start, end, strangers);
  if (!isName(first[0], clause, start, strangers)) return undefined;
  const surname = isCapitalised(first[0]) ? surnameAt(clause, end, strangers) : undefined;
  if (surname !== undefined) return named(clause, start, surname);
  const plain = isCapitalised(first[0]) ? undefined : smallSurnameAt(clause, end, strangers);
  return plain === undefined ? named(clause, start, end) : { ...named(clause, start, plain), hedged: true };
}

/** Where the words behind a first name end that are written as names are: "Hale", "Del Rosario", "R". */
function surnameAt(clause: string, from: number, strangers: Strangers): number | undefined {
  const second = /^\s+((?:[Dd]el?|[Dd]e [Ll]a|[Vv][ao]n)\s+)?([A-Z][A-Za-z'’-]*)(?![A-Za-z'’-])/.exec(
    clause.slice(from),
  );
  const word = second?.[2];
  if (
    second === null ||
    word === undefined ||
    word === 'I' ||
    !/^[A-Z](?:[a-z'’-]|[a-z'’-]*[A-Z][a-z])*$/.test(word)
  )
    return undefined;
  if (word.length > 1 && (isNobodysName(word) || strangers.has(word.toLowerCase()))) return undefined;
  return from + second[0].length;
}

/** "robert whitfield", where a recogniser writes no capitals: two words that may be names, and what may follow one. */
function smallSurnameAt(clause: string, from: number, strangers: Strangers): number | undefined {
  const second = /^\s+(?:(?:del?|de la|v[ao]n)\s+)?([a-z][a-z'’-]+)/.exec(clause.slice(from));
  if (second?.[1] === undefined || !isName(second[1], '', 0, strangers)) return undefined;
  const end = from + second[0].length;
  return named(clause, from, end).hedged ? undefined : end;
}

/** "Doctor Day": behind a title any word is a name that is written as one. */
function titled(clause: string, start: number, from: number, strangers: Strangers): ValueInText | undefined {
  const surname = /^[\s.]+([A-Z][A-Za-z'’-]+)/.exec(clause.slice(from));
  const name =
    wholeName(clause, from, strangers) ??
    nameAt(clause, from, strangers) ??
    (surname === null || /['’]s$/.test(surname[0])
      ? undefined
      : named(clause, from, from + surname[0].length));
  if (name === undefined) return undefined;
  const quote = clause.slice(start, name.end);
  return { ...name, value: capitalised(quote), start, quote };
}

/** "Doctor karen obrien", where a recogniser writes no capitals: two words, and nothing behind them. */
function wholeName(clause: string, from: number, strangers: Strangers): ValueInText | undefined {
  const words = /^[\s.]+([a-z]+)\s+([a-z'’-]+)\W*$/.exec(clause.slice(from));
  const [, first = '', last = ''] = words ?? [];
  const areNames = [first, last].every((word) => isName(word, '', 0, strangers));
  const start = from + clause.slice(from).indexOf(first);
  return words === null || !areNames
    ? undefined
    : named(clause, start, clause.lastIndexOf(last) + last.length);
}

/** Where a recogniser writes capitals, a name within a sentence has one. */
function isName(word: string, clause: string, start: number, strangers: Strangers): boolean {
  if (word.length < 2 || /['’]s$/.test(word) || isNobodysName(word) || strangers.has(word.toLowerCase()))
    return false;
  return isCapitalised(word) || !/[A-Z]/.test(clause.slice(0, start));
}

function isCapitalised(word: string): boolean {
  return /^[A-Z](?:[a-z]|['’][A-Z])/.test(word);
}

/** Words that follow a name: where somebody is, how to help, a last initial, what else is told. */
const follows =
  /^(?:$|(?:with|from|in|at|on|over|here|speaking|how|what|who|whats|can|may|could|and|as|last|again|for|by|your|thanks|thank|good|sorry|is|was|since|through|effective|out|i|we|are|do|you|go|if|so|but|listed|assigned|sir|maam|please|hello|hi|the|calling|of|or|then|until|up|where|whose|tax|n|initial|spelled|spelling|thats|m ?d|d ?o|n ?p|[b-hj-z](?= (?:as in|like|for) |$))(?![a-z]))/;

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
