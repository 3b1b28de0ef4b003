import type { AuditTrail } from '../kernel/phi.ts';
import { recordAccess } from './audited.ts';
import type { Routes } from './route.ts';

export interface WebhookRoutesOptions {
  secretOf: (organizationId: string) => Promise<string>;
  audit: AuditTrail;
}

/** The secret with which a consumer verifies what is delivered to a task's webhookUrl. */
export function makeWebhookRoutes(options: WebhookRoutesOptions): Routes {
  // eslint-disable-next-line @typescript-eslint/require-await -- fastify plugins are async by contract
  return async (app) => {
    const secret = {
      config: { access: 'webhooks:read' },
      schema: {
        tags: ['Webhooks'],
        summary: "Read the secret that signs what goes to a task's own webhookUrl",
      },
    } as const;
    app.get('/v1/webhook-secret', secret, async (request) => {
      const { organizationId } = request.principal;
      await recordAccess(options.audit, request, 'webhook.secret.read', organizationId);
      return { secret: await options.secretOf(organizationId) };
    });
  };
}
