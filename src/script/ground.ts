import { holdsValueWord, monthNames } from '../spoken/index.ts';
import type { CallScript, ReflexName, ScriptField } from './call-script.ts';
import type { Finding, GroundContext, ValueInText } from './found.ts';
import { enumIn, nameIn } from './lexicon.ts';
import { partAbout } from './about.ts';
import { payorAsWe } from './payor-as-we.ts';
import { groundValues } from './values.ts';
import type { TurnValues } from './values.ts';
import { sentencesOf } from './sentences.ts';
import { properTextIn } from './text-in.ts';
import { textsIn } from './text-list.ts';
import { clausesOf, hear, places, says, wordCount } from './words.ts';
import { valuesFor } from './finding.ts';
import type { Heard, Span } from './words.ts';
import { turnsIn, zoneAt, zonesOf } from './zones.ts';
import type { TurnMemory, Zone } from './zones.ts';

/** Everything that a turn says about our fields. Spans count in the turn's text. */
export function groundTurn(text: string, context: GroundContext): Finding[] {
  const talk: TurnMemory = { elsewhere: false, before: false, today: context.today };
  const values: TurnValues = { facets: {}, last: {}, taken: new Set() };
  const from = Math.max(0, ...places(hear(text), context.script.grounding.retracts).map(({ end }) => end));
  const findings = sentencesOf(text, context.script).flatMap((sentence) => {
    const cuts = [0, ...turnsIn(sentence.text, context.script, talk)];
    return cuts.flatMap((cut, index) => {
      const part = sentence.text.slice(cut, cuts[index + 1]);
      const known = new Set(values.taken);
      const found = groundClause(part, context, talk, values)
        .map((one) => ({
          ...one,
          start: one.start + sentence.start + cut,
          end: one.end + sentence.start + cut,
        }))
        .filter((one) => isBehind(one, from) && !isGeneral(part, index < cuts.length - 1, context));
      // A guess, or what was not said of ours, leaves room for what is said next.
      values.taken = new Set([...known, ...found.filter(({ hedged }) => !hedged).map(({ field }) => field)]);
      if (says(hear(part), context.script.reflexes.wait)) values.taken.clear();
      talk.past = talk.past === true || found.some((one) => isOver(one, context.script));
      return found;
    });
  });
  const all =
    findings.length === 0 && from === 0 ? inOneBreath(text, context) : lookedUp(findings, text, context);
  return answeredOnce(all).map((finding) =>
    isCutOff(text, finding, context) ? { ...finding, hedged: true } : finding,
  );
}

/** Behind words that take back what was said, or a value that they correct themselves. */
function isBehind({ start, end, corrected }: Finding, from: number): boolean {
  return start >= from || (corrected && end > from);
}

function isOver({ field, value, hedged }: Finding, { fields }: CallScript): boolean {
  const choices = fields.find(({ name }) => name === field)?.values ?? [];
  return !hedged && choices.some((choice) => choice.past && choice.value === value);
}

/** Whoever has answered a question does not answer it with a later yes or no as well. */
function answeredOnce(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(
    (one, index) =>
      one.plain !== true || !findings.slice(0, index).some((before) => before.field === one.field),
  );
}

/** "Most plans say sixty", and then what ours says: no answer beside it. */
function isGeneral(part: string, goesOn: boolean, { script }: GroundContext): boolean {
  return goesOn && says(hear(part), script.grounding.policy);
}

/** "It might be seven fifty, let me see. It's eight fifty": a guess is worth nothing beside what was then looked up. */
function lookedUp(findings: readonly Finding[], text: string, { script }: GroundContext): Finding[] {
  const waits = places(hear(text), script.reflexes.wait);
  return findings.filter(
    (one) =>
      !findings.some(
        (later) =>
          later.field === one.field &&
          later.start > one.start &&
          !later.hedged &&
          (one.hedged || waits.some(({ start }) => one.end <= start && start < later.start)),
      ),
  );
}

/** "March third. March tenth.": bare answers to the parts of one question, a sentence each. */
function inOneBreath(text: string, context: GroundContext): Finding[] {
  if (context.asked.length < 2 || clausesOf(text).length < 2) return [];
  const joined = text.replace(/[.;](?=\s|$)/g, ',');
  const talk: TurnMemory = { elsewhere: false, before: false, today: context.today };
  const values: TurnValues = { facets: {}, last: {}, taken: new Set() };
  return groundClause(joined, context, talk, values).filter(({ field }) => context.asked.includes(field));
}

