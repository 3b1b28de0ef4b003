import type { CallScript, ScriptIdentifier } from './call-script.ts';
import { identifiersIn, identifierValue } from './identifiers.ts';
import { heardReflex } from './scene.ts';
import type { Scene } from './scene.ts';
import { clausesOf, hear, overlaps, places, says } from './words.ts';
import type { Heard, Span } from './words.ts';

/** Something of ours that a turn names, and where. */
export interface Named {
  identifier: ScriptIdentifier;
  span: Span;
}

interface Mention extends Span {
  /** Names of identifiers, as a script lists them. */
  asks: readonly string[];
  next: boolean;
}

interface Owner extends Span {
  name: string;
  alone: readonly string[] | undefined;
}

interface Noun extends Span {
  meanings: Readonly<Record<string, readonly string[]>>;
  next: boolean;
}

/**
 * What of ours a turn names: by names of its own ("the tax I D"), by a noun and whose it is ("their number", "the I D
 * for the patient"), by a question that means it ("when were they seen") or by the owner alone ("Member?").
 */
export function namedIn(scene: Scene, heard: Heard): Named[] {
  const cued = identifiersIn(scene, heard.text);
  const named = clausesOf(heard.text)
    .flatMap(({ text, start }) => {
      const own = cued
        .filter(({ span }) => span.start >= start && span.start < start + text.length)
        .map((one) => moved(one, -start));
      return namedInSentence(scene, hear(text), own).map((one) => moved(one, start));
    })
    .sort((a, b) => a.span.start - b.span.start);
  // "Who are we looking at? Start with the I D."
  const first = places(heard, scene.script.naming.first)[0];
  const behind = named.filter(({ span }) => first !== undefined && span.end > first.end);
  return behind.length > 0 ? behind : named;
}

function moved({ identifier, span }: Named, by: number): Named {
  return { identifier, span: { start: span.start + by, end: span.end + by } };
}

function namedInSentence(scene: Scene, sentence: Heard, cued: readonly Named[]): Named[] {
  // Whose number is withheld is no request for another one of his.
  const known = [...scene.script.identifiers, ...scene.script.withheld];
  const cues = known.flatMap((one) => places(sentence, one.cues));
  const composed = composedIn(scene, sentence, cues).filter(
    ({ span }) => !isTold(scene.script, sentence, span),
  );
  const asks = asking.test(sentence.text);
  const named = cued.filter(
    ({ span }) =>
      !composed.some((other) => overlaps(other.span, span)) &&
      // Of "can I have the member I D please" the first words may be lost.
      (asks || !isTold(scene.script, sentence, span)),
  );
  return [...named, ...composed];
}

/** A question that is names and words around them, and nothing else: "Their I D again?" */
export function isNamesOnly({ script }: Scene, { text }: Heard, named: readonly Named[]): boolean {
  if (named.length === 0 || !/\?\s*$/.test(text)) return false;
  const spans = named.map(({ span }) => span);
  return othersIn(script, spans, text) === 0;
}

/** What a sentence names by words that mean nothing by themselves: only where it asks, and tells nothing. */
function composedIn(scene: Scene, sentence: Heard, cued: readonly Span[]): Named[] {
  const { script } = scene;
  // Once we ask, a number is as likely theirs: only what is called ours is.
  const inquiry = scene.state.stage === 'inquiry';
  const questions = mentionsOf(script, sentence).filter((one) => !isWithinLonger(one, cued));
  const taken = [...questions, ...cued];
  const owners = ownersIn(script, sentence);
  const nouns = nounsIn(script, sentence).filter(
    (one) =>
      !isWithinLonger(one, taken) &&
      !cued.some((cue) => isPartOf(sentence, one, cue)) &&
      !tornOff.test(sentence.text.slice(one.end)),
  );
  const phrases = nouns.flatMap((noun) => phraseOf(sentence, noun, nouns, owners, inquiry) ?? []);
  const found = [...questions, ...phrases];
  const alone = owners.filter(
    (owner) =>
      owner.alone !== undefined &&
      // "Patient's" and "members" are no single one.
      !/s$/i.test(sentence.text.slice(owner.start, owner.end)) &&
      !cued.some((span) => ownerBehind(sentence, span, [owner]) ?? ownerBefore(sentence, span, [owner])) &&
      ![...found, ...cued].some((other) => overlaps(other, owner)) &&
      !nouns.some((noun) => inherits(noun, owner, nouns, owners)),
  );
  const spans = [...found, ...cued, ...owners, ...alone];
  if (!inquiry && alone.length > 0 && othersIn(script, spans, sentence.text) === 0)
    found.push(...alone.map(({ start, end, alone: asks = [] }) => ({ start, end, asks, next: true })));
  if (found.length === 0 || !asks(scene, sentence, [...found, ...cued, ...owners])) return [];
  return found.flatMap((mention) =>
    meant(scene, mention).map((identifier) => ({
      identifier,
      span: { start: mention.start, end: mention.end },
    })),
  );
}

