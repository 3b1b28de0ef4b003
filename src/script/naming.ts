import { asking, asks, isTold, isUnwanted, isWish, othersIn } from './asked-or-told.ts';
import type { ScriptIdentifier } from './call-script.ts';
import { identifiersIn, identifierValue } from './identifiers.ts';
import type { Scene } from './scene.ts';
import {
  inherits,
  nounsIn,
  ownerBefore,
  ownerBehind,
  ownersIn,
  mentionsOf,
  phraseOf,
} from './naming-phrases.ts';
import type { Mention } from './naming-phrases.ts';
import { clausesOf, hear, overlaps, places } from './words.ts';
import type { Heard, Span } from './words.ts';

/** Something of ours that a turn names, and where. */
export interface Named {
  identifier: ScriptIdentifier;
  span: Span;
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
    .sort((a, b) => a.span.start - b.span.start)
    .filter(({ span }, _, all) => !isUnwanted(scene.script, heard, spansOf(all), span));
  // "Who are we looking at? Start with the I D."
  const first = places(heard, scene.script.naming.first)[0];
  const behind = named.filter(({ span }) => first !== undefined && span.end > first.end);
  return behind.length > 0 ? behind : named;
}

function spansOf(named: readonly Named[]): Span[] {
  return named.map(({ span }) => span);
}

function moved({ identifier, span }: Named, by: number): Named {
  return { identifier, span: { start: span.start + by, end: span.end + by } };
}

function namedInSentence(scene: Scene, sentence: Heard, cued: readonly Named[]): Named[] {
  const { identifiers, withheld, naming } = scene.script;
  // Whose number is withheld is no request for another one of his, nor is a telephone number on his card.
  const lines = places(sentence, naming.lines);
  const cues = [...lines, ...[...identifiers, ...withheld].flatMap((one) => places(sentence, one.cues))];
  const found = composedIn(scene, sentence, cues, cued);
  const wished = (one: Named) => isWished(scene, sentence, spansOf([...cued, ...found]), one);
  const composed = found.filter((one) => wished(one) || !isTold(scene.script, sentence, one.span));
  const asks = asking.test(sentence.text);
  const named = cued.filter(
    (one) =>
      ![...spansOf(composed), ...lines].some((other) => overlaps(other, one.span)) &&
      // Of "can I have the member I D please" the first words may be lost.
      (asks || wished(one) || !isTold(scene.script, sentence, one.span)),
  );
  return [...named, ...composed];
}

/** "Let me try the tax I D": with what we have not given yet. */
function isWished(
  scene: Scene,
  sentence: Heard,
  named: readonly Span[],
  { identifier, span }: Named,
): boolean {
  return (
    !scene.state.talk.disclosed.includes(identifier.name) &&
    identifierValue(scene, identifier) !== undefined &&
    isWish(scene.script, sentence, named, span)
  );
}

/** A question that is names and words around them, and nothing else: "Their I D again?" */
export function isNamesOnly({ script }: Scene, { text }: Heard, named: readonly Named[]): boolean {
  if (named.length === 0 || !/\?\s*$/.test(text)) return false;
  return othersIn(script, spansOf(named), text) === 0;
}

/** What a sentence names by words that mean nothing by themselves: only where it asks, and tells nothing. */
function composedIn(scene: Scene, sentence: Heard, cued: readonly Span[], ours: readonly Named[]): Named[] {
  const { script } = scene;
  // Once we ask, a number is as likely theirs: only what is called ours is.
  const inquiry = scene.state.stage === 'inquiry';
  const questions = mentionsOf(script, sentence).filter(
    (one) => !isWithinLonger(one, cued) && !cued.some((cue) => cue.start < one.start && overlaps(cue, one)),
  );
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
  const named = [
    ...ours.map(({ identifier }) => identifier),
    ...found.filter(({ ofCaller }) => ofCaller === undefined).flatMap((one) => meant(scene, one)),
  ];
  const isAboutUs = named.every(({ about }) => about === 'caller' || about === 'provider');
  return found.flatMap((mention) =>
    meant(scene, isAboutUs && isCallers(sentence, mention, named.length) ? ofCaller(mention) : mention).map(
      (identifier) => ({
        identifier,
        span: { start: mention.start, end: mention.end },
      }),
    ),
  );
}

/** "Name, facility and tax I D", "a name and where you're calling from": beside what is ours it is the caller's. */
function isCallers(sentence: Heard, { start, ofCaller }: Mention, others: number): boolean {
  if (ofCaller === undefined) return false;
  return others > 0 || /(?:^| )an?$/.test(hear(sentence.text.slice(0, start)).plain);
}

function ofCaller(mention: Mention): Mention {
  return { ...mention, asks: mention.ofCaller ?? mention.asks };
}

/** "The date of …": what it is of was lost, and could be anything. */
const tornOff = /^\s+(?:of|for)\W*(?:please)?\W*$/i;

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