const goesOn: ReadonlySet<ScriptField['type']> = new Set([
  'money',
  'integer',
  'percent',
  'duration',
  'deadline',
]);

/** "… it is active. The limit is one": the turn broke off where a number may have gone on; its sentences end with a stop. */
function isCutOff(text: string, { end, field }: Finding, { script }: GroundContext): boolean {
  if (end < text.trimEnd().length || !/[.?!]\s/.test(text)) return false;
  const type = script.fields.find(({ name }) => name === field)?.type;
  return type !== undefined && goesOn.has(type);
}

function groundClause(
  clause: string,
  context: GroundContext,
  talk: TurnMemory,
  values: TurnValues,
): Finding[] {
  const { script, asked } = context;
  const zones = zonesOf(clause, script, talk);
  // Of a list's parts the first entry stands for all: which entry a value belongs to is seen where it is taken in.
  const fields = script.fields.filter((field) => (field.entry?.slot ?? 1) === 1 && context.open(field));
  const all = [...new Set(fields.map(({ type }) => type))].flatMap((type) =>
    groundType(
      clause,
      fields.filter((field) => field.type === type),
      context,
      values,
      zones,
    ),
  );
  const findings = ownChoices(outsideTexts(all, fields), fields);
  return findings.flatMap((finding) => {
    const zone = zoneAt(zones, finding.start);
    if (zone === undefined) return [finding];
    const isAhead = (name: string) => fields.some((field) => field.name === name && field.ahead);
    if (zone.supposes === true && isAhead(finding.field) && asked.some(isAhead)) return [finding];
    if (!asked.includes(finding.field) || !zone.answers) return [];
    return [{ ...finding, hedged: true }];
  });
}

/** Nothing is stated there of this field, asked for or not. */
function isClosed(zone: Zone | undefined, { ahead }: ScriptField): boolean {
  return zone !== undefined && !zone.answers && !(zone.supposes === true && ahead);
}

/** "It says exact duplicate of a claim already paid": words of a text state nothing else. */
function outsideTexts(findings: readonly Finding[], fields: readonly ScriptField[]): readonly Finding[] {
  const typeOf = ({ field }: Finding) => fields.find(({ name }) => name === field)?.type;
  const texts = findings.filter((finding) => typeOf(finding) === 'text');
  return findings.filter(
    (finding) => typeOf(finding) !== 'enum' || !texts.some((text) => isWithin(finding, text)),
  );
}

/**
 * Words within longer words of another choice are that one's: the "is required" of "a referral is required". A plain yes
 * beside what is said of another choice may have been the yes to that.
 */
function ownChoices(findings: readonly Finding[], fields: readonly ScriptField[]): Finding[] {
  const choices = findings.filter(({ field }) =>
    fields.some(({ name, type }) => name === field && (type === 'enum' || type === 'yes_no')),
  );
  if (choices.length < 2) return [...findings];
  return findings.flatMap((one) => {
    if (!choices.includes(one)) return [one];
    const others = choices.filter((other) => other.field !== one.field);
    if (others.some((other) => isWithin(one, other))) return [];
    const isUnsure = one.plain === true && others.some(({ plain }) => plain !== true);
    return [isUnsure ? { ...one, hedged: true } : one];
  });
}

function isWithin(one: Span, other: Span): boolean {
  return other.start <= one.start && one.end <= other.end && other.end - other.start > one.end - one.start;
}

function groundType(
  clause: string,
  fields: readonly ScriptField[],
  context: GroundContext,
  values: TurnValues,
  zones: readonly Zone[],
): Finding[] {
  const { script, asked } = context;
  const first = fields[0];
  if (first === undefined) return [];
  switch (first.type) {
    case 'yes_no':
    case 'enum':
      return fields.flatMap((field) => {
        const isAsked = asked.includes(field.name);
        const part = partAbout(field, clause, context);
        if (part === undefined) return [];
        const said = payorAsWe(clause.slice(part.start, part.end), context.payorName);
        const found = enumIn(script, field, said, isAsked && context.confirming !== true, (start) =>
          isClosed(zoneAt(zones, start + part.start), field),
        );
        if (found === undefined) return [];
        const by = isAsked ? 'question' : 'cue';
        const [start, end] = [found.start + part.start, found.end + part.start];
        return [{ ...found, quote: clause.slice(start, end), start, end, field: field.name, by } as const];
      });
    case 'name':
      return fields.flatMap((field) => {
        const found = nameIn(field, clause, asked.includes(field.name), strangersOf(context));
        return found === undefined ? [] : [{ ...found, field: field.name, by: 'cue' } as const];
      });
    case 'text':
      return eachOnce(
        fields
          .filter(({ name }) => context.excluded?.has(name) !== true)
          .flatMap((field) => groundText(clause, field, context)),
      );
    case 'percent':
    case 'telephone':
    case 'money':
    case 'date':
    case 'identifier':
    case 'code':
    case 'integer':
    case 'duration':
    case 'deadline':
      return groundValues(clause, fields, context, values);
  }
}

