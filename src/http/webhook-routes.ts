import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import type { AuditTrail } from '../kernel/phi.ts';
import { recordAccess } from './audited.ts';
import { demandScope } from './principal.ts';

/** The secret with which a consumer verifies what is delivered to a task's webhookUrl. */
export function makeWebhookRoutes(options: {
  secretOf: (organizationId: string) => Promise<string>;
  audit: AuditTrail;
}): FastifyPluginAsync {
  // eslint-disable-next-line @typescript-eslint/require-await -- fastify plugins are async by contract
  return async (app: FastifyInstance) => {
    app.get('/v1/webhook-secret', async (request) => {
      demandScope(request, 'webhooks:read');
      const { organizationId } = request.principal;
      await recordAccess(options.audit, request, 'webhook.secret.read', organizationId);
      return { secret: await options.secretOf(organizationId) };
    });
  };
}
