import { rememberingLastFew } from '../kernel/last-few.ts';
import type { CallScript, ScriptField } from './call-script.ts';
import { aspectReach, bind } from './bind.ts';
import type { Bound, Mark } from './bind.ts';
import { mayBeCents, valuesFor } from './finding.ts';
import type { Finding, GroundContext, ValueInText } from './found.ts';
import { hear, places, says } from './words.ts';
import type { Heard, Span } from './words.ts';

type ValueType = ScriptField['type'];

/** Types whose words also claim each other's values: a date is no deadline, a fax number no reference. */
const families: readonly (readonly ValueType[])[] = [
  ['integer', 'duration', 'deadline'],
  ['date', 'deadline'],
  ['identifier', 'telephone', 'code'],
];

/** What a turn has said so far, for what goes on in its next clauses. */
export interface TurnValues {
  /** Facets that go on, by the type of the values that they are said of, and by name. */
  facets: Partial<Record<ValueType, Record<string, string>>>;
  /** The last value taken, by type: what a repair replaces. */
  last: Partial<Record<ValueType, string>>;
  /** Fields that have a value of this turn. */
  taken: Set<string>;
}

/** The same, as values of one type see it. */
type ValueMemory = Omit<TurnValues, 'facets'> & { facets: Record<string, string> };

/** Values that overlap: readings of the same words. */
interface Cluster extends Span {
  corrected: boolean;
  readings: { value: ValueInText; field: ScriptField }[];
}

/** A value with all that its surroundings say of it. */
interface Placed {
  cluster: Cluster;
  subject: Bound | undefined;
  /** All that the subject's words can mean: fields may share them. */
  meanings: readonly string[];
  facets: Record<string, string>;
  unsure: boolean;
  /** It stands behind a repair, with no word of its own. */
  repairs: boolean;
}

const otherSubject = '(something else)';

/** Binds each value of a type in a clause to the field that its surroundings, the turn or our question name. */
export function groundValues(
  clause: string,
  fields: readonly ScriptField[],
  context: GroundContext,
  turn: TurnValues,
): Finding[] {
  const type = fields[0]?.type;
  if (type === undefined) return [];
  const memory: ValueMemory = { ...turn, facets: (turn.facets[type] ??= {}) };
  const clusters = clustersIn(clause, fields, context);
  if (clusters.length === 0) return [];
  const heard = hear(clause);
  const findings: Finding[] = [];
  const all = place(clause, heard, clusters, type, context);
  const inOrder = orderOf(all, fields, context, memory);
  for (const [index, placed] of all.entries()) {
    const one = inOrder?.[index] ?? fieldFor(placed, fields, context, memory);
    const choices = one === undefined ? forEach(placed, heard, fields, context) : [one];
    for (const field of choices) {
      const { value } = placed.cluster.readings.find((reading) => reading.field === field.field) ?? {};
      if (value === undefined || isNegated(heard, placed, value, context.script)) continue;
      // "She'd owe forty at her primary" is no percentage, but to whoever asked for one.
      if (type === 'percent' && field.by === 'cue' && isUnasked(value, field.field, context)) continue;
      // "Five don't see that": who has no answer has none, whatever "I" was heard as.
      if (field.by === 'question' && isUnknown(heard, value, context.script)) continue;
      findings.push({
        ...value,
        field: field.field.name,
        by: field.by,
        hedged:
          value.hedged ||
          placed.unsure ||
          field.guess === true ||
          isTorn(clause, value) ||
          (type === 'money' && field.field.readBack !== 'closing' && mayBeCents(value)) ||
          isDoubted(heard, clusters, value, field.field, context.script),
        corrected: value.corrected || placed.repairs,
      });
      memory.last[type] = field.field.name;
      memory.taken.add(field.field.name);
    }
    keep(placed, fields, context.script, memory);
  }
  return findings;
}

function clustersIn(
  clause: string,
  fields: readonly ScriptField[],
  { today, script }: GroundContext,
): Cluster[] {
  const byShape = new Map<string, ValueInText[]>();
  const all = fields
    .flatMap((field) => {
      const key = `${field.shape ?? ''} ${field.direction} ${String(field.counts)} ${JSON.stringify([field.share, field.range])} ${String(Object.keys(field.facets).length > 0)}`;
      const values = byShape.get(key) ?? valuesFor(field, clause, today, script.grounding);
      byShape.set(key, values);
      return values.map((value) => ({ value, field }));
    })
    .sort((a, b) => a.value.start - b.value.start || b.value.end - a.value.end);
  const clusters: Cluster[] = [];
  for (const reading of all) {
    const last = clusters.at(-1);
    if (last !== undefined && reading.value.start < last.end) last.readings.push(reading);
    else {
      const { start, end, corrected } = reading.value;
      clusters.push({ start, end, corrected, readings: [reading] });
    }
  }
  return clusters;
}

