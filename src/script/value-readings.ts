import type { ScriptField } from './call-script.ts';
import { readingOf, valuesFor } from './finding.ts';
import type { GroundContext, ValueInText } from './found.ts';
import type { Span } from './words.ts';

/** Values that overlap: readings of the same words. */
export interface Cluster extends Span {
  corrected: boolean;
  readings: { value: ValueInText; field: ScriptField }[];
}

export function clustersIn(
  clause: string,
  fields: readonly ScriptField[],
  { today, script }: GroundContext,
): Cluster[] {
  const byShape = new Map<string, ValueInText[]>();
  const all = fields
    .flatMap((field) => {
      const key = readingOf(field);
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
