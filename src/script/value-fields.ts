import type { CallScript, ScriptField } from './call-script.ts';
import type { Finding, GroundContext } from './found.ts';
import { otherSubject } from './value-marks.ts';
import { carried, kept } from './value-memory.ts';
import type { ValueMemory } from './value-memory.ts';
import type { Placed } from './value-placed.ts';
import { says } from './words.ts';
import type { Heard } from './words.ts';

/** Several bare values where several were asked for: given in that order, most likely. */
export function orderOf(
  all: readonly Placed[],
  fields: readonly ScriptField[],
  { asked, confirming }: GroundContext,
  memory: ValueMemory,
): Choice[] | undefined {
  const known = asked.flatMap((name) => fields.find((field) => field.name === name) ?? []);
  if (known.length < 2 || all.length < 2 || all.length > known.length || memory.taken.size > 0)
    return undefined;
  // Of what was read back some may stand: which of it two values replace, their order does not say.
  if (confirming === true && all.length < known.length) return undefined;
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

export interface Choice extends Pick<Finding, 'by' | 'untold'> {
  field: ScriptField;
  guess?: boolean;
}

export function fieldFor(
  placed: Placed,
  fields: readonly ScriptField[],
  context: GroundContext,
  memory: ValueMemory,
  besides: readonly Placed[],
): Choice | undefined {
  const { subject, meanings, cluster, facets } = placed;
  const { script, asked } = context;
  const toldApart = isToldApart(besides);
  const readable = fields.filter((field) => cluster.readings.some((reading) => reading.field === field));
  const defaults = unguarded(facets, memory, script);
  if (subject !== undefined) {
    const named = readable.filter((field) => meanings.includes(field.name) && defaults(field));
    const onBranch = named.filter(({ name }) => context.excluded?.has(name) !== true);
    const own = pick(onBranch.length > 0 ? onBranch : named, asked);
    if (own !== undefined) return { field: own, by: 'cue' };
    // "Ten days": its own words say of it what was asked for.
    const isOwn =
      subject.mark.meaning !== otherSubject &&
      subject.mark.start >= cluster.start &&
      subject.mark.end <= cluster.end;
    const [plainly, ...others] = readable.filter(
      ({ name, facets: needed }) => asked.includes(name) && Object.keys(needed).length === 0,
    );
    if (isOwn && plainly !== undefined && others.length === 0 && !memory.taken.has(plainly.name))
      return { field: plainly, by: 'question' };
    // "Till November thirtieth", where a deadline was asked for: the words are of another end, and may be of this one.
    const isOfOtherEnd = plainly?.type === 'deadline' && isDateAhead(subject.mark.meaning, script);
    if (isOfOtherEnd && others.length === 0 && !memory.taken.has(plainly.name))
      return { field: plainly, by: 'question', guess: true };
    const topics = script.grounding.facets.filter((facet) => facet.subject);
    const topic = topics.find(({ values }) => values.some(({ value }) => value === subject.mark.meaning));
    if (topic === undefined) return undefined;
    const going = carried(memory, script, topic.name, subject.mark.meaning, facets);
    if (going === undefined) return undefined;
    const said = { ...going, ...facets, [topic.name]: subject.mark.meaning };
    const usual = byFacets(readable, said, script, {}, defaults);
    // "Eleven visits", where it was asked how many were used: not how many there may be.
    const wanted = readable.filter(
      ({ name, facets: own }) => asked.includes(name) && own[topic.name] === subject.mark.meaning,
    );
    const unsaid = unsaidFacets(sharedFacets(wanted, script), besides, script);
    const faceted = byFacets(readable, said, script, unsaid, defaults) ?? usual;
    const isTold = faceted !== undefined && memory.taken.has(faceted.name) && !placed.repairs && !toldApart;
    const next = isTold ? nextOfTopic(readable, said, topic.name, context, memory) : undefined;
    if (next !== undefined) return { field: next, by: 'question', guess: true };
    if (faceted === undefined) return undefined;
    // "A forty dollar copay", asked for a specialist's: of no other was it said by the way.
    return { field: faceted, by: 'cue', guess: usual !== undefined && faceted !== usual };
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
  if (askedFields.length === 0) return besideAsked(readable, asked, memory);
  const told = context.confirming === true ? namedAmong(askedFields, facets) : undefined;
  if (told !== undefined && !memory.taken.has(told.name)) return { field: told, by: 'question', guess: true };
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
    : {
        field,
        by: asked.includes(field.name) ? 'question' : 'cue',
        untold: leavesOpen(own, askedFields, script) && !toldApart,
      };
}

/** "Yes, your doctor can. The number for it is …, by November twenty-third": what belongs to what was asked for. */
function besideAsked(
  readable: readonly ScriptField[],
  asked: readonly string[],
  memory: ValueMemory,
): Choice | undefined {
  const groups = asked.filter((name) => name.includes('.')).map((name) => name.replace(/[^.]+$/, ''));
  const [only, ...others] = readable.filter(
    ({ name, type, entry }) =>
      entry === undefined && isByItself.has(type) && groups.some((group) => name.startsWith(group)),
  );
  if (only === undefined || others.length > 0 || memory.taken.has(only.name)) return undefined;
  return { field: only, by: 'question', guess: true };
}

/** Types of which a group has hardly two. */
const isByItself: ReadonlySet<ScriptField['type']> = new Set(['telephone', 'deadline']);

/** Whether a value is of the usual kind, as far as a field does not say itself of which: "out of network there is no co-pay". */
function unguarded(
  facets: Readonly<Record<string, string>>,
  memory: ValueMemory,
  script: CallScript,
): (field: ScriptField) => boolean {
  return (field) =>
    script.grounding.facets.every(
      ({ name, otherwise, guards }) =>
        !guards ||
        field.facets[name] !== undefined ||
        (facets[name] ?? kept(memory, script, name) ?? otherwise) === otherwise,
    );
}

/** "No, two thousand for the family", of which one amount was read back. */
function namedAmong(
  fields: readonly ScriptField[],
  said: Readonly<Record<string, string>>,
): ScriptField | undefined {
  const parts = Object.entries(said);
  const named = fields.filter(({ facets }) => parts.every(([name, value]) => facets[name] === value));
  return parts.length > 0 && named.length === 1 ? named[0] : undefined;
}

/** Another value in the clause says what it is, so that one that does not is of the usual kind. */
function isToldApart(others: readonly Placed[]): boolean {
  return others.some(({ facets }) => Object.keys(facets).length > 0);
}

/**
 * "Nine hundred eighty is used, the deductible is thirty-five hundred", where it was asked how much was met: that is told
 * by its own words, and goes without saying of nothing else.
 */
function unsaidFacets(
  shared: Readonly<Record<string, string>>,
  others: readonly Placed[],
  { grounding }: CallScript,
): Record<string, string> {
  const isSaid = (name: string, value: string) =>
    grounding.facets.some((facet) => facet.name === name && facet.whole !== undefined) &&
    others.some(({ facets }) => facets[name] === value);
  return Object.fromEntries(Object.entries(shared).filter(([name, value]) => !isSaid(name, value)));
}

/**
 * "Out of pocket is sixty-five hundred. Same amount on the out of pocket, nine hundred": how much it is was just said, and
 * this is most likely what else was asked about it.
 */
function nextOfTopic(
  readable: readonly ScriptField[],
  said: Readonly<Record<string, string>>,
  topic: string,
  { asked }: GroundContext,
  { taken }: ValueMemory,
): ScriptField | undefined {
  return readable.find(
    ({ name, facets }) =>
      asked.includes(name) &&
      !taken.has(name) &&
      facets[topic] === said[topic] &&
      Object.entries(facets).every(([facet, value]) => said[facet] === undefined || said[facet] === value),
  );
}

function isDateAhead(name: string, { fields }: CallScript): boolean {
  return fields.some((field) => field.name === name && field.type === 'date' && field.direction === 'future');
}

/** "Three hundred twenty", where it was asked how much it is, how much was met and how much is left. */
function leavesOpen(
  said: Readonly<Record<string, string>>,
  asked: readonly ScriptField[],
  { grounding }: CallScript,
): boolean {
  return grounding.facets.some(
    ({ name, whole }) =>
      whole !== undefined &&
      said[name] === undefined &&
      asked.some(({ facets }) => facets[name] === whole) &&
      asked.some(({ facets }) => facets[name] !== whole),
  );
}

/** "Thirty for both", "there are no copays": one value for each of several that were asked for together. */
export function forEach(
  { cluster, subject, facets }: Placed,
  heard: Heard,
  fields: readonly ScriptField[],
  { asked, script }: GroundContext,
  memory: ValueMemory,
): Choice[] {
  const defaults = unguarded(facets, memory, script);
  const readings = cluster.readings.filter(
    ({ field }) => fields.includes(field) && asked.includes(field.name) && defaults(field),
  );
  const isOneOfThem = (name: string) => readings.some(({ field }) => field.facets[name] !== undefined);
  if (readings.length < 2 || Object.keys(facets).some(isOneOfThem)) return [];
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
