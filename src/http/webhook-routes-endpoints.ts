import { z } from 'zod';
import { ProblemError } from '../kernel/errors.ts';
import { deliveredEventTypes } from '../kernel/event.ts';
import type { AuditTrail } from '../kernel/phi.ts';
import { disabledReasons, payloadStyles, type WebhookEndpointDesk } from '../kernel/webhook.ts';
import { recordAccess } from './audited.ts';
import type { Routes } from './route.ts';
import { idOf, pageOf, pageQuery } from './schemas.ts';
import { deliverySchema } from './webhook-routes-deliveries.ts';

const tags = ['Webhooks'];
const read = { access: 'webhooks:read' } as const;
const write = { access: 'webhooks:write' } as const;
const params = z.object({ endpointId: idOf('endpoint') });
const time = z.iso.datetime({ offset: true });

const url = z
  .string()
  .min(1)
  .max(2_000)
  .describe('https, without user name and password, and not in a private network');
const description = z.string().trim().max(200).describe('What people call it');
const types = z
  .array(z.enum(deliveredEventTypes))
  .max(deliveredEventTypes.length)
  .describe('Which events it gets; none means the ends of tasks and what needs review');
const payload = z
  .enum(payloadStyles)
  .describe(
    'thin: ids and states, no patient data. full: outcomes too, which are patient data; needs results:read as well',
  );
const practiceIds = z
  .array(idOf('practice'))
  .min(1)
  .max(200)
  .nullable()
  .describe('Only what happens in these practices; null for every one that the key sees');

const endpoint = z.object({
  id: z.string(),
  url,
  description: z.string(),
  eventTypes: types,
  payload,
  practiceIds: z.array(z.string()).nullable(),
  state: z.enum(['enabled', 'disabled']),
  disabledReason: z
    .enum(disabledReasons)
    .nullable()
    .describe('asked: by you. gone: it answered 410. failing: nothing but failures for five days'),
  disabledAt: time.nullable(),
  failingSince: time.nullable().describe('The first failure since something was delivered'),
  formerSecretUntil: time.nullable().describe('Until when the secret before the last rotation signs too'),
  createdAt: time,
  updatedAt: time,
});
const withSecret = z.object({
  endpoint,
  secret: z.string().describe('whsec_…: verify signatures with it, and keep it as you keep a password'),
});

const newEndpoint = z.strictObject({
  url,
  description: description.default(''),
  eventTypes: types.default([]),
  payload: payload.default('thin'),
  practiceIds: practiceIds.default(null),
});
const changes = z.strictObject({
  url: url.optional(),
  description: description.optional(),
  eventTypes: types.optional(),
  payload: payload.optional(),
  practiceIds: practiceIds.optional(),
});

const found = <Value>(value: Value | undefined): Value => {
  if (value === undefined) throw new ProblemError('not_found', 404, 'There is no such endpoint.');
  return value;
};

export interface WebhookEndpointRoutesOptions {
  endpoints: WebhookEndpointDesk;
  audit: AuditTrail;
}

