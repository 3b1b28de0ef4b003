import type { FieldContract, JsonSchema } from '../kernel/call-type.ts';
import { durationUnits } from '../kernel/outcome.ts';

const isoDate = { type: 'string', format: 'date' } as const;
const words = { type: 'string', minLength: 1 } as const;

const duration: JsonSchema = {
  type: 'object',
  properties: {
    n: { type: 'integer', minimum: 0 },
    unit: { enum: durationUnits },
    dayType: { enum: ['business', 'calendar'] },
  },
  required: ['n', 'unit'],
};

/** JSON Schema of the value that a field takes where it has one, and what a person should know of it. */
export function valueSchema(field: FieldContract): { schema: JsonSchema; description: string } {
  switch (field.type) {
    case 'enum': {
      const values = field.values ?? [];
      return {
        schema: { enum: values.map(({ value }) => value) },
        description: `One of: ${values.map(({ value, say }) => (say === value ? value : `${value} (${say})`)).join(', ')}.`,
      };
    }
    case 'money':
      return { schema: { type: 'integer', minimum: 0 }, description: 'In cents.' };
    case 'date':
      return { schema: isoDate, description: 'An ISO date.' };
    case 'identifier':
      return { schema: shaped(field), description: 'In capital letters, as it was spelled.' };
    case 'code':
      return { schema: shaped(field), description: 'Only where the code itself was said.' };
    case 'integer':
      return { schema: { type: 'integer', minimum: 0 }, description: 'A whole number.' };
    case 'duration':
      return { schema: duration, description: 'A length of time.' };
    case 'deadline':
      return {
        schema: { anyOf: [isoDate, duration] },
        description: 'An ISO date, or the length of time that was given instead of one.',
      };
    case 'name':
      return { schema: words, description: 'A name as it was understood.' };
    case 'text':
      return { schema: words, description: 'In the words that were said.' };
    case 'percent':
      return {
        schema: { type: 'integer', minimum: 0, maximum: 100 },
        description: 'In percent, from 0 to 100.',
      };
    case 'telephone':
      return {
        schema: { type: 'string', pattern: '^[0-9]{7,15}$' },
        description: 'Digits without a country code.',
      };
    case 'yes_no':
      return { schema: { enum: ['yes', 'no'] }, description: 'Yes or no.' };
  }
}

function shaped({ shape }: FieldContract): JsonSchema {
  return shape === undefined ? words : { type: 'string', pattern: `^(?:${shape})$` };
}
