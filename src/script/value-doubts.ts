import type { CallScript, ScriptField } from './call-script.ts';
import type { GroundContext, ValueInText } from './found.ts';
import { isBehindNegation, negationReach } from './negation.ts';
import type { Placed } from './value-placed.ts';
import type { Cluster } from './value-readings.ts';
import { hear, places } from './words.ts';
import type { Heard } from './words.ts';

export function isUnasked({ quote }: ValueInText, { name }: ScriptField, { asked }: GroundContext): boolean {
  if (asked.includes(name) || /percent|%/i.test(quote)) return false;
  return /\b(?:he|she|they|member|patient)\b.*\b(?:owe|pay)s?\b/i.test(quote);
}

/**
 * "Children don't have one, so it's zero": what follows from it is known. "We have no fancy numbers, it's just A one two":
 * what is read back anyway may be told instead, and whoever says so much in a row has something.
 */
export function isUnknown(
  heard: Heard,
  value: ValueInText,
  { readBack }: ScriptField,
  { reflexes }: CallScript,
): boolean {
  return places(heard, reflexes.dontKnow).some(({ start, end }) => {
    if (isRow(value) && start >= value.end) return false;
    const between = heard.text.slice(end, value.start);
    const isTold =
      follows.test(between) ||
      (readBack === 'always' && instead.test(between)) ||
      (isRow(value) && /\bjust\b/i.test(between));
    return end > value.start || !isTold;
  });
}

function isRow({ value }: ValueInText): boolean {
  return typeof value === 'string' && /^[A-Z0-9-]{5,}$/.test(value) && !/^\d{4}-/.test(value);
}

const follows = /,\s*(?:and )?so\s+(?:it|that|the)/i;
const instead =
  /[,;]\s*(?:and |but |so )*(?:(?:it|that)['’]?s just|(?:you can |you could |i['’]d )?(?:just )?(?:use|put down|write down|go by))\b/i;

/** "…, and he's met two hundred" behind the family's: he may be himself, where he was asked about alone. */
export function isOfHimself(
  before: string,
  { facets }: Placed,
  field: ScriptField,
  { script, asked }: GroundContext,
): boolean {
  if (!/\b(?:i|he|she|he['’]?s|she['’]?s)\b/i.test(before)) return false;
  return script.grounding.facets.some(({ name, keeps, otherwise }) => {
    if (!keeps || facets[name] !== undefined || (field.facets[name] ?? otherwise) === otherwise) return false;
    const wanted = script.fields.filter((one) => asked.includes(one.name)).map((one) => one.facets[name]);
    return wanted.length > 0 && wanted.every((value) => value === otherwise);
  });
}

/**
 * "Family's met is twelve hundred. Him by himself, five hundred": behind a part of somebody else's, told
 * first, it may be the same part of his.
 */
export function isOfPartUnsaid(
  { facets }: Placed,
  field: ScriptField,
  taken: ReadonlySet<string>,
  { grounding, fields }: CallScript,
): boolean {
  const whole = grounding.facets.find((facet) => facet.whole !== undefined);
  const keeper = grounding.facets.find(({ keeps, otherwise }) => keeps && otherwise !== undefined);
  const topic = grounding.facets.find(({ subject }) => subject);
  if (whole === undefined || keeper === undefined || topic === undefined) return false;
  if (facets[whole.name] !== undefined || field.facets[whole.name] !== whole.whole) return false;
  const [first] = [...taken]
    .flatMap((name) => fields.find((one) => one.name === name) ?? [])
    .filter(
      (one) =>
        one.facets[topic.name] === field.facets[topic.name] &&
        one.facets[keeper.name] !== field.facets[keeper.name],
    );
  return facets[keeper.name] !== undefined && first !== undefined && first.facets[whole.name] !== whole.whole;
}

