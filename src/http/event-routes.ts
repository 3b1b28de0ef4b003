import { z } from 'zod';
import { ProblemError } from '../kernel/errors.ts';
import { eventTypes, type EventType } from '../kernel/event.ts';
import type { EventFeed, FeedEvent } from '../kernel/event-feed.ts';
import { fullSchemas } from '../kernel/event-schemas.ts';
import type { AuditTrail } from '../kernel/phi.ts';
import { payloadStyles, type PayloadStyle } from '../kernel/webhook.ts';
import { recordAccess } from './audited.ts';
import { typesQuery } from './event-routes-query.ts';
import { addEventStream } from './event-routes-stream.ts';
import { addEventTypes } from './event-routes-types.ts';
import type { Routes } from './route.ts';
import { idOf, pageQuery } from './schemas.ts';

const tags = ['Events'];

const shown = z.object({
  id: z.string().describe('The same as the webhook-id of its deliveries'),
  type: z.enum(eventTypes),
  timestamp: z.iso.datetime({ offset: true }),
  data: z.record(z.string(), z.unknown()).describe('Its schema is at /v1/event-types/:type'),
});

const payload = z
  .enum(payloadStyles)
  .default('thin')
  .describe('full: outcomes too, which are patient data; needs results:read as well, and is audited');

export interface EventRoutesOptions {
  feed: EventFeed;
  audit: AuditTrail;
}

/** Everything that happened, in one order that readers can follow: by cursor, or as a stream. */
export function makeEventRoutes(options: EventRoutesOptions): Routes {
  const { feed, audit } = options;
  return async (app) => {
    app.get(
      '/v1/events',
      {
        config: { access: 'events:read' },
        schema: {
          tags,
          operationId: 'listEvents',
          summary: 'Read the feed of events, the oldest first',
          description:
            'Nothing is skipped: whoever goes on at `nextCursor` reads every event once. The last page has a ' +
            '`nextCursor` too, at which later events will follow.',
          querystring: z.object({
            ...pageQuery,
            types: typesQuery,
            taskId: idOf('task').optional(),
            payload,
          }),
          response: {
            200: z.object({
              data: z.array(shown),
              nextCursor: z.string().describe('Where to go on, now or later'),
              hasMore: z.boolean().describe('True where more can be read at once'),
            }),
          },
        },
      },
      async (request) => {
        const { types, ...asked } = request.query;
        demandResults(request.principal.scopes, asked.payload);
        const page = await feed.list(request.principal, { ...asked, types: types ?? null });
        for (const event of page.data.filter((one) => holdsPhi(one, asked.payload)))
          await recordAccess(audit, request, 'event.read', event.id);
        return page;
      },
    );

    app.get(
      '/v1/events/:eventId',
      {
        config: { access: 'events:read' },
        schema: {
          tags,
          operationId: 'getEvent',
          summary: 'See an event',
          params: z.object({ eventId: idOf('event') }),
          querystring: z.object({ payload }),
          response: { 200: shown },
        },
      },
      async (request) => {
        const { eventId } = request.params;
        demandResults(request.principal.scopes, request.query.payload);
        const event = await feed.get(request.principal, eventId, request.query.payload);
        if (event === undefined) throw new ProblemError('not_found', 404, 'There is no such event.');
        if (holdsPhi(event, request.query.payload)) await recordAccess(audit, request, 'event.read', eventId);
        return event;
      },
    );

    addEventStream(app, feed);
    addEventTypes(app);
  };
}

function demandResults(scopes: readonly string[], asked: PayloadStyle): void {
  if (asked === 'full' && !scopes.includes('results:read'))
    throw new ProblemError(
      'forbidden',
      403,
      'Full payloads hold results: this needs the scope results:read too.',
    );
}

const withPhi = new Set<EventType>(Object.keys(fullSchemas) as EventType[]);

const holdsPhi = (event: FeedEvent, asked: PayloadStyle) => asked === 'full' && withPhi.has(event.type);
