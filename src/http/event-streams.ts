import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { describeError, ProblemError } from '../kernel/errors.ts';

/** A node holds this many open streams of one kind for one key or person, and for all together. */
const mostOfOne = 5;
const mostOfAll = 1_000;

/** After that a stream ends and its reader comes again, with a key that is looked at anew. */
const longestMs = 15 * 60_000;

/** How long readers wait before they come again. */
const reconnectMs = 2_000;

/** One Server-Sent Event; `id` is where a reader that comes again goes on. */
export interface StreamMessage {
  id?: string | undefined;
  event: string;
  data: unknown;
}

/** `null`: nothing new; the reader is shown that the stream lives. */
export type StreamSource = AsyncIterable<StreamMessage | null>;

declare module 'fastify' {
  interface FastifyInstance {
    eventStreams: EventStreams;
  }
}

/** Server-Sent Events, whatever they tell of. */
export interface EventStreams {
  /**
   * Answers with a stream. `begin` gets the signal at which all has to end, and may still refuse with a problem. Each
   * message is asked for when the reader has taken the one before: nothing is gathered for a slow one.
   */
  serve(
    request: FastifyRequest,
    reply: FastifyReply,
    begin: (signal: AbortSignal) => Promise<StreamSource>,
  ): Promise<void>;
}

export function addEventStreams(app: FastifyInstance): void {
  const open = new Map<string, number>();
  const ending = new AbortController();
  let all = 0;

  // Streams would otherwise keep a server that stops waiting for them.
  app.addHook('preClose', () => {
    ending.abort();
    return Promise.resolve();
  });

  app.decorate('eventStreams', {
    async serve(request, reply, begin) {
      const whose = `${request.routeOptions.url ?? ''} ${request.principal.actorId}`;
      const mine = open.get(whose) ?? 0;
      if (mine >= mostOfOne || all >= mostOfAll)
        throw new ProblemError('rate_limited', 429, 'Too many streams are open; close one first.');
      // Counted before anything is waited for, so that many who come at once do not all find room.
      open.set(whose, mine + 1);
      all++;
      try {
        const gone = new AbortController();
        request.raw.once('close', () => gone.abort());
        const signal = AbortSignal.any([ending.signal, gone.signal, AbortSignal.timeout(longestMs)]);
        const source = await begin(signal);
        beginStream(reply);
        await pour(source, reply.raw, signal).catch((error: unknown) => {
          if (!signal.aborted) request.log.warn(describeError(error), 'an event stream broke off');
        });
        reply.raw.end();
      } finally {
        all--;
        const left = (open.get(whose) ?? 1) - 1;
        if (left === 0) open.delete(whose);
        else open.set(whose, left);
      }
    },
  });
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

async function pour(source: StreamSource, raw: ServerResponse, signal: AbortSignal): Promise<void> {
  for await (const message of source) {
    if (signal.aborted) return;
    if (!raw.write(message === null ? ': nothing new\n\n' : textOf(message)))
      await once(raw, 'drain', { signal });
  }
}

const textOf = ({ id, event, data }: StreamMessage) =>
  `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