function place(
  clause: string,
  heard: Heard,
  clusters: readonly Cluster[],
  type: ValueType,
  context: GroundContext,
): Placed[] {
  const { script } = context;
  const { facets } = script.grounding;
  const named = subjectMarks(heard, type, script);
  const subjects = bind(clause, clusters, named);
  const others = facets
    .filter(({ subject }) => !subject)
    .map((facet) => ({
      facet,
      bound: bind(
        clause,
        clusters,
        [...marksOf(heard, facet.values), ...nameMarks(heard, facet.values, context)],
        aspectReach,
      ),
    }));
  const repairs = places(heard, script.reflexes.repair);
  const placed = clusters.map((cluster, index): Placed => {
    const subject = subjects[index];
    const own = others.flatMap(({ facet, bound }) => {
      const found = bound[index];
      return found === undefined ? [] : [{ name: facet.name, found }];
    });
    const from = clusters[index - 1]?.end ?? 0;
    return {
      cluster,
      subject,
      meanings: named
        .filter(({ start, end }) => start === subject?.mark.start && end === subject.mark.end)
        .map(({ meaning }) => meaning),
      facets: Object.fromEntries(own.map(({ name, found }) => [name, found.mark.meaning])),
      unsure: subject?.unsure === true || own.some(({ found }) => found.unsure),
      repairs:
        subject === undefined && repairs.some(({ start, end }) => start >= from && end <= cluster.start),
    };
  });
  for (const { facet, bound } of others)
    if (facet.whole !== undefined) partsOfWholes(clause, placed, facet, bound);
  return placed;
}

/** "Eight twenty-five of fifteen hundred has been met": the second value is the whole, what is said of it the first's. */
function partsOfWholes(
  clause: string,
  placed: readonly Placed[],
  { name, whole }: { name: string; whole?: string | undefined },
  bound: readonly (Bound | undefined)[],
): void {
  placed.forEach((part, index) => {
    const total = placed[index + 1];
    if (total === undefined || whole === undefined) return;
    const between = clause.slice(part.cluster.end, total.cluster.start);
    if (
      !/^\s*(?:dollars\s+)?(?:out\s+)?of\s+(?:(?:the|a|an|his|her|their|your|that|its?)\s+)?$/i.test(between)
    )
      return;
    const said = bound[index + 1];
    const aspect = part.facets[name] ?? said?.mark.meaning;
    if (aspect !== undefined) part.facets[name] = aspect;
    total.facets[name] = whole;
    part.subject ??= total.subject;
  });
}

/** Words that say what a value is of: the fields' own, other things' and the facets'. */
function subjectMarks(heard: Heard, type: ValueType, script: CallScript): Mark[] {
  const family = new Set([type, ...families.filter((types) => types.includes(type)).flat()]);
  const own = script.fields.filter((field) => family.has(field.type) && (field.entry?.slot ?? 1) === 1);
  const named = new Set(script.fields.map(({ name }) => name));
  const ofFields = own.flatMap((field) => marks(heard, field.cues, field.name));
  return [
    ...ofFields,
    ...script.grounding.facets
      .filter(({ subject }) => subject)
      .flatMap(({ name, values }) =>
        marksOf(
          heard,
          values.filter(({ value }) => own.some(({ facets }) => facets[name] === value)),
        ),
      ),
    ...marks(heard, script.distractors[type] ?? [], otherSubject),
    // What we tell them is not what they tell us; "the fax number" may be either, "your fax number" is ours.
    ...script.identifiers
      .filter(({ name, kind }) => !named.has(name) && family.has(kindOf(kind)))
      .flatMap(({ cues }) => marks(heard, cues, otherSubject))
      .filter(
        ({ start, end }) =>
          /^(?:your|the (?:practice|office|provider))/i.test(heard.text.slice(start)) ||
          !ofFields.some((mark) => mark.start < end && start < mark.end),
      ),
  ];
}

