import { z } from 'zod';
import type { EventFeed, FeedEvent, StreamStart } from '../kernel/event-feed.ts';
import type { Routes } from './route.ts';
import { typesQuery } from './event-routes-query.ts';
import type { StreamMessage } from './event-streams.ts';
import { idOf } from './schemas.ts';

/** The feed as it happens. */
export function addEventStream(app: Parameters<Routes>[0], feed: EventFeed): void {
  app.get(
    '/v1/events/stream',
    {
      config: { access: 'events:read' },
      schema: {
        tags: ['Events'],
        operationId: 'streamEvents',
        summary: 'Follow events as they happen (Server-Sent Events)',
        description:
          'Each event comes with its id, its type as the name, and the thin event as JSON data. Begins with what ' +
          'happens from now on; with the header Last-Event-ID, behind that event; with `cursor`, where a page of ' +
          'GET /v1/events ended. A comment comes every fifteen seconds where nothing happens. A stream ends after a ' +
          'quarter of an hour: come again with Last-Event-ID, as browsers do by themselves. At most five a key.',
        querystring: z.object({
          types: typesQuery,
          taskId: idOf('task').optional(),
          cursor: z.string().max(500).optional().describe('`nextCursor` of GET /v1/events'),
        }),
        response: { 200: z.string().describe('text/event-stream') },
      },
    },
    (request, reply) =>
      app.eventStreams.serve(request, reply, async (signal) => {
        const { taskId, cursor } = request.query;
        const filter = { types: request.query.types ?? null, taskId };
        const start = startOf(request.headers['last-event-id'], cursor);
        return messagesOf(await feed.follow(request.principal, filter, start, signal));
      }),
  );
}

function startOf(lastEventId: string | string[] | undefined, cursor: string | undefined): StreamStart {
  if (typeof lastEventId === 'string' && lastEventId !== '') return { kind: 'after', eventId: lastEventId };
  return cursor === undefined ? { kind: 'now' } : { kind: 'cursor', cursor };
}

async function* messagesOf(events: AsyncIterable<FeedEvent | null>): AsyncGenerator<StreamMessage | null> {
  for await (const event of events) yield event && { id: event.id, event: event.type, data: event };
}
