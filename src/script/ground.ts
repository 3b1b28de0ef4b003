import type { CallScript, ScriptField } from './call-script.ts';
import { besideNames } from './beside-names.ts';
import { besideUnknown, choicesIn, choicesOfTurn, ownChoices } from './choices.ts';
import type { Finding, GroundContext } from './found.ts';
import { nameIn } from './names.ts';
import { groundValues } from './values.ts';
import { nothingSaid } from './value-memory.ts';
import type { TurnValues } from './value-memory.ts';
import { withoutStalling } from './parenthesis.ts';
import { sentencesOf } from './sentences.ts';
import { isTakenBack } from './taken-back.ts';
import { settledBySum, wholeOfPart } from './settled-by-sum.ts';
import { groundTexts } from './texts.ts';
import { clausesOf, hear, isWithin, overlaps, places, says } from './words.ts';
import { turnsIn, zoneAt, zonesOf } from './zones.ts';
import type { TurnMemory, Zone } from './zones.ts';

/** Everything that a turn says about our fields. Spans count in the turn's text. */
export function groundTurn(text: string, context: GroundContext): Finding[] {
  const said = withoutStalling(text);
  if (context.confirming !== true || !replyNo.test(said)) return groundSaid(said, context);
  const apart = groundSaid(replyApart(said), context);
  if (context.asked.length < 2) return apart;
  // "No, they worked it in August" to several values at once: any words can be a text, and these name none.
  const isText = (one: Finding) => typeOf(one, context.script.fields) === 'text';
  const texts = groundSaid(said, context).filter(isText);
  const others = outsideTexts([...apart.filter((one) => !isText(one)), ...texts], context.script.fields);
  return others.toSorted((a, b) => a.start - b.start);
}

function groundSaid(text: string, context: GroundContext): Finding[] {
  const talk: TurnMemory = {
    elsewhere: false,
    before: false,
    today: context.today,
    listed: context.another,
  };
  const values = nothingSaid();
  const from = Math.max(0, ...places(hear(text), context.script.grounding.retracts).map(({ end }) => end));
  const sentences = sentencesOf(text, context.script);
  const findings = sentences.flatMap((sentence, at) => {
    const isLeft = sentences.slice(at + 1).some((later) => isOurs(later.text, context));
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
        .filter((one) => isBehind(one, from) && !isGeneral(part, isLeft || index < cuts.length - 1, context));
      // A guess, or what was not said of ours, leaves room for what is said next.
      values.taken = new Set([...known, ...found.filter(({ hedged }) => !hedged).map(({ field }) => field)]);
      if (says(hear(part), context.script.reflexes.wait)) values.taken.clear();
      talk.past = talk.past === true || found.some((one) => isOver(one, context.script));
      return found;
    });
  });
  const told =
    findings.length === 0 && from === 0 ? inOneBreath(text, context) : lookedUp(findings, text, context);
  const all = wholeOfPart(settledBySum(told, context.script), text, context);
  return choicesOfTurn(all, text, context).map((finding) =>
    finding.beside === true ||
    isCutOff(text, finding, context) ||
    isUntold(finding, all, context) ||
    isTakenBack(text, finding)
      ? { ...finding, hedged: true }
      : finding,
  );
}

/**
 * "No, two thousand" to a read-back is "No. Two thousand": the no is to what was read, and negates nothing that follows.
 * The text keeps its length.
 */
function replyApart(text: string): string {
  return text.replace(replyNo, (reply) => `${reply.slice(0, -1)}.`);
}