/** Endpoints as resources. Changes, and every reading of a secret, are audited. */
export function makeWebhookEndpointRoutes({ endpoints, audit }: WebhookEndpointRoutesOptions): Routes {
  return async (app) => {
    app.post(
      '/v1/webhook-endpoints',
      {
        config: write,
        schema: {
          tags,
          operationId: 'createWebhookEndpoint',
          summary: 'Create an endpoint',
          description:
            'Answers its signing secret, which is shown again only by an explicit, audited reading.',
          body: newEndpoint,
          response: { 201: withSecret },
        },
      },
      async (request, reply) => {
        const made = await endpoints.create(request.principal, request.body);
        await recordAccess(audit, request, 'webhook_endpoint.create', made.endpoint.id);
        return reply
          .code(201)
          .header('location', `/v1/webhook-endpoints/${made.endpoint.id}`)
          .send({
            endpoint: copy(made.endpoint),
            secret: made.secret,
          });
      },
    );

    app.get(
      '/v1/webhook-endpoints',
      {
        config: read,
        schema: {
          tags,
          operationId: 'listWebhookEndpoints',
          summary: 'List endpoints, the newest first',
          querystring: z.object(pageQuery),
          response: { 200: pageOf(endpoint) },
        },
      },
      async (request) => {
        const { data, nextCursor } = await endpoints.list(request.principal, request.query);
        return { data: data.map(copy), nextCursor };
      },
    );

    app.get(
      '/v1/webhook-endpoints/:endpointId',
      {
        config: read,
        schema: {
          tags,
          operationId: 'getWebhookEndpoint',
          summary: 'See an endpoint',
          params,
          response: { 200: endpoint },
        },
      },
      async (request) => copy(found(await endpoints.get(request.principal, request.params.endpointId))),
    );

    app.patch(
      '/v1/webhook-endpoints/:endpointId',
      {
        config: write,
        schema: {
          tags,
          operationId: 'changeWebhookEndpoint',
          summary: 'Change an endpoint',
          description: 'What is on its way already goes to the new address.',
          params,
          body: changes,
          response: { 200: endpoint },
        },
      },
      async (request) => {
        const { endpointId } = request.params;
        const changed = found(await endpoints.change(request.principal, endpointId, request.body));
        await recordAccess(audit, request, 'webhook_endpoint.update', endpointId);
        return copy(changed);
      },
    );

    app.delete(
      '/v1/webhook-endpoints/:endpointId',
      {
        config: write,
        schema: {
          tags,
          operationId: 'deleteWebhookEndpoint',
          summary: 'Delete an endpoint',
          description: 'What waits for it is given up. The records of what was delivered stay.',
          params,
          response: { 204: z.null() },
        },
      },
      async (request, reply) => {
        const { endpointId } = request.params;
        found((await endpoints.remove(request.principal, endpointId)) || undefined);
        await recordAccess(audit, request, 'webhook_endpoint.delete', endpointId);
        return reply.code(204).send(null);
      },
    );

    for (const [verb, summary] of [
      ['enable', 'Enable an endpoint'],
      [
        'disable',
        'Disable an endpoint: it gets nothing, and what waits for it is given up until it is replayed',
      ],
    ] as const)
      app.post(
        `/v1/webhook-endpoints/:endpointId/${verb}`,
        {
          config: write,
          schema: {
            tags,
            operationId: `${verb}WebhookEndpoint`,
            summary,
            params,
            response: { 200: endpoint },
          },
        },
        async (request) => {
          const { endpointId } = request.params;
          const changed = found(await endpoints[verb](request.principal, endpointId));
          await recordAccess(audit, request, `webhook_endpoint.${verb}`, endpointId);
          return copy(changed);
        },
      );

    app.post(
      '/v1/webhook-endpoints/:endpointId/test',
      {
        config: write,
        schema: {
          tags,
          operationId: 'testWebhookEndpoint',
          summary: 'Send a webhook.test event now, once, and see what came back',
          params,
          response: { 200: deliverySchema },
        },
      },
      async (request) => {
        const { endpointId } = request.params;
        const tested = found(await endpoints.test(request.principal, endpointId));
        await recordAccess(audit, request, 'webhook_endpoint.test', endpointId);
        return { ...tested, attempts: [...tested.attempts] };
      },
    );

    app.get(
      '/v1/webhook-endpoints/:endpointId/secret',
      {
        config: write,
        schema: {
          tags,
          operationId: 'getWebhookEndpointSecret',
          summary: "Read an endpoint's signing secret",
          description: 'Every reading is written to the audit.',
          params,
          response: { 200: z.object({ secret: z.string() }) },
        },
      },
      async (request) => {
        const { endpointId } = request.params;
        const secret = found(await endpoints.secretOf(request.principal, endpointId));
        await recordAccess(audit, request, 'webhook_endpoint.secret.read', endpointId);
        return { secret };
      },
    );

    app.post(
      '/v1/webhook-endpoints/:endpointId/rotate-secret',
      {
        config: write,
        schema: {
          tags,
          operationId: 'rotateWebhookEndpointSecret',
          summary: "Renew an endpoint's signing secret",
          description:
            'For a day every delivery carries two signatures, one with the old secret and one with the new.',
          params,
          response: { 200: withSecret },
        },
      },
      async (request) => {
        const { endpointId } = request.params;
        const rotated = found(await endpoints.rotateSecret(request.principal, endpointId));
        await recordAccess(audit, request, 'webhook_endpoint.secret.rotate', endpointId);
        return { endpoint: copy(rotated.endpoint), secret: rotated.secret };
      },
    );
  };
}

type Endpoint = NonNullable<Awaited<ReturnType<WebhookEndpointDesk['get']>>>;

const copy = (shown: Endpoint) => ({
  ...shown,
  eventTypes: [...shown.eventTypes],
  practiceIds: shown.practiceIds === null ? null : [...shown.practiceIds],
});
