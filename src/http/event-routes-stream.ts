import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { z } from 'zod';
import type { FastifyReply } from 'fastify';
import { describeError, ProblemError } from '../kernel/errors.ts';
import type { EventFeed, FeedEvent, StreamStart } from '../kernel/event-feed.ts';
import type { Routes } from './route.ts';
import { typesQuery } from './event-routes-query.ts';
import { idOf } from './schemas.ts';

/** A node holds this many open streams for one key or person, and for all together. */
const mostOfOne = 5;
const mostOfAll = 1_000;

/** After that a stream ends and its reader comes again, with a key that is looked at anew. */
const longestMs = 15 * 60_000;

/** How long readers wait before they come again. */
const reconnectMs = 2_000;

/** Server-Sent Events: the feed as it happens. */
export function addEventStream(app: Parameters<Routes>[0], feed: EventFeed): void {
  const open = new Map<string, number>();
  const ending = new AbortController();
  let all = 0;

  // Streams would otherwise keep a server that stops waiting for them.
  app.addHook('preClose', () => {
    ending.abort();
    return Promise.resolve();
  });

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
    async (request, reply) => {
      const { actorId } = request.principal;
      const mine = open.get(actorId) ?? 0;
      if (mine >= mostOfOne || all >= mostOfAll)
        throw new ProblemError('rate_limited', 429, 'Too many streams are open; close one first.');
      // Counted before anything is waited for, so that many who come at once do not all find room.
      open.set(actorId, mine + 1);
      all++;
      try {
        const gone = new AbortController();
        request.raw.once('close', () => gone.abort());
        const signal = AbortSignal.any([ending.signal, gone.signal, AbortSignal.timeout(longestMs)]);
        const { taskId, cursor } = request.query;
        const filter = { types: request.query.types ?? null, taskId };
        const start = startOf(request.headers['last-event-id'], cursor);
        const events = await feed.follow(request.principal, filter, start, signal);
        beginStream(reply);
        await pour(events, reply.raw, signal).catch((error: unknown) => {
          if (!signal.aborted) request.log.warn(describeError(error), 'an event stream broke off');
        });
        reply.raw.end();
      } finally {
        all--;
        const left = (open.get(actorId) ?? 1) - 1;
        if (left === 0) open.delete(actorId);
        else open.set(actorId, left);
      }
      return reply;
    },
  );
}

function startOf(lastEventId: string | string[] | undefined, cursor: string | undefined): StreamStart {
  if (typeof lastEventId === 'string' && lastEventId !== '') return { kind: 'after', eventId: lastEventId };
  return cursor === undefined ? { kind: 'now' } : { kind: 'cursor', cursor };
}

/** Written past the usual answer, which would be gathered and compressed; headers that hooks have set go along. */
function beginStream(reply: FastifyReply): void {
  reply.hijack();
  const set = Object.entries(reply.getHeaders()).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  reply.raw.writeHead(200, {
    ...Object.fromEntries(set),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    // Some proxies gather answers unless they are told not to.
    'x-accel-buffering': 'no',
  });
  reply.raw.write(`retry: ${reconnectMs}\n\n`);
}

async function pour(
  events: AsyncIterable<FeedEvent | null>,
  raw: ServerResponse,
  signal: AbortSignal,
): Promise<void> {
  for await (const event of events) {
    if (signal.aborted) return;
    // A reader that does not keep up is waited for: nothing is gathered for it here.
    if (!raw.write(event === null ? ': nothing new\n\n' : lineOf(event)))
      await once(raw, 'drain', { signal });
  }
}

const lineOf = (event: FeedEvent) =>
  `id: ${event.id}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
