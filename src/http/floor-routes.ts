import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ProblemError } from '../kernel/errors.ts';
import type { FloorDesk, FloorNews, FloorSnapshot, LiveCall } from '../kernel/floor.ts';
import { present } from './dialing-schemas.ts';
import type { StreamMessage } from './event-streams.ts';
import type { liveCall } from './floor-schemas.ts';
import { floorSnapshot } from './floor-schemas.ts';
import type { Routes } from './route.ts';

const tags = ['Floor'];

export interface FloorRoutesOptions {
  floor: FloorDesk;
}

/** Running calls as a wallboard shows them. Nothing in it is PHI: words are masked. */
export function makeFloorRoutes({ floor }: FloorRoutesOptions): Routes {
  return async (app) => {
    app.get(
      '/v1/floor',
      {
        config: { access: 'calls:read' },
        schema: {
          tags,
          operationId: 'getFloor',
          summary: 'See running calls and the queue',
          description:
            'What each running call is doing at this moment, what waits and why, and how many calls the server ' +
            'makes at once. Needs dialing:read beside calls:read.',
          response: { 200: floorSnapshot },
        },
      },
      async (request) => {
        demandQueue(request);
        return shown(await floor.snapshot(request.principal));
      },
    );

    app.get(
      '/v1/floor/stream',
      {
        config: { access: 'calls:read' },
        schema: {
          tags,
          operationId: 'streamFloor',
          summary: 'Follow running calls and the queue (Server-Sent Events)',
          description:
            'First a `snapshot`, as GET /v1/floor answers; then `changes` ({ calls, ended }: calls that look ' +
            'otherwise, and ids of those that are over) within a second or so, and `queue` ({ queue, capacity }) ' +
            'every few seconds where it changed. Who comes again gets a snapshot. A comment comes every fifteen ' +
            'seconds where nothing happens; a stream ends after a quarter of an hour. At most five a key.',
          response: { 200: z.string().describe('text/event-stream') },
        },
      },
      (request, reply) => {
        demandQueue(request);
        return app.eventStreams.serve(request, reply, (signal) =>
          Promise.resolve(messagesOf(floor.follow(request.principal, signal))),
        );
      },
    );
  };
}

function demandQueue({ principal }: FastifyRequest): void {
  if (!principal.scopes.includes('dialing:read'))
    throw new ProblemError(
      'forbidden',
      403,
      'The floor shows the queue: this needs the scope dialing:read too.',
    );
}

async function* messagesOf(news: AsyncIterable<FloorNews | null>): AsyncGenerator<StreamMessage | null> {
  for await (const one of news) yield one && messageOf(one);
}

function messageOf(news: FloorNews): StreamMessage {
  switch (news.kind) {
    case 'snapshot':
      return { event: 'snapshot', data: shown(news.snapshot) };
    case 'changes':
      return { event: 'changes', data: { calls: news.calls, ended: news.ended } };
    case 'queue':
      return { event: 'queue', data: { queue: news.queue, capacity: news.capacity } };
  }
}

/** The schemas are of arrays that may be changed; nobody does. */
function shown({ calls, queue, ...rest }: FloorSnapshot): z.input<typeof floorSnapshot> {
  return { ...rest, calls: calls.map(callShown), queue: present(queue) };
}

function callShown(call: LiveCall): z.input<typeof liveCall> {
  return { ...call, tasks: [...call.tasks] };
}
