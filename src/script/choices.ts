import { holdsValueWord } from '../spoken/index.ts';
import { partAbout } from './about.ts';
import { isChoice, numberOf } from './answers.ts';
import type { ScriptField } from './call-script.ts';
import type { Finding, GroundContext } from './found.ts';
import { enumIn } from './lexicon.ts';
import { payorAsWe } from './payor-as-we.ts';
import { isAccountedFor } from './value-accounted.ts';
import { hear, isWithin, places } from './words.ts';
import { zoneAt } from './zones.ts';
import type { Span } from './words.ts';
import type { Zone } from './zones.ts';

/** The choices that a clause states, of fields that hold one of several values. */
export function choicesIn(
  clause: string,
  fields: readonly ScriptField[],
  zones: readonly Zone[],
  context: GroundContext,
): Finding[] {
  const { script, asked, confirming, payorName } = context;
  return fields.flatMap((field) => {
    const isAsked = asked.includes(field.name);
    const part = partAbout(field, clause, context);
    if (part === undefined) return [];
    const choiceIn = (piece: Span): Finding[] => {
      const said = payorAsWe(clause.slice(piece.start, piece.end), payorName);
      const found = enumIn(script, field, said, isAsked && confirming !== true, (start) =>
        isClosed(zoneAt(zones, start + piece.start), field),
      );
      if (found === undefined) return [];
      const [start, end] = [found.start + piece.start, found.end + piece.start];
      const by = isAsked ? 'question' : 'cue';
      return [{ ...found, quote: clause.slice(start, end), start, end, field: field.name, by }];
    };
    const each = field.entry === undefined ? [] : piecesOf(clause, part).flatMap(choiceIn);
    return each.length > 1 && each.every(({ value }) => value === each[0]?.value) ? each : choiceIn(part);
  });
}

/** "Twenty-four units for the one, and twelve units for the other": what is said of several entries, of each of them. */
function piecesOf(clause: string, { start, end }: Span): Span[] {
  const joints = [...clause.slice(start, end).matchAll(/,|;|\band\b/gi)].map(({ index }) => start + index);
  return [start, ...joints].map((from, index) => ({ start: from, end: joints[index] ?? end }));
}

/** Marks the choices of a clause that stand beside words which neither a text nor anything known accounts for. */
export function besideUnknown(
  findings: readonly Finding[],
  clause: string,
  fields: readonly ScriptField[],
  context: GroundContext,
): readonly Finding[] {
  const isOf = ({ field }: Finding, is: (field: ScriptField) => boolean) =>
    fields.some((one) => one.name === field && is(one));
  const unsure = (one: Finding) =>
    !one.hedged && isOf(one, (field) => isChoice(field) && isReadBackAlone(field));
  if (!findings.some(unsure)) return findings;
  const texts = findings.filter((one) => isOf(one, ({ type }) => type === 'text'));
  if (isAccountedFor(hear(clause), context, texts)) return findings;
  return findings.map((one) => (unsure(one) ? { ...one, beside: true } : one));
}

/** Nothing is stated there of this field, asked for or not. */
function isClosed(zone: Zone | undefined, { ahead }: ScriptField): boolean {
  return zone !== undefined && !zone.answers && !(zone.supposes === true && ahead);
}

/** A choice that is never read back needs no certainty, and the kind of a number ("visits") is read back with it. */
function isReadBackAlone(field: ScriptField): boolean {
  return field.readBack !== 'never' && numberOf(field) === undefined;
}

/**
 * Words within longer words of another choice are that one's: the "is required" of "a referral is required". A plain yes
 * beside what is said of another choice may have been the yes to that.
 */
export function ownChoices(findings: readonly Finding[], fields: readonly ScriptField[]): Finding[] {
  const choices = findings.filter(({ field }) => fields.some((one) => one.name === field && isChoice(one)));
  if (choices.length < 2) return [...findings];
  return findings.flatMap((one) => {
    if (!choices.includes(one)) return [one];
    const others = choices.filter((other) => other.field !== one.field);
    // The "six visits" of "six visits out of twelve" says of what there are six.
    if (!holdsValueWord(one.quote) && others.some((other) => isWithin(one, other))) return [];
    const isUnsure = one.plain === true && others.some(({ plain }) => plain !== true);
    return [isUnsure ? { ...one, hedged: true } : one];
  });
}

/** Of what a turn tells, the choices that are answers: none that is history by now, and one of each field. */
export function choicesOfTurn(
  findings: readonly Finding[],
  text: string,
  context: GroundContext,
): readonly Finding[] {
  return oneChoiceEach(answeredOnce(withoutHistory(findings, text, context)), text, context);
}

/** "It has expired. It was approved, but nobody used it": behind a choice that ends another one, that one is history. */
function withoutHistory(findings: readonly Finding[], text: string, { script }: GroundContext): Finding[] {
  const turns = places(hear(text), script.grounding.turns);
  const ends = (one: Finding, other: Finding) =>
    one.field === other.field &&
    !one.hedged &&
    one.end <= other.start &&
    !turns.some(({ start, end }) => start >= one.end && end <= other.start) &&
    script.fields
      .find(({ name }) => name === one.field)
      ?.values.some(
        ({ value, beats }) => value === one.value && beats.some((beaten) => beaten === other.value),
      ) === true;
  return findings.filter((other) => !isPast(other, text) || !findings.some((one) => ends(one, other)));
}

/** Whether a verb of the past stands in a choice or just before it. */
function isPast({ start, end }: Finding, text: string): boolean {
  return /\b(?:was|were|had)\b/i.test(text.slice(Math.max(0, start - justBefore), end));
}

/** Characters in front of a choice in which its verb stands: "was originally approved". */
const justBefore = 16;

/** Whoever has answered a question does not answer it with a later yes or no as well. */
function answeredOnce(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(
    (one, index) =>
      one.plain !== true || !findings.slice(0, index).some((before) => before.field === one.field),
  );
}

/**
 * "Primary for her. For the kids we are secondary": of several choices of one field in a turn the first is the answer, or
 * the last where the words tell what came after what. Which of them is ours, a read-back tells.
 */
function oneChoiceEach(
  findings: readonly Finding[],
  text: string,
  { script }: GroundContext,
): readonly Finding[] {
  const turns = places(hear(text), script.grounding.turns, script.reflexes.repair);
  const isStory = (first: Finding, last: Finding) =>
    turns.some(({ start }) => first.end <= start && start < last.start) ||
    (isPast(first, text) && !isPast(last, text));
  return script.fields.filter(isChoice).reduce((all, field) => {
    const told = all.filter((one) => one.field === field.name);
    const standing = told.filter((one) => !isCovered(one, told, field));
    const values = [...new Set(standing.map(({ value }) => value))];
    const [first] = standing;
    const last = standing.at(-1);
    if (first === undefined || last === undefined || values.length < 2) return all;
    if (standing.some(({ corrected }) => corrected)) return all;
    const chosen = isStory(first, last) ? last : first;
    const others = values.filter((value) => value !== chosen.value);
    return all.flatMap((one) => {
      if (one === chosen) return [{ ...one, hedged: true, others }];
      return told.includes(one) ? [] : [one];
    });
  }, findings);
}

/** "Approved" says no other thing than the "approved in part" beside it. */
function isCovered({ value: less }: Finding, told: readonly Finding[], { values }: ScriptField): boolean {
  return values.some(
    ({ value, covers }) => covers.some((one) => one === less) && told.some((other) => other.value === value),
  );
}
