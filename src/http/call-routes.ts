import { z } from 'zod';
import { ProblemError } from '../kernel/errors.ts';
import type { CallNews, CallWatcher } from '../kernel/floor.ts';
import type { CallViewer } from '../kernel/live.ts';
import type { AuditTrail } from '../kernel/phi.ts';
import { recordAccess } from './audited.ts';
import type { StreamMessage } from './event-streams.ts';
import type { Routes } from './route.ts';
import { idOf } from './schemas.ts';

export interface CallRoutesOptions {
  viewer: Pick<CallViewer, 'timeline'>;
  watcher: CallWatcher;
  audit: AuditTrail;
}

const query = z.object({ after: z.coerce.number().int().min(-1).default(-1) });
const params = z.object({ callId: idOf('call') });

/** Following a call while it runs. Each read is PHI and is audited. */
export function makeCallRoutes({ viewer, watcher, audit }: CallRoutesOptions): Routes {
  return async (app) => {
    const timeline = {
      config: { access: 'results:read' },
      schema: { tags: ['Calls'], summary: 'Follow a call', params, querystring: query },
    } as const;
    app.get('/v1/calls/:callId/timeline', timeline, async (request) => {
      const { callId } = request.params;
      const { after } = request.query;
      const items = await viewer.timeline(request.principal, callId, after);
      if (items === undefined) throw new ProblemError('not_found', 404, 'There is no such call.');
      // A watcher asks several times a second: what showed nothing new was no read.
      if (items.length > 0) await recordAccess(audit, request, 'call.timeline.read', callId);
      return { items };
    });

    app.get(
      '/v1/calls/:callId/stream',
      {
        config: { access: 'results:read' },
        schema: {
          tags: ['Calls'],
          operationId: 'streamCall',
          summary: 'Follow a call as it happens (Server-Sent Events)',
          description:
            'First what has happened so far, then what happens: `item` (what GET /v1/calls/:callId/timeline lists), ' +
            '`partial` ({ partial: { speaker, text } | null }: what is being said and no turn yet), `live` ({ call }: ' +
            'the call as on the floor), and `ended`, after which the stream ends. With Last-Event-ID items up to ' +
            'that one are left out. Works on every node, and for a call that is over. Patient data: audited once a ' +
            'stream.',
          params,
          response: { 200: z.string().describe('text/event-stream') },
        },
      },
      (request, reply) =>
        app.eventStreams.serve(request, reply, async (signal) => {
          const { callId } = request.params;
          const after = sequenceOf(request.headers['last-event-id']);
          const news = await watcher.watch(request.principal, callId, after, signal);
          if (news === undefined) throw new ProblemError('not_found', 404, 'There is no such call.');
          await recordAccess(audit, request, 'call.watch', callId);
          return messagesOf(news);
        }),
    );
  };
}

function sequenceOf(lastEventId: string | string[] | undefined): number {
  return typeof lastEventId === 'string' && /^\d{1,9}$/.test(lastEventId) ? Number(lastEventId) : -1;
}

async function* messagesOf(news: AsyncIterable<CallNews | null>): AsyncGenerator<StreamMessage | null> {
  for await (const one of news) {
    if (one === null) yield null;
    else yield* messagesFor(one);
  }
}

/** The id stands at the last item of an entry: whoever comes again gets an entry whole or not at all. */
function messagesFor(news: CallNews): StreamMessage[] {
  switch (news.kind) {
    case 'items':
      return news.items.map((item, place) => ({
        id: place === news.items.length - 1 ? String(news.sequence) : undefined,
        event: 'item',
        data: item,
      }));
    case 'partial':
      return [{ event: 'partial', data: { partial: news.partial } }];
    case 'live':
      return [{ event: 'live', data: { call: news.call } }];
    case 'ended':
      return [{ event: 'ended', data: {} }];
  }
}