/** With more words that are neither names nor around them, a sentence without a mark of a question tells something. */
const mostOtherWords = 3;

function asks(scene: Scene, sentence: Heard, spans: readonly Span[]): boolean {
  const { script, state } = scene;
  if (asking.test(sentence.text) || heardReflex(scene, sentence, 'request')) return true;
  const others = othersIn(script, spans, sentence.text);
  return others === 0 || (state.talk.greeted && (others <= mostOtherWords || isQuestion(sentence)));
}

const questionWord =
  /(?:^|(?<!(?:know|see|thats|is|have|tell you) ))(?:what|whats|whatd|which|who|whos|whose|where|how much|when(?! (?:i|we|you|it)(?: |$)))(?: |$)/;

function isQuestion({ plain }: Heard): boolean {
  return questionWord.test(plain);
}

/** "I have the I D", "the I D is showing inactive": named, and told. A question word before the verb makes it a question. */
function isTold(script: CallScript, sentence: Heard, { start, end }: Span): boolean {
  const before = hear(sentence.text.slice(0, end));
  if (isQuestion(before) || offersOther.test(before.plain)) return false;
  const { telling, predicates } = script.naming;
  const requests = places(sentence, script.reflexes.request);
  const asks = asking.test(sentence.text);
  const last = places(sentence, telling).findLast(
    (one) =>
      one.end <= start &&
      !requests.some((request) => overlaps(request, one)) &&
      !(asks && isApart(sentence.text.slice(one.end, start))) &&
      !isLeft.test(sentence.text.slice(one.end, start)),
  );
  if (last !== undefined && !requests.some((one) => one.start > last.start && one.start <= start))
    return true;
  const behind = hear(sentence.text.slice(end));
  return places(behind, predicates).some(
    (one) =>
      !/[,;:]/.test(behind.text.slice(0, one.start)) &&
      directly.test(hear(behind.text.slice(0, one.start)).plain) &&
      // "And your N P I is?"
      (!/^(?:is|was|are)$/i.test(behind.text.slice(one.start, one.end)) ||
        wordsLeft(script, hear(behind.text.slice(one.end))) > 0),
  );
}

/** "Do you have the claim number? If not, the member I D works." */
const offersOther =
  /^(?:and |or |but )?(?:if (?:not|you (?:dont|do not|havent)(?: (?:have|got))?(?: (?:it|that|one|the [a-z]+))?)|otherwise|or else)(?: |$)/;

const asking = /\?\s*$|\bplease\b/i;

