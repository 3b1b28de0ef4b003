import { z } from 'zod';
import { ProblemError } from '../kernel/errors.ts';
import type { CallViewer } from '../kernel/live.ts';
import type { AuditTrail } from '../kernel/phi.ts';
import { recordAccess } from './audited.ts';
import type { Routes } from './route.ts';
import { idOf } from './schemas.ts';

export interface CallRoutesOptions {
  viewer: Pick<CallViewer, 'timeline'>;
  audit: AuditTrail;
}

const query = z.object({ after: z.coerce.number().int().min(-1).default(-1) });
const params = z.object({ callId: idOf('call') });

/** Following a call while it runs. Each read is PHI and is audited. */
export function makeCallRoutes({ viewer, audit }: CallRoutesOptions): Routes {
  // eslint-disable-next-line @typescript-eslint/require-await -- fastify plugins are async by contract
  return async (app) => {
    const timeline = {
      config: { access: 'calls:read' },
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
  };
}