/** "Six thousand, but that's tier two": what is said of it so is not what it seemed to be. */
export function isQualified(behind: string): boolean {
  return /^\s*(?:dollars?|percent)?[\s,]*(?:but|except|only|though)\s+(?:that['’]?s|that (?:is|was)|this is)\b(?!\s+(?:it|all)\b)/i.test(
    behind,
  );
}

/** "And after that we pay a hundred percent": what follows from another thing, where nobody asked for it. */
export function isConsequence(before: string, { name }: ScriptField, { asked }: GroundContext): boolean {
  return !asked.includes(name) && /\b(?:(?:after|beyond|past) that|from there|at that point)\b/i.test(before);
}

/** "The deductible is a hundred for the pharmacy", "twenty percent for labs": it is said of a part of what the field is of. */
export function isOfOnePart({ facets }: Placed, field: ScriptField, { grounding }: CallScript): boolean {
  return grounding.facets.some(
    ({ name, subject, otherwise }) =>
      !subject &&
      otherwise === undefined &&
      facets[name] !== undefined &&
      field.facets[name] === undefined &&
      (field.type === 'percent' || Object.keys(field.facets).length > 0),
  );
}

const unit = '(?:dollars?|cents?|percent|hundred|thousand|million|days?|weeks?|visits?|units?)';
const behindGap = new RegExp(`^\\s+(?!and\\b|or\\b|of\\b|to\\b|in\\b|on\\b)[a-z]+\\s+${unit}\\b`, 'i');
const hasUnit = new RegExp(`${unit}|\\$|%`, 'i');

/** "Seventy i dollars": a word that is none stands where the number went on. */
export function isTorn(clause: string, { end, quote }: ValueInText): boolean {
  return !hasUnit.test(quote) && behindGap.test(clause.slice(end));
}

/** "One thirty, or is it one twenty", "one seventy-five...": who says so does not know, or broke off. */
export function isLeftOpen(clause: string, { end }: ValueInText): boolean {
  if (/^\s*(?:\.\.\.|…)/.test(clause.slice(end))) return true;
  return /^[\s,;:–—-]*or (?:is it|is that|was it|was that|maybe|perhaps|possibly|no)\b/i.test(
    clause.slice(end),
  );
}

/** "None": there is no such limit. Only "zero" makes it one of nothing. */
export function isNoLimit({ limits }: ScriptField, { value, quote }: ValueInText): boolean {
  return limits && value === 0 && !/zero|\b0|\bdollars?\b/i.test(quote);
}

/** "We did not receive it until June eighteenth": then they did. What lasts until a day is something else. */
export function isNotUntil(clause: string, { start }: Cluster, { type, cues }: ScriptField): boolean {
  const isOver =
    /\b(?:(?:did|was|were)(?:n['’]?t| not)|never)\b[^.,;]*\b(?:until|till|til)\s+(?:(?:on|the|about|around)\s+)*$/i;
  return type === 'date' && isOver.test(clause.slice(0, start)) && places(hear('until'), cues).length === 0;
}

/** "It was not paid at one fifty", "that is not one fifty". */
export function isNegated(
  heard: Heard,
  { cluster, subject }: Placed,
  value: ValueInText,
  script: CallScript,
): boolean {
  if (value.corrected) return false;
  const from =
    subject !== undefined && subject.mark.end <= cluster.start ? subject.mark.start : cluster.start;
  return places(heard, script.grounding.negation).some(
    (negation) =>
      isBehindNegation(from, negation) &&
      !newStart.test(heard.text.slice(negation.end, from)) &&
      !ownStart.test(heard.text.slice(from)),
  );
}

/** Behind a comma or with another subject a negation is over: "without a copay she pays fifteen percent". */
const newStart = /[,;:]|\b(?:she|he|they|it|we|you|member|patient|plan)\b/i;
const ownStart = /^(?:she|he|they|we|you)\b/i;

/** "I think it paid one fifty": doubt that stands with this value and not with another. */
export function isDoubted(
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
