import type { CallTypeContract, InputContract, JsonSchema } from '../kernel/call-type.ts';
import { codeShapeOf, mostCents, shapes } from './input-kinds.ts';

/**
 * JSON Schema (2020-12) of a call type's `inputs`, for callers to check a request before they send it. Two things it
 * cannot say are in the descriptions only: an NPI's check digit, and that a date must not lie ahead.
 */
export function inputsSchema(contract: Pick<CallTypeContract, 'callType' | 'title' | 'inputs'>): JsonSchema {
  const { callType, title, inputs } = contract;
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:holdfast:call-type:${callType}:inputs`,
    title: `${title}: inputs`,
    description: 'The member `inputs` of POST /v1/tasks. Amounts are integer cents, dates are ISO dates.',
    type: 'object',
    properties: Object.fromEntries(
      inputs.map((input) => [input.name, { title: input.label, ...valueSchema(input) }]),
    ),
    required: inputs.filter(({ required }) => required).map(({ name }) => name),
    additionalProperties: false,
  };
}

function valueSchema({ name, kind, ahead }: InputContract): JsonSchema {
  switch (kind) {
    case 'identifier':
      return {
        type: 'string',
        pattern: trimmed(shapes.identifier),
        description: 'As on the card or the letter: letters, digits and hyphens.',
      };
    case 'name':
      return { type: 'string', pattern: trimmed(shapes.name) };
    case 'date':
      return {
        type: 'string',
        format: 'date',
        pattern: '^(?:19|[2-9]\\d)\\d{2}-',
        description: ahead === true ? 'May lie up to two years ahead.' : 'Not in the future.',
      };
    case 'money':
      return { type: 'integer', minimum: 1, maximum: mostCents, description: 'In cents.' };
    case 'npi':
      return { type: 'string', pattern: '^\\d{10}$', description: 'Ten digits with a valid check digit.' };
    case 'tax_id':
      return { type: 'string', pattern: `^${shapes.taxId}$`, description: 'Nine digits.' };
    case 'telephone':
      return {
        type: 'string',
        pattern: `^${shapes.telephone}$`,
        description: 'A North American number such as +13035550142.',
      };
    case 'text': {
      const code = codeShapeOf(name);
      if (code !== undefined)
        return {
          type: 'string',
          pattern: trimmed(`(?:${code.shape})`),
          description: `The value ${code.detail}.`,
        };
      return { type: 'string', pattern: '\\S', maxLength: 500, description: 'One line of text.' };
    }
  }
}

/** Blanks around such a value are taken away. */
function trimmed(shape: string): string {
  return `^\\s*${shape}\\s*$`;
}
