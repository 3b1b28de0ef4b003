import formbody from '@fastify/formbody';
import type { WebSocket } from '@fastify/websocket';
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { DialEnd } from '../kernel/operator.ts';
import type { CarrierDesk, CarrierVerifier, MediaSocket } from '../kernel/telephony.ts';
import { isCarrierStatus } from '../kernel/telephony.ts';

export interface CarrierRoutesOptions {
  desk: CarrierDesk;
  verifier: CarrierVerifier;
  /** The address under which the carrier reaches requests, and the one under which it reaches this node's sockets. */
  publicBaseUrl: string;
  nodePublicUrl: string;
}

type Form = Readonly<Record<string, string>>;

/**
 * What the carrier asks of us: documents, status callbacks and media sockets. Every request and every handshake must
 * carry the carrier's signature over the configured public address (never over the Host header).
 */
export function makeCarrierRoutes(options: CarrierRoutesOptions): FastifyPluginAsync {
  const { desk, verifier } = options;
  const publicBase = options.publicBaseUrl.replace(/\/+$/, '');
  const socketBase = options.nodePublicUrl.replace(/\/+$/, '').replace(/^http/, 'ws');

  const signatureOf = (request: FastifyRequest) => {
    const header = request.headers['x-twilio-signature'];
    return typeof header === 'string' ? header : undefined;
  };

  async function refuseUnsigned(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const base = request.ws ? socketBase : publicBase;
    const parameters = request.ws ? {} : ((request.body ?? {}) as Form);
    if (!verifier.verify(signatureOf(request), base + request.url, parameters)) {
      request.log.warn({ path: request.routeOptions.url }, 'carrier request with a wrong signature refused');
      await reply.code(403).send();
    }
  }

  return async (app: FastifyInstance) => {
    await app.register(formbody);
    app.addHook('preValidation', refuseUnsigned);

    const xml = (reply: FastifyReply, document: string) =>
      reply.type('text/xml; charset=utf-8').send(document);

    app.post<{ Params: { callId: string; generation: string }; Body: Form }>(
      '/twilio/calls/:callId/next/:generation',
      async (request, reply) => {
        const generation = Number(request.params.generation);
        const known = Number.isSafeInteger(generation) && generation >= 0;
        return xml(
          reply,
          await desk.next(
            request.params.callId,
            known ? generation : 0,
            request.body.CallSid ?? '',
            dialEndOf(request.body.DialCallStatus),
          ),
        );
      },
    );

    app.post<{ Params: { callId: string } }>('/twilio/calls/:callId/fallback', (request, reply) =>
      xml(reply, desk.fallback(request.params.callId)),
    );

    app.post<{ Params: { callId: string }; Body: Form }>(
      '/twilio/calls/:callId/status',
      async (request, reply) => {
        const form = request.body;
        const status = form.CallStatus ?? '';
        const sequence = Number(form.SequenceNumber ?? '0');
        if (isCarrierStatus(status) && form.CallSid !== undefined && Number.isSafeInteger(sequence)) {
          await desk.status(request.params.callId, {
            sid: form.CallSid,
            status,
            sequence,
            durationSeconds: form.CallDuration === undefined ? null : Number(form.CallDuration),
          });
        }
        return reply.code(204).send();
      },
    );

    app.post<{ Params: { callId: string }; Body: Form }>(
      '/twilio/calls/:callId/person',
      async (request, reply) => {
        if (request.body.CallStatus === 'in-progress') await desk.personAnswered(request.params.callId);
        return reply.code(204).send();
      },
    );

    app.post<{ Params: { callId: string }; Body: Form }>(
      '/twilio/calls/:callId/streams',
      async (request, reply) => {
        const form = request.body;
        await desk.streamStatus(request.params.callId, form.StreamName ?? '', form.StreamEvent ?? '');
        return reply.code(204).send();
      },
    );

    for (const role of ['ear', 'mouth'] as const) {
      app.get(`/twilio/streams/${role}`, { websocket: true }, (socket) => {
        desk.socket(role, mediaSocket(socket));
      });
    }
  };
}

/** How a `<Dial>` ended, where the carrier asks what comes behind one. */
function dialEndOf(status: string | undefined): DialEnd | undefined {
  switch (status) {
    case undefined:
      return undefined;
    case 'completed':
    case 'answered':
      return 'completed';
    case 'busy':
      return 'busy';
    case 'no-answer':
      return 'no_answer';
    default:
      return 'failed';
  }
}

function mediaSocket(socket: WebSocket): MediaSocket {
  return {
    send: (text) => {
      if (socket.readyState === socket.OPEN) socket.send(text);
    },
    close: () => socket.close(),
    onMessage: (listener) => {
      socket.on('message', (data, binary) => {
        if (!binary) listener((data as Buffer).toString('utf8'));
      });
    },
    onClose: (listener) => {
      socket.on('close', listener);
      socket.on('error', () => socket.terminate());
    },
  };
}