function kindOf(kind: CallScript['identifiers'][number]['kind']): ValueType {
  return kind === 'letters' || kind === 'words' ? 'text' : kind;
}

function marksOf(heard: Heard, values: readonly { value: string; patterns: readonly string[] }[]): Mark[] {
  return values.flatMap(({ value, patterns }) => marks(heard, patterns, value));
}

const patternsOfName = rememberingLastFew(
  1,
  (name: string): readonly string[] => [`${name}s?`],
  (name) => name,
);

/** "For just Sidney it's eight hundred": whose a value is, by name; as a name is written. */
function nameMarks(
  heard: Heard,
  values: readonly { value: string; input?: string | undefined }[],
  { inputs = {} }: GroundContext,
): Mark[] {
  return values.flatMap(({ value, input }) => {
    const name = input === undefined ? '' : String(inputs[input] ?? '').toLowerCase();
    return /^[a-z]{2,}$/.test(name)
      ? marks(heard, patternsOfName(name), value).filter(({ start }) =>
          /[A-Z]/.test(heard.text.charAt(start)),
        )
      : [];
  });
}

/** "Fifty, same as urgent care": what a value is only likened to. */
const compares =
  /\b(?:same|just)(?: (?:number|amount|figure|thing|one|dollar amount))? as\s+(?:for\s+)?(?:the |a |an |his |her |their )?$/i;

function marks(heard: Heard, patterns: readonly string[], meaning: string): Mark[] {
  return places(heard, patterns)
    .filter(({ start }) => !compares.test(heard.text.slice(0, start)))
    .map((span) => ({ ...span, meaning }));
}

/** Several bare values where several were asked for: given in that order, most likely. */
function orderOf(
  all: readonly Placed[],
  fields: readonly ScriptField[],
  { asked }: GroundContext,
  memory: ValueMemory,
): Choice[] | undefined {
  const known = asked.flatMap((name) => fields.find((field) => field.name === name) ?? []);
  if (known.length < 2 || all.length < 2 || all.length > known.length || memory.taken.size > 0)
    return undefined;
  const wanted = known.slice(0, all.length);
  const isBare = all.every(
    ({ subject, facets, repairs, cluster }, index) =>
      subject === undefined &&
      Object.keys(facets).length === 0 &&
      !repairs &&
      cluster.readings.some(({ field }) => field === wanted[index]),
  );
  return isBare ? wanted.map((field) => ({ field, by: 'question', guess: true })) : undefined;
}

interface Choice {
  field: ScriptField;
  by: Finding['by'];
  guess?: boolean;
}

function fieldFor(
  placed: Placed,
  fields: readonly ScriptField[],
  context: GroundContext,
  memory: ValueMemory,
): Choice | undefined {
  const { subject, meanings, cluster, facets } = placed;
  const { script, asked } = context;
  const readable = fields.filter((field) => cluster.readings.some((reading) => reading.field === field));
  const defaults = (field: ScriptField) =>
    script.grounding.facets.every(
      ({ name, otherwise, guards }) =>
        !guards ||
        field.facets[name] !== undefined ||
        (facets[name] ?? kept(memory, script, name) ?? otherwise) === otherwise,
    );
  if (subject !== undefined) {
    const named = readable.filter((field) => meanings.includes(field.name) && defaults(field));
    const onBranch = named.filter(({ name }) => context.excluded?.has(name) !== true);
    const own = pick(onBranch.length > 0 ? onBranch : named, asked);
    if (own !== undefined) return { field: own, by: 'cue' };
    // "Ten days": its own words say of it what was asked for.
    const isOwn = subject.mark.start >= cluster.start && subject.mark.end <= cluster.end;
    const [plainly, ...others] = readable.filter(
      ({ name, facets: needed }) => asked.includes(name) && Object.keys(needed).length === 0,
    );
    if (isOwn && plainly !== undefined && others.length === 0 && !memory.taken.has(plainly.name))
      return { field: plainly, by: 'question' };
    const topics = script.grounding.facets.filter((facet) => facet.subject);
    const topic = topics.find(({ values }) => values.some(({ value }) => value === subject.mark.meaning));
    if (topic === undefined) return undefined;
    const going = carried(memory, script, topic.name, subject.mark.meaning, facets);
    if (going === undefined) return undefined;
    const said = { ...going, ...facets, [topic.name]: subject.mark.meaning };
    const faceted = byFacets(readable, said, script, {}, defaults);
    return faceted === undefined ? undefined : { field: faceted, by: 'cue' };
  }
  if (placed.repairs) {
    const replaced = readable.find(({ name, type }) => name === memory.last[type]);
    if (replaced !== undefined) return { field: replaced, by: 'cue' };
  }
  const going = script.grounding.facets.find(
    (facet) => facet.subject && memory.facets[facet.name] !== undefined,
  );
  const evident = readable.find((field) => field.evident);
  if (evident !== undefined) return { field: evident, by: 'cue' };
  const askedFields = readable.filter(({ name }) => asked.includes(name));
  if (going !== undefined) {
    if (memory.facets[going.name] === otherSubject) return undefined;
    const field = byFacets(readable, { ...memory.facets, ...facets }, script, {}, defaults);
    return field === undefined || memory.taken.has(field.name) ? undefined : { field, by: 'cue' };
  }
  // "Five have been used": the one kind of thing that is counted here goes without saying.
  const usual = script.grounding.facets.find((facet) => facet.subject && facet.otherwise !== undefined);
  if (usual !== undefined && Object.keys(facets).length > 0) {
    const field = byFacets(readable, facets, script, {}, defaults);
    if (field !== undefined) return { field, by: 'cue' };
  }
  if (askedFields.length === 0) return undefined;
  const plain = askedFields.filter((field) => Object.keys(field.facets).length === 0);
  if (plain.length === askedFields.length) {
    const [only] = plain;
    if (plain.length > 1 || only === undefined || memory.taken.has(only.name) || !defaults(only))
      return undefined;
    return { field: only, by: 'question' };
  }
  if (plain.length > 0) return undefined;
  const own = { ...memory.facets, ...facets };
  const field = byFacets(readable, own, script, sharedFacets(askedFields, script), defaults);
  return field === undefined || memory.taken.has(field.name)
    ? undefined
    : { field, by: asked.includes(field.name) ? 'question' : 'cue' };
}

