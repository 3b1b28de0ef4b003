import type { CallScript, ScriptField } from './call-script.ts';
import { hear, places, says } from './words.ts';
import type { Heard } from './words.ts';

/**
 * Which of the fields that were just read back words speak of: "the effective date", "the remaining one". Those of which
 * the most is said: of amounts that share a topic by their parts, of others by their own words and by those in which they
 * were read.
 */
export function itemsNamed(script: CallScript, items: readonly string[], heard: Heard): string[] {
  const fields = script.fields.filter(({ name }) => items.includes(name));
  const scored = fields.map((field) => ({ name: field.name, score: scoreOf(script, field, fields, heard) }));
  const most = Math.max(0, ...scored.map(({ score }) => score));
  return scored.filter(({ score }) => score > 0 && score === most).map(({ name }) => name);
}

/** More than the words of any name that is said in part. */
const wholeName = 1000;

function scoreOf(
  script: CallScript,
  field: ScriptField,
  others: readonly ScriptField[],
  heard: Heard,
): number {
  const score =
    Object.keys(field.facets).length > 0
      ? partsNamed(script, field, others, heard)
      : charactersNamed(field, heard);
  // "The approved amount" is called so by its whole name, of which the approved dates share a word.
  const label = hear(field.label).plain;
  return score > 0 && says(heard, [label]) ? wholeName + label.length : score;
}

/** The parts of an amount that are named; none where a part of another one is. */
function partsNamed(
  { grounding }: CallScript,
  { facets }: ScriptField,
  others: readonly ScriptField[],
  heard: Heard,
): number {
  const named = (name: string, value: string | undefined) =>
    grounding.facets.some(
      (facet) =>
        facet.name === name && facet.values.some((one) => one.value === value && says(heard, one.patterns)),
    );
  const parts = Object.entries(facets);
  const told = parts.filter(([name, value]) => named(name, value));
  const isAnother = parts.some(
    ([name, value]) =>
      !named(name, value) &&
      others.some((other) => other.facets[name] !== value && named(name, other.facets[name])),
  );
  return isAnother ? 0 : told.length;
}

const everywhere = new Set([
  'the',
  'is',
  'it',
  'was',
  'are',
  'those',
  'of',
  'to',
  'for',
  'and',
  'a',
  'on',
  'not',
]);

/** Characters of the field's own words, and of those that its name and its read-back consist of. */
function charactersNamed({ cues, label, readAs = '' }: ScriptField, heard: Heard): number {
  const own = Math.max(0, ...places(heard, cues).map(({ start, end }) => end - start));
  const words = new Set(
    hear(`${label} ${readAs}`)
      .plain.split(' ')
      .filter((word) => !everywhere.has(word)),
  );
  const shared = heard.plain.split(' ').filter((word) => words.has(word));
  return own + shared.join('').length;
}