/** "I have the name, so just the birthday": what is still wanting beside what they have. */
export const isLeft =
  /[,;]\s*(?:(?:so|and|but|now|then)\s+)*(?:just|only|still need|all i need is|all that['’]s left is)\b/i;

/** "Thanks for that, and the I D?": what is asked for is not what is told of. */
function isApart(between: string): boolean {
  return /[,;]/.test(between) || /(?:^| )(?:now|but|next|then|and)(?: |$)/.test(hear(between).plain);
}

/** Words between a name and its verb; behind others a verb is about something else. */
const directly = /^(?:(?:number|here|there|on file|just|also|now|still|s|again) ?)*$/;

function ownersIn({ naming }: CallScript, sentence: Heard): Owner[] {
  return longest(
    naming.owners.flatMap(({ name, cues, alone }) =>
      places(sentence, cues).map((span) => ({ ...span, name, alone })),
    ),
  );
}

function mentionsOf({ naming }: CallScript, sentence: Heard): Mention[] {
  return longest(
    naming.questions.flatMap(({ cues, asks: names }) =>
      places(sentence, cues).map((span) => ({ ...span, asks: names, next: false })),
    ),
  );
}

/** Nouns at a place together: "number" is a member's as much as a caller's. */
function nounsIn({ naming }: CallScript, sentence: Heard): Noun[] {
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
function phraseOf(
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
  return {
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

/** "The date of …": what it is of was lost, and could be anything. */
const tornOff = /^\s+(?:of|for)\W*(?:please)?\W*$/i;

const besideBehind =
  /^(?:(?:that|which|is|was|we|you|i|have|has|printed|listed|number|and|name|all) ?)*(?:of|for|on|off|from|to|with|under|at|to|belonging to)(?: (?:the|that|this|a|an|each|of|said|it))*$/;

function ownerBefore(sentence: Heard, noun: Span, owners: readonly Owner[]): Owner | undefined {
  return owners.findLast(
    ({ end }) =>
      end <= noun.start &&
      !/[,;:]/.test(sentence.text.slice(end, noun.start)) &&
      besideBefore.test(hear(sentence.text.slice(end, noun.start)).plain),
  );
}

function ownerBehind(sentence: Heard, noun: Span, owners: readonly Owner[]): Owner | undefined {
  return owners.find(({ start }) => {
    if (start < noun.end) return false;
    const between = sentence.text.slice(noun.end, start);
    const { plain } = hear(between);
    return besideBehind.test(plain) || (lostOf.test(plain) && !/[,;:]/.test(between));
  });
}

/** "The member's number and name", "and the member: I D, name": a noun that needs an owner has the last one named. */
function inherits(noun: Noun, owner: Owner, nouns: readonly Noun[], owners: readonly Owner[]): boolean {
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

/** "The N P I number": no other number. */
function isPartOf({ text }: Heard, noun: Span, cue: Span): boolean {
  return /^\s+$/.test(text.slice(cue.end, noun.start));
}

function isWithinLonger(one: Span, others: readonly Span[]): boolean {
  return others.some((other) => overlaps(one, other) && other.end - other.start > one.end - one.start);
}

/** Which identifiers a mention means on this call. */
function meant(scene: Scene, { asks: names, next }: Mention): ScriptIdentifier[] {
  const { script, state } = scene;
  const has = (one: ScriptIdentifier) => identifierValue(scene, one) !== undefined;
  const isNew = ({ name }: ScriptIdentifier) => !state.talk.disclosed.includes(name);
  const choices = names
    .map((joined) =>
      joined.split('+').flatMap((name) => script.identifiers.find((one) => one.name === name) ?? []),
    )
    .filter((choice) => choice.length > 0);
  const ours = choices.filter((choice) => choice.some(has));
  const choice = (next ? ours.find((one) => one.some(isNew)) : undefined) ?? ours[0] ?? choices[0] ?? [];
  if (choice.length === 1) return choice;
  const left = choice.filter((one) => has(one) && isNew(one));
  return left.length > 0 ? left : choice.filter(has);
}

/** How many words of a text are neither in these spans nor such as ask and join. */
function othersIn(script: CallScript, spans: readonly Span[], text: string): number {
  const masked = spans.reduce(
    (left, { start, end }) => left.slice(0, start) + ' '.repeat(end - start) + left.slice(end),
    text,
  );
  return wordsLeft(script, hear(masked));
}

function wordsLeft({ naming }: CallScript, { plain }: Heard): number {
  return plain.split(' ').filter((word) => word !== '' && !says(hear(word), naming.around)).length;
}
