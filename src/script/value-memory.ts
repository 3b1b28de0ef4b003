import type { CallScript, ScriptField } from './call-script.ts';
import type { ValueType } from './value-marks.ts';
import type { Placed } from './value-placed.ts';

/** What a turn has said so far, for what goes on in its next clauses. */
export interface TurnValues {
  /** Facets that go on, by the type of the values that they are said of, and by name. */
  facets: Partial<Record<ValueType, Record<string, string>>>;
  /** The last value taken, by type: what a repair replaces. */
  last: Partial<Record<ValueType, string>>;
  /** Types whose last value with a subject of its own was in doubt: so is what goes on from it. */
  unsure: Set<ValueType>;
  /** Fields that have a value of this turn. */
  taken: Set<string>;
  /** Types whose last value was taken back ("no wait, wrong line"): what comes next stands for it. */
  repairing: Set<ValueType>;
}

export function nothingSaid(): TurnValues {
  return { facets: {}, last: {}, unsure: new Set(), taken: new Set(), repairing: new Set() };
}

/** The same, as values of one type see it. */
export type ValueMemory = Omit<TurnValues, 'facets'> & { facets: Record<string, string> };

/** A facet that goes on from an earlier value of the turn. */
export function kept(memory: ValueMemory, script: CallScript, name: string): string | undefined {
  const facet = script.grounding.facets.find((one) => one.name === name);
  return facet?.keeps === true ? memory.facets[name] : undefined;
}

/**
 * What goes on for a value of this topic. With a new topic nobody knows whether "family" still holds: nothing then,
 * unless the value says so itself.
 */
export function carried(
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

export function keep(
  placed: Placed,
  fields: readonly ScriptField[],
  script: CallScript,
  memory: ValueMemory,
): void {
  // "That includes the deductible of two thousand": the talk goes on about what it was about.
  if (placed.aside) return;
  for (const { name, subject, keeps } of script.grounding.facets) {
    if (subject) {
      // A subject of dates or numbers says nothing of the amounts that follow.
      const counts = fields.some(({ facets }) => facets[name] !== undefined);
      if (counts && placed.subject !== undefined) memory.facets[name] = placed.subject.mark.meaning;
    } else if (keeps && placed.facets[name] !== undefined) memory.facets[name] = placed.facets[name];
  }
}
