import type { CallScript } from './call-script.ts';
import { hear, overlaps, places } from './words.ts';
import type { Heard, Span } from './words.ts';

/** Words that name something of ours. */
export interface Mention extends Span {
  /** Names of identifiers, as a script lists them. */
  asks: readonly string[];
  next: boolean;
  /** What it means beside what is asked of the caller, where nobody said whose it is. */
  ofCaller?: readonly string[] | undefined;
}

/** Words for somebody to whom something of ours belongs. */
export interface Owner extends Span {
  name: string;
  alone: readonly string[] | undefined;
}

/** A noun that means something by whose it is. */
export interface Noun extends Span {
  meanings: Readonly<Record<string, readonly string[]>>;
  next: boolean;
}

/** The owners that a sentence names. */
export function ownersIn({ naming }: CallScript, sentence: Heard): Owner[] {
  return longest(
    naming.owners.flatMap(({ name, cues, alone }) =>
      places(sentence, cues).map((span) => ({ ...span, name, alone })),
    ),
  );
}

/** The questions that mean something of ours. */
export function mentionsOf({ naming }: CallScript, sentence: Heard): Mention[] {
  return longest(
    naming.questions.flatMap(({ cues, asks: names }) =>
      places(sentence, cues).map((span) => ({ ...span, asks: names, next: false })),
    ),
  );
}

/** Nouns at a place together: "number" is a member's as much as a caller's. */
export function nounsIn({ naming }: CallScript, sentence: Heard): Noun[] {
  const found = naming.nouns.flatMap(({ cues, of, next }) =>
    places(sentence, cues).map((span) => ({ ...span, meanings: of, next })),
  );
  const kept = longest(found);
  return kept.map((noun) => ({
    ...noun,
    meanings: Object.assign(
      {},
      ...found.filter((one) => one.start === noun.start && one.end === noun.end).map((one) => one.meanings),
    ) as Noun['meanings'],
  }));
}

/** Of mentions that overlap the longer one, of equal ones the first. */
function longest<T extends Span>(mentions: readonly T[]): T[] {
  const kept: T[] = [];
  const byLength = [...mentions].sort((a, b) => b.end - b.start - (a.end - a.start));
  for (const one of byLength) if (!kept.some((other) => overlaps(other, one))) kept.push(one);
  return kept.sort((a, b) => a.start - b.start);
}

/** A noun with whose it is, and what of ours they mean; undefined where that is nothing. */
export function phraseOf(
  sentence: Heard,
  noun: Noun,
  nouns: readonly Noun[],
  owners: readonly Owner[],
  owned: boolean,
): Mention | undefined {
  const beside = ownerBefore(sentence, noun, owners) ?? ownerBehind(sentence, noun, owners);
  const owner =
    beside ??
    owners.find((one) => inherits(noun, one, nouns, owners)) ??
    sharedBehind(sentence, noun, nouns, owners);
  const names = noun.meanings[owner?.name ?? 'alone'] ?? noun.meanings.alone;
  if (names === undefined || (owned && owner === undefined)) return undefined;
  const { caller } = noun.meanings;
  const open = owner === undefined && (names.includes('patientName') || caller?.includes('callbackNumber'));
  return {
    ofCaller: open ? caller : undefined,
    start: Math.min(noun.start, beside?.start ?? noun.start),
    end: Math.max(noun.end, beside?.end ?? noun.end),
    asks: names,
    next: noun.next,
  };
}

const besideBefore =
  /^(?:s|full|whole|own|complete|legal|first|last|current|health|plan|medicaid|exact|correct| )*$/;
/** "The name the practice": its "of" was lost. */
const lostOf = /^(?:the|that|this)$/;

const besideBehind =
  /^(?:(?:that|which|is|was|we|you|i|have|has|printed|listed|number|and|name|all) ?)*(?:of|for|on|off|from|to|with|under|at|to|belonging to)(?: (?:the|that|this|a|an|each|of|said|it))*$/;

/** "The member's I D". */
export function ownerBefore(sentence: Heard, noun: Span, owners: readonly Owner[]): Owner | undefined {
  return owners.findLast(
    ({ end }) =>
      end <= noun.start &&
      !/[,;:]/.test(sentence.text.slice(end, noun.start)) &&
      besideBefore.test(hear(sentence.text.slice(end, noun.start)).plain),
  );
}

/** "The I D of the member". */
export function ownerBehind(sentence: Heard, noun: Span, owners: readonly Owner[]): Owner | undefined {
  return owners.find(({ start }) => {
    if (start < noun.end) return false;
    const between = sentence.text.slice(noun.end, start);
    const { plain } = hear(between);
    return besideBehind.test(plain) || (lostOf.test(plain) && !/[,;:]/.test(between));
  });
}

/** "The member's number and name", "and the member: I D, name": a noun that needs an owner has the last one named. */
export function inherits(
  noun: Noun,
  owner: Owner,
  nouns: readonly Noun[],
  owners: readonly Owner[],
): boolean {
  if (noun.meanings[owner.name] === undefined || noun.next) return false;
  const last = owners.findLast(({ end }) => end <= noun.start);
  return last === owner && nouns.includes(noun);
}

/** "I D and name for the patient": what stands before another noun shares what stands behind it. */
function sharedBehind(
  sentence: Heard,
  noun: Noun,
  nouns: readonly Noun[],
  owners: readonly Owner[],
): Owner | undefined {
  const next = nouns.find(({ start }) => start >= noun.end);
  return next === undefined ? undefined : ownerBehind(sentence, next, owners);
}
