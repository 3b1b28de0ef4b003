import type { ScriptField } from './call-script.ts';
import { mayBeCents } from './finding.ts';
import type { Finding, GroundContext } from './found.ts';
import { isAccountedFor } from './value-accounted.ts';
import { isDoubted, isNegated, isOfOnePart, isTorn, isUnasked, isUnknown } from './value-doubts.ts';
import { fieldFor, forEach, orderOf } from './value-fields.ts';
import { keep } from './value-memory.ts';
import type { TurnValues, ValueMemory } from './value-memory.ts';
import { place } from './value-places.ts';
import { clustersIn } from './value-readings.ts';
import { hear } from './words.ts';

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
  const isUnexplained = (index: number, field: ScriptField) =>
    mayBeOfOthers(field) && !isAccountedFor(heard, all, index, context);
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
          isUnexplained(index, field.field) ||
          isOfOnePart(placed, field.field, context.script) ||
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

/** Numbers have no shape of their own, and what is always read back needs no doubt besides. */
function mayBeOfOthers({ type, readBack, key, evident }: ScriptField): boolean {
  return (
    readBack !== 'always' &&
    !key &&
    !evident &&
    type !== 'identifier' &&
    type !== 'telephone' &&
    type !== 'code'
  );
}