/** By script and payor, of which there are few. */
const strangers = new WeakMap<CallScript, Map<string, ReadonlySet<string>>>();

/** Words of the payor's name and of answers that are choices ("this is primary") are nobody's name. */
function strangersOf({ script, payorName = '' }: GroundContext): ReadonlySet<string> {
  const known = strangers.get(script) ?? new Map<string, ReadonlySet<string>>();
  strangers.set(script, known);
  let words = known.get(payorName);
  if (words === undefined) {
    const choices = script.fields.flatMap(({ values }) => values.map(({ value, say }) => `${value} ${say}`));
    words = new Set([payorName, ...choices].flatMap((text) => text.toLowerCase().split(/[^a-z]+/)));
    known.set(payorName, words);
  }
  return words;
}

/** Words that are accounted for in another way are nobody's reason, plan or address. */
const otherTalk = [
  'wait',
  'backchannel',
  'request',
  'robot',
  'refusal',
  'repeat',
  'slower',
  'help',
  'ready',
  'anythingElse',
  'goodbye',
  'declines',
  'transfer',
] as const satisfies readonly ReflexName[];

function groundText(whole: string, field: ScriptField, context: GroundContext): Finding[] {
  const { script, asked } = context;
  const isAsked = asked.includes(field.name);
  const piece = pieceFor(field, whole, context);
  const clause = whole.slice(piece.start, piece.end);
  const heard = hear(clause);
  const hasOwnCue = says(heard, field.cues);
  if (!isAsked && !hasOwnCue) return [];
  const others = [...otherCues(heard, field, context), ...datesIn(clause)].sort((a, b) => a.start - b.start);
  const ends = [...others, ...topicsIn(heard, script)].sort((a, b) => a.start - b.start);
  const stop = Math.min(others[0]?.start ?? clause.length, closingChoice(clause, script) ?? clause.length);
  if (!hasOwnCue && stop < clause.length && !says(heard, script.reflexes.dontKnow)) {
    const name = properTextIn(field, clause.slice(0, stop), script.grounding.frames);
    if (name !== undefined)
      return [
        {
          ...name,
          start: name.start + piece.start,
          end: name.end + piece.start,
          field: field.name,
          by: 'question',
        },
      ];
  }
  // An answer that speaks of another field, or says nothing, is no text for this one.
  if (!hasOwnCue && (others.length > 0 || says(heard, script.reflexes.dontKnow))) return [];
  if (!hasOwnCue && otherTalk.some((name) => says(heard, script.reflexes[name]))) return [];
  if (!hasOwnCue && isOtherTalk(clause, heard, script)) return [];
  const all = textsIn(field, clause, isAsked, ends, script.grounding.frames);
  const isHedged = says(hear(whole), script.reflexes.hedge);
  // "I'd need the tax I D": what is ours to give is nobody's document.
  const isOurs = ({ quote }: ValueInText) =>
    script.identifiers.some(
      ({ cues, kind }) =>
        kind === 'identifier' && places(hear(quote), cues).some((span) => isAllOf(quote, span)),
    );
  return all
    .filter((found) => !isOurs(found))
    .map((found) => ({
      ...found,
      hedged: found.hedged || isHedged,
      start: found.start + piece.start,
      end: found.end + piece.start,
      field: field.name,
      by: hasOwnCue ? 'cue' : 'question',
    }));
}

function isAllOf(text: string, { start, end }: Span): boolean {
  return !/[a-z0-9]/i.test(text.slice(0, start).replace(articles, '') + text.slice(end));
}

const articles = /\b(?:the|your|a|an|his|her|their)\b/gi;

/** The same words are the text of one field: of the call type's own before a shared one. */
function eachOnce(texts: readonly Finding[]): Finding[] {
  return texts.filter(
    (one, index) =>
      !texts
        .slice(0, index)
        .some((other) => other.field !== one.field && other.start < one.end && one.start < other.end),
  );
}

