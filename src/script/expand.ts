import type { z } from 'zod';
import type { Wanted } from '../kernel/call-type.ts';
import type { fieldSchema } from './field-schema.ts';

type FieldSource = z.output<typeof fieldSchema>;

/** "denials.*.code" with three slots becomes denials.1.code, denials.2.code and denials.3.code. */
export function expandLists(fields: readonly FieldSource[]): FieldSource[] {
  return fields.flatMap((field) => {
    const { slots, name } = field;
    if (slots === undefined) return [field];
    return Array.from({ length: slots }, (_, index) => entryOf(field, name, index + 1));
  });
}

function entryOf(field: FieldSource, name: string, slot: number): FieldSource {
  const [list = name, part = ''] = name.split(/\.?\*\.?/);
  return {
    ...field,
    name: name.replace('*', String(slot)),
    entry: { list, part, slot },
    ...(slot === 1 ? {} : { label: `${field.label} ${slot}`, requirement: 'optional' as const }),
  };
}

/** Fields that a condition speaks of. */
export function namesIn(wanted: Wanted | undefined): string[] {
  if (wanted === undefined || 'input' in wanted) return [];
  if ('all' in wanted) return wanted.all.flatMap(namesIn);
  if ('any' in wanted) return wanted.any.flatMap(namesIn);
  return [wanted.field];
}
