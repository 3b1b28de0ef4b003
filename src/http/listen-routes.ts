import type { WebSocket } from '@fastify/websocket';
import type { FastifyRequest } from 'fastify';
import { WebSocket as Client } from 'ws';
import { z } from 'zod';
import { ProblemError } from '../kernel/errors.ts';
import { listenSides, type LiveSound, type SoundDesk, type SoundPlace } from '../kernel/listening.ts';
import type { AuditTrail } from '../kernel/phi.ts';
import { recordAccess } from './audited.ts';
import type { Routes } from './route.ts';
import { idOf } from './schemas.ts';
import { isOwnOrigin } from './session-cookie.ts';

/** Who has so much unread, about four seconds, misses what comes. */
const mostUnreadBytes = 32 * 1024;

/** A socket that takes sound: a person's, or another node's for one. */
const closed = { over: 1000, gone: 1011, again: 1012 } as const;

const scheme = 'Holdfast-Ticket ';

export interface ListenRoutesOptions {
  sound: LiveSound;
  desk: SoundDesk;
  audit: AuditTrail;
  /** Where pages may stand that listen with a session's cookie. */
  origins: readonly string[];
}

const params = z.object({ callId: idOf('call') });

/** Listening in: on the node that owns the call, or handed on from there. The call knows nothing of it. */
export function makeListenRoutes(options: ListenRoutesOptions): Routes {
  const { sound, desk, audit } = options;

  const placeOf = async (request: FastifyRequest, callId: string): Promise<SoundPlace> => {
    const place = await desk.find(request.principal, callId);
    if (place === undefined) throw new ProblemError('not_found', 404, 'There is no such call.');
    return place;
  };

  return async (app) => {
    app.route({
      method: 'GET',
      url: '/v1/calls/:callId/listen',
      config: { access: 'calls:write' },
      schema: {
        tags: ['Floor'],
        operationId: 'listenToCall',
        summary: 'Listen in (websocket)',
        description:
          'Binary messages: the first byte is 0 for the payor’s side and 1 for ours, the rest µ-law at 8 kHz. ' +
          'Nothing is sent back, and nobody on the call notices. Works on every node. Who does not keep up misses ' +
          'sound. The socket is closed with 1000 when the call is over, and with another code where it is worth ' +
          'trying again. With a session only pages of ours may listen (header Origin). Audited.',
        params,
        response: { 426: z.unknown().describe('Asked without a websocket') },
      },
      preValidation: (request, _reply, done) => {
        const foreign = request.signedIn !== undefined && !isOwnOrigin(request, options.origins);
        done(
          foreign
            ? new ProblemError('forbidden', 403, 'Only a page of ours may listen (header Origin).')
            : undefined,
        );
      },
      handler: async (request, reply) => {
        await placeOf(request, request.params.callId);
        return reply.code(426).send({ upgrade: 'websocket' });
      },
      wsHandler: async (socket, request) => {
        const { callId } = request.params;
        const place = await placeOf(request, callId).catch(() => undefined);
        if (place === undefined || place.kind === 'ended') return socket.close(closed.over);
        await recordAccess(audit, request, 'call.listen', callId);
        switch (place.kind) {
          case 'here':
            return pass(sound, callId, socket);
          case 'elsewhere':
            return relay(place, callId, socket);
          case 'nowhere':
            return socket.close(closed.again);
        }
      },
    });

    // Between nodes: outside /v1, opened by a ticket that a node of this server made.
    app.get('/nodes/calls/:callId/sound', { websocket: true, schema: { hide: true } }, (socket, request) => {
      const { callId } = request.params as { callId: string };
      const { authorization = '' } = request.headers;
      const ticket = authorization.startsWith(scheme) ? authorization.slice(scheme.length) : '';
      if (desk.admits(callId, ticket)) pass(sound, callId, socket);
      else socket.close(1008);
    });
  };
}

/** Sends the sound of a call that runs here. */
function pass(sound: LiveSound, callId: string, socket: WebSocket): void {
  const stop = sound.listen(callId, {
    hear(side, audio) {
      if (socket.readyState !== socket.OPEN || socket.bufferedAmount > mostUnreadBytes) return;
      const message = Buffer.allocUnsafe(audio.length + 1);
      message[0] = listenSides[side];
      message.set(audio, 1);
      socket.send(message);
    },
    end: () => socket.close(closed.again),
  });
  if (stop === undefined) return socket.close(closed.again);
  socket.on('close', stop);
  socket.on('error', () => socket.terminate());
}

/** Hands on what the owning node sends, as it comes; what cannot be sent on at once is dropped. */
function relay(place: Extract<SoundPlace, { kind: 'elsewhere' }>, callId: string, socket: WebSocket): void {
  const url = `${place.url.replace(/\/+$/, '').replace(/^http/, 'ws')}/nodes/calls/${callId}/sound`;
  const source = new Client(url, {
    headers: { authorization: scheme + place.ticket },
    perMessageDeflate: false,
    handshakeTimeout: 5_000,
  });
  source.on('message', (message, isBinary) => {
    if (isBinary && socket.readyState === socket.OPEN && socket.bufferedAmount <= mostUnreadBytes)
      socket.send(message);
  });
  source.on('error', () => source.terminate());
  source.on('close', () => socket.close(closed.again));
  socket.on('close', () => source.close());
  socket.on('error', () => socket.terminate());
}