/** "Thirty for both", "there are no copays": one value for each of several that were asked for together. */
function forEach(
  { cluster, subject, facets }: Placed,
  heard: Heard,
  fields: readonly ScriptField[],
  { asked, script }: GroundContext,
): Choice[] {
  const readings = cluster.readings.filter(
    ({ field }) => fields.includes(field) && asked.includes(field.name),
  );
  if (readings.length < 2 || Object.keys(facets).length > 0) return [];
  const isTheirs =
    subject === undefined ||
    readings.every(({ field }) => Object.values(field.facets).includes(subject.mark.meaning));
  const isNone = subject !== undefined && readings.every(({ value }) => value.value === 0);
  if (!isTheirs || !(isNone || says(heard, script.grounding.each))) return [];
  return readings.map(({ field }) => ({ field, by: 'question' }));
}

function pick(fields: readonly ScriptField[], asked: readonly string[]): ScriptField | undefined {
  return fields.find(({ name }) => asked.includes(name)) ?? fields[0];
}

/**
 * What all fields that were asked for have in common goes without saying; where they differ, and none of them is of the
 * usual kind, what the first is: "how much has been met, and how much remains?"
 */
function sharedFacets(fields: readonly ScriptField[], { grounding }: CallScript): Record<string, string> {
  const [first, ...rest] = fields;
  const usual = (name: string) => grounding.facets.find((facet) => facet.name === name)?.otherwise;
  return Object.fromEntries(
    Object.entries(first?.facets ?? {}).filter(
      ([name, value]) =>
        rest.every(({ facets }) => facets[name] === value) ||
        (usual(name) !== undefined && !fields.some(({ facets }) => facets[name] === usual(name))),
    ),
  );
}

function byFacets(
  fields: readonly ScriptField[],
  said: Readonly<Record<string, string>>,
  script: CallScript,
  fallback: Readonly<Record<string, string>>,
  defaults: (field: ScriptField) => boolean,
): ScriptField | undefined {
  const value = (name: string) =>
    said[name] ?? fallback[name] ?? script.grounding.facets.find((facet) => facet.name === name)?.otherwise;
  return fields.find(
    (field) =>
      Object.keys(field.facets).length > 0 &&
      defaults(field) &&
      Object.entries(field.facets).every(([name, wanted]) => value(name) === wanted),
  );
}

/** A facet that goes on from an earlier value of the turn. */
function kept(memory: ValueMemory, script: CallScript, name: string): string | undefined {
  const facet = script.grounding.facets.find((one) => one.name === name);
  return facet?.keeps === true ? memory.facets[name] : undefined;
}

