import type { AuditTrail } from '../kernel/phi.ts';
import type { WebhookDeliveryDesk, WebhookEndpointDesk } from '../kernel/webhook.ts';
import { recordAccess } from './audited.ts';
import type { Routes } from './route.ts';
import { makeWebhookDeliveryRoutes } from './webhook-routes-deliveries.ts';
import { makeWebhookEndpointRoutes } from './webhook-routes-endpoints.ts';
import { z } from 'zod';

export interface WebhookRoutesOptions {
  endpoints: WebhookEndpointDesk;
  deliveries: WebhookDeliveryDesk;
  /** The organization's default secret. */
  secretOf: (organizationId: string) => Promise<string>;
  audit: AuditTrail;
}

/** Where events are sent, how that went, and the secrets with which a consumer verifies them. */
export function makeWebhookRoutes(options: WebhookRoutesOptions): Routes {
  return async (app) => {
    await app.register(makeWebhookEndpointRoutes(options));
    await app.register(makeWebhookDeliveryRoutes(options));
    app.get(
      '/v1/webhook-secret',
      {
        config: { access: 'webhooks:write' },
        schema: {
          tags: ['Webhooks'],
          operationId: 'getDefaultWebhookSecret',
          summary: "Read the secret that signs what goes to a task's own webhookUrl",
          description: 'Every reading is written to the audit.',
          response: { 200: z.object({ secret: z.string() }) },
        },
      },
      async (request) => {
        const { organizationId } = request.principal;
        await recordAccess(options.audit, request, 'webhook.secret.read', organizationId);
        return { secret: await options.secretOf(organizationId) };
      },
    );
  };
}
