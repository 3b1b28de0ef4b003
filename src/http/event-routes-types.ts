import { z } from 'zod';
import { eventTypes, type EventType } from '../kernel/event.ts';
import { eventExamples } from '../kernel/event-examples.ts';
import { fullSchemas, thinSchemas } from '../kernel/event-schemas.ts';
import type { Routes } from './route.ts';

const tags = ['Events'];

const schema = z.record(z.string(), z.unknown()).describe('JSON Schema (2020-12) of the whole body');
const described = z.object({
  type: z.enum(eventTypes),
  description: z.string(),
  thin: schema,
  full: schema.nullable().describe('Null where a full payload holds nothing more than the thin one'),
  example: z.record(z.string(), z.unknown()).describe('A thin body'),
});

/** What events there are, each with the schemas of its bodies. */
export function addEventTypes(app: Parameters<Routes>[0]): void {
  app.get(
    '/v1/event-types',
    {
      config: { access: 'any' },
      schema: {
        tags,
        operationId: 'listEventTypes',
        summary: 'List the types of events, with JSON Schemas and an example of each',
        response: { 200: z.object({ data: z.array(described) }) },
      },
    },
    () => Promise.resolve({ data: eventTypes.map(describe) }),
  );

  app.get(
    '/v1/event-types/:type',
    {
      config: { access: 'any' },
      schema: {
        tags,
        operationId: 'getEventType',
        summary: 'See a type of events, with its JSON Schemas and an example',
        params: z.object({ type: z.enum(eventTypes) }),
        response: { 200: described },
      },
    },
    (request) => Promise.resolve(describe(request.params.type)),
  );
}

function describe(type: EventType) {
  const full = fullSchemas[type];
  return {
    type,
    description: thinSchemas[type].description ?? type,
    thin: bodySchema(type, 'thin', thinSchemas[type]),
    full: full === undefined ? null : bodySchema(type, 'full', full),
    example: { type, timestamp: '2026-03-10T10:00:00.000Z', data: eventExamples[type] },
  };
}

/** Members may be added later, so readers should not mind unknown ones: the schemas do not forbid them. */
function bodySchema(type: EventType, style: string, data: z.ZodObject): Record<string, unknown> {
  const body = z.object({
    type: z.literal(type),
    timestamp: z.iso.datetime({ offset: true }).describe('When it happened'),
    data,
  });
  return { ...z.toJSONSchema(body, { io: 'input' }), $id: `urn:holdfast:event:${type}:${style}` };
}