/**
 * What goes on for a value of this topic. With a new topic nobody knows whether "family" still holds: nothing then,
 * unless the value says so itself.
 */
function carried(
  memory: ValueMemory,
  { grounding, fields }: CallScript,
  topic: string,
  value: string,
  own: Readonly<Record<string, string>>,
): Record<string, string> | undefined {
  if (memory.facets[topic] === value) return { ...memory.facets };
  const open = grounding.facets.some(
    ({ name, keeps, otherwise }) =>
      keeps &&
      own[name] === undefined &&
      (memory.facets[name] ?? otherwise) !== otherwise &&
      fields.some(({ facets }) => facets[topic] === value && facets[name] !== undefined),
  );
  return open ? undefined : {};
}

function keep(placed: Placed, fields: readonly ScriptField[], script: CallScript, memory: ValueMemory): void {
  for (const { name, subject, keeps } of script.grounding.facets) {
    if (subject) {
      // A subject of dates or numbers says nothing of the amounts that follow.
      const counts = fields.some(({ facets }) => facets[name] !== undefined);
      if (counts && placed.subject !== undefined) memory.facets[name] = placed.subject.mark.meaning;
    } else if (keeps && placed.facets[name] !== undefined) memory.facets[name] = placed.facets[name];
  }
}

function isUnasked({ quote }: ValueInText, { name }: ScriptField, { asked }: GroundContext): boolean {
  if (asked.includes(name) || /percent|%/i.test(quote)) return false;
  return /\b(?:he|she|they|member|patient)\b.*\b(?:owe|pay)s?\b/i.test(quote);
}

/** "Children don't have one, so it's zero": what follows from it is known. */
function isUnknown(heard: Heard, { start }: ValueInText, { reflexes }: CallScript): boolean {
  return places(heard, reflexes.dontKnow).some(
    ({ end }) => end > start || !/,\s*(?:and )?so\s+(?:it|that|the)/i.test(heard.text.slice(end, start)),
  );
}

const unit = '(?:dollars?|cents?|percent|hundred|thousand|million|days?|weeks?|visits?|units?)';
const behindGap = new RegExp(`^\\s+(?!and\\b|or\\b|of\\b|to\\b|in\\b|on\\b)[a-z]+\\s+${unit}\\b`, 'i');
const hasUnit = new RegExp(`${unit}|\\$|%`, 'i');

/** "Seventy i dollars": a word that is none stands where the number went on. */
function isTorn(clause: string, { end, quote }: ValueInText): boolean {
  return !hasUnit.test(quote) && behindGap.test(clause.slice(end));
}

/** Characters between a negation and what it takes back: "was not actually paid". */
const negationReach = 22;

/** "It was not paid at one fifty", "that is not one fifty". */
function isNegated(
  heard: Heard,
  { cluster, subject }: Placed,
  value: ValueInText,
  script: CallScript,
): boolean {
  if (value.corrected) return false;
  const from =
    subject !== undefined && subject.mark.end <= cluster.start ? subject.mark.start : cluster.start;
  return places(heard, script.grounding.negation).some(
    ({ end }) =>
      end <= from &&
      from - end <= negationReach &&
      !newStart.test(heard.text.slice(end, from)) &&
      !ownStart.test(heard.text.slice(from)),
  );
}

/** Behind a comma or with another subject a negation is over: "without a copay she pays fifteen percent". */
const newStart = /[,;:]|\b(?:she|he|they|it|we|you|member|patient|plan)\b/i;
const ownStart = /^(?:she|he|they|we|you)\b/i;

/** "I think it paid one fifty": doubt that stands with this value and not with another. */
function isDoubted(
  heard: Heard,
  clusters: readonly Cluster[],
  value: ValueInText,
  field: ScriptField,
  script: CallScript,
): boolean {
  const from = Math.max(0, ...clusters.filter(({ end }) => end <= value.start).map(({ end }) => end));
  const to = Math.min(
    heard.text.length,
    ...clusters.filter(({ start }) => start >= value.end).map(({ start }) => start),
  );
  const certain = places(heard, field.certain);
  return places(heard, script.reflexes.hedge).some(
    ({ start, end }) =>
      start >= from &&
      end <= to &&
      (end <= value.start || start - value.end <= negationReach) &&
      !certain.some((span) => span.start <= start && span.end >= end),
  );
}