/**
 * The part of a clause in which a list's text can stand: behind the key that opens it ("on line one …"), and on one side
 * of a value that needs no words of its own ("… , that is C O sixteen").
 */
function pieceFor(field: ScriptField, clause: string, { script, today }: GroundContext): Span {
  const piece = { start: 0, end: clause.length };
  if (field.entry === undefined) return piece;
  const siblings = script.fields.filter(
    ({ entry }) => entry?.list === field.entry?.list && entry?.slot === field.entry?.slot,
  );
  const spans = (of: readonly ScriptField[]) => of.flatMap((one) => valuesFor(one, clause, today));
  const [key] = spans(siblings.filter((one) => one.key && says(hear(clause), one.cues)));
  if (key !== undefined && wordCount(hear(clause.slice(0, key.start))) <= keyWords) piece.start = key.end;
  const [value] = spans(siblings.filter(({ evident }) => evident)).filter(
    ({ start }) => start >= piece.start,
  );
  if (value === undefined) return piece;
  const before = hear(clause.slice(piece.start, value.start));
  const isLeadIn = wordCount(before) <= leadInWords;
  return isLeadIn ? { ...piece, start: value.end } : { ...piece, end: value.start };
}

/** "On service line item": words before a key that opens a clause. */
const keyWords = 4;
/** "The denial code is": words before a code that say nothing else. */
const leadInWords = 4;

/** It says that there is nothing to tell, or tells of an amount or a choice that is another field's. */
function isOtherTalk(clause: string, heard: Heard, script: CallScript): boolean {
  return (
    says(heard, script.grounding.noText) ||
    topicsIn(heard, script).length > 0 ||
    closingChoice(clause, script) !== undefined
  );
}

/** "The specialist copay is twenty dollars": where amounts of a topic begin, with the article before it. */
function topicsIn(heard: Heard, { grounding }: CallScript): Span[] {
  return grounding.facets
    .filter(({ subject, otherwise }) => subject && otherwise === undefined)
    .flatMap(({ values }) => values)
    .flatMap(({ patterns }) => places(heard, withArticles(patterns)))
    .filter(({ end }) => holdsValueWord(heard.text.slice(end, end + valueReach)));
}

/** "Unfortunately that was denied": where the choice of another field begins to which the clause comes down. */
function closingChoice(clause: string, script: CallScript): number | undefined {
  const end = clause.replace(/[\s.,;:?!]+$/, '').length;
  for (const field of script.fields) {
    if (field.type !== 'enum' && field.type !== 'yes_no') continue;
    const found = enumIn(script, field, clause, false);
    if (found !== undefined && found.end >= end) return found.start;
  }
  return undefined;
}

const widened = new WeakMap<readonly string[], readonly string[]>();

/** The same words with what leads up to them: "and with the". */
function withArticles(cues: readonly string[]): readonly string[] {
  const known = widened.get(cues) ?? cues.map((cue) => `(?:(?:and )?(?:with )?the )?(?:${cue})`);
  widened.set(cues, known);
  return known;
}

/** Words of other fields, where something follows that can be their value. */
function otherCues(heard: Heard, field: ScriptField, { script, excluded }: GroundContext): Span[] {
  return script.fields
    .filter(({ name, type }) => name !== field.name && type !== 'enum' && type !== 'yes_no')
    .filter(({ name, type }) => type !== 'text' || excluded?.has(name) !== true)
    .flatMap(({ cues, type }) =>
      places(heard, withArticles(cues)).filter(({ end }) =>
        type === 'text' || type === 'name'
          ? /[a-z]{3}/i.test(heard.text.slice(end))
          : holdsValueWord(heard.text.slice(end, end + valueReach)),
      ),
    );
}

/** Characters behind a field's words in which its value begins. */
const valueReach = 30;

/** Days of a month: "the card" is none. */
const ordinals =
  '(?:twenty |thirty )?(?:first|second|third|(?:four|fif|six|seven|eigh|nin|ten|eleven|twelf|[a-z]+teen|twentie|thirtie)th)|\\d+(?:st|nd|rd|th)';

const dated = new RegExp(
  `\\s(?:on|dated|since|as of|effective)\\s+(?=(?:${monthNames.join('|')}|the (?:${ordinals}))\\b)`,
  'gi',
);

/** " on March fifth": a text ends where a date of something begins. */
function datesIn(clause: string): Span[] {
  return [...clause.matchAll(dated)].map(({ index, 0: words }) => ({
    start: index,
    end: index + words.length,
  }));
}
