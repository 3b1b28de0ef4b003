import type { CallScript, ScriptField } from './call-script.ts';
import { hear, says } from './words.ts';
import type { Heard } from './words.ts';

/**
 * Which of the fields that were just read back words speak of: "the effective date", "the remaining one". Of amounts
 * that share a topic, those of which the most is said; a part that nobody names tells none apart.
 */
export function itemsNamed(script: CallScript, items: readonly string[], heard: Heard): string[] {
  const fields = script.fields.filter(({ name }) => items.includes(name));
  const scored = fields.map((field) => ({ field, score: scoreOf(script, field, fields, heard) }));
  const most = Math.max(0, ...scored.map(({ score }) => score));
  return scored.filter(({ score }) => score > 0 && score === most).map(({ field }) => field.name);
}

function scoreOf(
  { grounding }: CallScript,
  field: ScriptField,
  others: readonly ScriptField[],
  heard: Heard,
): number {
  const { label, cues, facets } = field;
  if (Object.keys(facets).length === 0)
    return says(heard, cues) || hear(heard.plain).plain.includes(hear(label).plain) ? 1 : 0;
  const told = grounding.facets.filter(({ name, values }) => {
    const own = values.find(({ value }) => value === facets[name]);
    return own !== undefined && says(heard, own.patterns);
  });
  const contradicted = grounding.facets.some(
    ({ name, values }) =>
      facets[name] !== undefined &&
      !told.some((facet) => facet.name === name) &&
      values.some(
        ({ value, patterns }) =>
          others.some((other) => other.facets[name] === value) && says(heard, patterns),
      ),
  );
  return contradicted ? 0 : told.length;
}