const replyNo =
  /^\s*(?:(?:oh|um|uh|well|so|actually|sorry|i['’]?m sorry),?\s+)*(?:no|nope|nah)(?:,?\s+(?:no|nope|sir|ma['’]?am|sorry|i['’]?m sorry|actually|it['’]?s not|it is not|that['’]?s (?:not (?:right|correct|it)|wrong|incorrect)))*,(?=\s)/i;

/** Behind words that take back what was said, or a value that they correct themselves. */
function isBehind({ start, end, corrected }: Finding, from: number): boolean {
  return start >= from || (corrected && end > from);
}

function isOver({ field, value, hedged }: Finding, { fields }: CallScript): boolean {
  const choices = fields.find(({ name }) => name === field)?.values ?? [];
  return !hedged && choices.some((choice) => choice.past && choice.value === value);
}

/** "On this one it was one forty": what was general is left. */
function isOurs(sentence: string, { script: { grounding } }: GroundContext): boolean {
  return places(hear(sentence), grounding.own, grounding.here).length > 0;
}

/** "Most plans say sixty", and then what ours says: no answer beside it. */
function isGeneral(part: string, goesOn: boolean, { script }: GroundContext): boolean {
  return goesOn && says(hear(part), script.grounding.policy);
}

/**
 * "It might be seven fifty, let me see. It's eight fifty": a guess is worth nothing beside what was then looked up, nor
 * beside the same value said plainly; nor are words worth anything that were taken back: "Mercy. No, sorry, it's Riverbend".
 */
function lookedUp(findings: readonly Finding[], text: string, { script }: GroundContext): Finding[] {
  const waits = places(hear(text), script.reflexes.wait);
  const isWords = (one: Finding) => ['text', 'name'].includes(typeOf(one, script.fields) ?? '');
  const replaces = (later: Finding, one: Finding) =>
    (later.corrected && later.start > one.start && isWords(one)) ||
    (!later.hedged &&
      ((one.hedged && later.value === one.value) || later.start > one.start) &&
      (one.hedged || waits.some(({ start }) => one.end <= start && start < later.start)));
  return findings.filter(
    (one) => !findings.some((later) => later.field === one.field && replaces(later, one)),
  );
}

/** "March third. March tenth.": bare answers to the parts of one question, a sentence each. */
function inOneBreath(text: string, context: GroundContext): Finding[] {
  if (context.asked.length < 2 || clausesOf(text).length < 2) return [];
  const joined = text.replace(/[.;](?=\s|$)/g, ',');
  const talk: TurnMemory = { elsewhere: false, before: false, today: context.today };
  const values = nothingSaid();
  return groundClause(joined, context, talk, values).filter(({ field }) => context.asked.includes(field));
}

/** "Three hundred twenty": all of it, or what was met. Beside "one hundred is left" it can only be all of it. */
function isUntold(finding: Finding, all: readonly Finding[], { script: { fields } }: GroundContext): boolean {
  const type = typeOf(finding, fields);
  return (
    finding.untold === true &&
    !all.some((other) => other.field !== finding.field && typeOf(other, fields) === type)
  );
}

const goesOn: ReadonlySet<ScriptField['type']> = new Set([
  'money',
  'integer',
  'percent',
  'duration',
  'deadline',
]);

/** "… it is active. The limit is one": the turn broke off where a number may have gone on; its sentences end with a stop. */
function isCutOff(text: string, finding: Finding, { script }: GroundContext): boolean {
  if (lacksItsEnd.test(text.slice(finding.end))) return true;
  if (finding.end < text.trimEnd().length || !/[.?!]\s/.test(text)) return false;
  const type = typeOf(finding, script.fields);
  return type !== undefined && goesOn.has(type);
}

/** "It was approved with", and a word that was not heard: in which way it was is lost. */
const lacksItsEnd = /^\s+(?:with|except|but for)(?:\s*[.,]?\s*$|\s+(?:they|we|it|she|he|so)\b)/i;

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
  const texts = besideNames(ofOneType(all, fields, asked), fields, clause);
  const own = ownChoices(outsideTexts(texts, fields), fields);
  const findings = besideUnknown(own, clause, fields, context);
  return findings.flatMap((finding) => {
    const field = fields.find(({ name }) => name === finding.field);
    // "What I need is the operative report": what they ask us for is what we asked about.
    const isWanted = field?.type === 'text' && finding.by === 'cue' && asked.includes(field.name);
    // "They also have Blue Cross": asked for another plan, what is told of another one answers.
    if (field?.elsewhere === true && asked.includes(field.name)) return [finding];
    const zone = zoneAt(isWanted ? zones.filter(({ requests }) => requests !== true) : zones, finding.start);
    if (zone === undefined) return [finding];
    const isAhead = (name: string) => fields.some((field) => field.name === name && field.ahead);
    if (zone.supposes === true && isAhead(finding.field) && asked.some(isAhead)) return [finding];
    if (!asked.includes(finding.field) || !zone.answers) return [];
    return [{ ...finding, hedged: true }];
  });
}

/**
 * The same words are a date or a number of a group, a deadline or the end of an approval: what was asked for, or the date.
 * And the sixty days of a deadline count nothing that was approved.
 */
function ofOneType(
  findings: readonly Finding[],
  fields: readonly ScriptField[],
  asked: readonly string[],
): readonly Finding[] {
  const goesBefore = (other: Finding, one: Finding) =>
    asked.includes(other.field) || (typeOf(other, fields) === 'date' && typeOf(one, fields) === 'identifier');
  const isOthers = (one: Finding, other: Finding) => {
    const [type, otherType] = [typeOf(one, fields), typeOf(other, fields)];
    if (type === otherType || !overlaps(other, one)) return false;
    if (isCounting(type)) return otherType === 'deadline';
    // "The total of the check is two hundred thirty-eight ninety": nobody calls a number's figures so.
    if (type === 'identifier' && otherType === 'money') return /\b(?:hundred|thousand)\b/i.test(one.quote);
    return isDated(type) && isDated(otherType) && goesBefore(other, one);
  };
  return findings.filter(
    (one) =>
      !findings.some((other) => isLabel(one, other, fields)) &&
      (asked.includes(one.field) || !findings.some((other) => isOthers(one, other))),
  );
}

/** "Check 7719340, and the whole check was $4,218.77": what is called a number of something is no amount. */
function isLabel(one: Finding, other: Finding, fields: readonly ScriptField[]): boolean {
  return (
    typeOf(one, fields) === 'money' &&
    typeOf(other, fields) === 'identifier' &&
    other.by === 'cue' &&
    /^\d{5,}$/.test(other.quote) &&
    overlaps(one, other)
  );
}

function isCounting(type: ScriptField['type'] | undefined): boolean {
  return type === 'integer' || type === 'enum';
}

function typeOf({ field }: Finding, fields: readonly ScriptField[]): ScriptField['type'] | undefined {
  return fields.find(({ name }) => name === field)?.type;
}

function isDated(type: ScriptField['type'] | undefined): boolean {
  return type === 'date' || type === 'deadline' || type === 'identifier';
}

/** "It says exact duplicate of a claim already paid": words of a text state nothing else. */
function outsideTexts(findings: readonly Finding[], fields: readonly ScriptField[]): readonly Finding[] {
  const texts = findings.filter((finding) => typeOf(finding, fields) === 'text');
  return findings.filter(
    (finding) => typeOf(finding, fields) !== 'enum' || !texts.some((text) => isWithin(finding, text)),
  );
}

function groundType(
  clause: string,
  fields: readonly ScriptField[],
  context: GroundContext,
  values: TurnValues,
  zones: readonly Zone[],
): Finding[] {
  const { asked } = context;
  const first = fields[0];
  if (first === undefined) return [];
  switch (first.type) {
    case 'yes_no':
    case 'enum':
      return choicesIn(clause, fields, zones, context);
    case 'name':
      return fields.flatMap((field) => {
        const found = nameIn(field, clause, asked.includes(field.name), strangersOf(context));
        return found === undefined ? [] : [{ ...found, field: field.name, by: 'cue' } as const];
      });
    case 'text':
      return groundTexts(clause, fields, context);
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
