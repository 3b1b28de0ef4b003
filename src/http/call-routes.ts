import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import { z } from 'zod';
import { ProblemError } from '../kernel/errors.ts';
import type { CallViewer } from '../kernel/live.ts';
import type { AuditTrail } from '../kernel/phi.ts';
import { recordAccess } from './audited.ts';
import { demandScope } from './principal.ts';

export interface CallRoutesOptions {
  viewer: CallViewer;
  audit: AuditTrail;
}

const query = z.object({ after: z.coerce.number().int().min(-1).default(-1) });
const params = z.object({ callId: z.string().max(60) });

/** What was said and heard on a call: its timeline and its recording. Each read is PHI and is audited. */
export function makeCallRoutes({ viewer, audit }: CallRoutesOptions): FastifyPluginAsync {
  // eslint-disable-next-line @typescript-eslint/require-await -- fastify plugins are async by contract
  return async (app: FastifyInstance) => {
    app.get('/v1/calls/:callId/timeline', async (request) => {
      demandScope(request, 'calls:read');
      const { callId } = params.parse(request.params);
      const { after } = query.parse(request.query);
      const items = await viewer.timeline(request.principal.organizationId, callId, after);
      if (items === undefined) throw new ProblemError('not_found', 404, 'There is no such call.');
      // A watcher asks several times a second: what showed nothing new was no read.
      if (items.length > 0) await recordAccess(audit, request, 'call.timeline.read', callId);
      return { items };
    });

    app.get('/v1/calls/:callId/recording', async (request, reply) => {
      demandScope(request, 'calls:read');
      const { callId } = params.parse(request.params);
      const audio = await viewer.recording(request.principal.organizationId, callId);
      if (audio === undefined)
        throw new ProblemError('not_found', 404, 'There is no recording of that call.');
      await recordAccess(audit, request, 'call.recording.read', callId);
      return reply
        .type('audio/wav')
        .header('content-disposition', `attachment; filename="${callId}.wav"`)
        .send(Readable.from(audio));
    });
  };
}
