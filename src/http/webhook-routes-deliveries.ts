import { z } from 'zod';
import { ProblemError } from '../kernel/errors.ts';
import { eventTypes } from '../kernel/event.ts';
import type { AuditTrail } from '../kernel/phi.ts';
import {
  deliveryStates,
  payloadStyles,
  type WebhookDelivery,
  type WebhookDeliveryDesk,
} from '../kernel/webhook.ts';
import { recordAccess } from './audited.ts';
import type { Routes } from './route.ts';
import { idOf, pageOf, pageQuery } from './schemas.ts';

const tags = ['Webhooks'];
const time = z.iso.datetime({ offset: true });
const params = z.object({ deliveryId: idOf('delivery') });

const attempt = z.object({
  number: z.number().int(),
  startedAt: time,
  durationMs: z.number().int(),
  httpStatus: z.number().int().nullable().describe('Null where no answer came'),
  result: z
    .string()
    .describe(
      'delivered, gone (410), refused (any other answer), timeout, connection, forbidden (private network), disabled',
    ),
});

export const deliverySchema = z.object({
  id: z.string(),
  eventId: z.string().describe('The webhook-id that it carries, the same at each attempt and replay'),
  eventType: z.enum(eventTypes),
  endpointId: z.string(),
  url: z.string().describe('Without its query'),
  taskId: z.string().nullable(),
  callId: z.string().nullable(),
  payload: z.enum(payloadStyles),
  state: z
    .enum(deliveryStates)
    .describe(
      'waiting: an earlier event of the task comes first. pending. delivered. dead: given up until it is replayed',
    ),
  isReplay: z.boolean(),
  attempts: z.array(attempt),
  nextAttemptAt: time.nullable(),
  createdAt: time,
  finishedAt: time.nullable(),
});

const filters = {
  endpointId: idOf('endpoint').optional(),
  state: z.enum(deliveryStates).optional(),
  eventType: z.enum(eventTypes).optional(),
  taskId: idOf('task').optional(),
  from: time.optional().describe('Created at or after'),
  to: time.optional().describe('Created before'),
};

const eitherForm = 'the body must have either from and to, or state: dead';

const replayBody = z.union([
  z.strictObject({
    state: z
      .literal('dead', { error: eitherForm })
      .describe('Everything that was given up and not replayed since'),
  }),
  z
    .strictObject({ from: time, to: time })
    .describe('Every event of its types in that time, delivered or not, also from while it was disabled'),
]);

export interface WebhookDeliveryRoutesOptions {
  deliveries: WebhookDeliveryDesk;
  audit: AuditTrail;
}

/** What was sent to whom, with every attempt, and sending it again. Nothing of any answer's body is kept. */
export function makeWebhookDeliveryRoutes({ deliveries, audit }: WebhookDeliveryRoutesOptions): Routes {
  return async (app) => {
    app.get(
      '/v1/webhook-deliveries',
      {
        config: { access: 'webhooks:read' },
        schema: {
          tags,
          operationId: 'listWebhookDeliveries',
          summary: 'List deliveries with their attempts, the newest first',
          querystring: z.object({ ...pageQuery, ...filters }),
          response: { 200: pageOf(deliverySchema) },
        },
      },
      async (request) => {
        const { data, nextCursor } = await deliveries.list(request.principal, request.query);
        return { data: data.map(copy), nextCursor };
      },
    );

    app.get(
      '/v1/webhook-deliveries/:deliveryId',
      {
        config: { access: 'webhooks:read' },
        schema: {
          tags,
          operationId: 'getWebhookDelivery',
          summary: 'See a delivery with its attempts',
          params,
          response: { 200: deliverySchema },
        },
      },
      async (request) => copy(found(await deliveries.get(request.principal, request.params.deliveryId))),
    );

    app.post(
      '/v1/webhook-deliveries/:deliveryId/replay',
      {
        config: { access: 'webhooks:write' },
        schema: {
          tags,
          operationId: 'replayWebhookDelivery',
          summary: 'Send a delivery again',
          description:
            'Makes a delivery of its own with the same webhook-id, so that consumers know it again. One that is still to come is answered itself: it is due now, or the earlier one of its task that it waits for is.',
          params,
          response: { 202: deliverySchema },
        },
      },
      async (request, reply) => {
        const made = found(await deliveries.replay(request.principal, request.params.deliveryId));
        await recordAccess(audit, request, 'webhook_delivery.replay', request.params.deliveryId);
        return reply.code(202).send(copy(made));
      },
    );

    app.post(
      '/v1/webhook-endpoints/:endpointId/replay',
      {
        config: { access: 'webhooks:write' },
        schema: {
          tags,
          operationId: 'replayToWebhookEndpoint',
          summary: 'Send an endpoint again what failed, or what happened in a span of time',
          description:
            'At most 10,000 events at once. What is still to come from the span is not sent twice, but due now. Each keeps its webhook-id; the order of each task is kept too.',
          params: z.object({ endpointId: idOf('endpoint') }),
          body: replayBody,
          response: {
            202: z.object({
              queued: z.number().int().describe('Deliveries that were made anew'),
              hastened: z.number().int().describe('Deliveries that waited for a retry and are due now'),
            }),
          },
        },
      },
      async (request, reply) => {
        const { endpointId } = request.params;
        const { body } = request;
        const replayed = await deliveries.replayMany(
          request.principal,
          endpointId,
          'state' in body ? { kind: 'dead' } : { kind: 'span', from: body.from, to: body.to },
        );
        if (replayed === undefined) throw new ProblemError('not_found', 404, 'There is no such endpoint.');
        await recordAccess(audit, request, 'webhook_endpoint.replay', endpointId);
        return reply.code(202).send(replayed);
      },
    );
  };
}

function found(value: WebhookDelivery | undefined): WebhookDelivery {
  if (value === undefined) throw new ProblemError('not_found', 404, 'There is no such delivery.');
  return value;
}

const copy = (shown: WebhookDelivery) => ({ ...shown, attempts: [...shown.attempts] });
