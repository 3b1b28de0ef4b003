import { z } from 'zod';
import { scopes } from '../kernel/access.ts';
import { ProblemError } from '../kernel/errors.ts';
import type { ApiKeyDesk } from '../kernel/identity.ts';
import type { AuditTrail } from '../kernel/phi.ts';
import { recordAccess } from './audited.ts';
import type { Routes } from './route.ts';
import { idOf, pageOf, pageQuery } from './schemas.ts';

const tags = ['Keys'];
const scope = z.enum(Object.keys(scopes) as [keyof typeof scopes]);
const params = z.object({ keyId: idOf('key') });
const time = z.iso.datetime({ offset: true }).describe('ISO 8601, with an offset');
const name = z.string().trim().min(1).max(100).describe('What people call it');
const scopeList = z.array(scope).min(1).max(Object.keys(scopes).length);

const key = z.object({
  id: z.string(),
  name: z.string(),
  prefix: z.string().describe('The part of the secret that may be shown: hf_<prefix>_…'),
  scopes: z.array(scope),
  practiceIds: z.array(z.string()).nullable().describe('Null for every practice'),
  requestsPerMinute: z.number().int().nullable().describe("Null where the server's own limit counts"),
  madeBy: z.string().nullable().describe('Id of the key or person that issued it'),
  createdAt: time,
  expiresAt: time.nullable(),
  lastUsedAt: time.nullable().describe('To the minute'),
  revokedAt: time.nullable(),
  previousSecretUntil: time.nullable().describe('After a rotation: until when the old secret is good'),
});
const issued = z.object({ key, secret: z.string().describe('Shown this once and never again') });

const newKey = z.strictObject({
  name,
  scopes: scopeList.describe('Only such as you hold yourself'),
  practiceIds: z
    .array(idOf('practice'))
    .min(1)
    .max(200)
    .nullable()
    .default(null)
    .describe(
      'Limits the key to these practices; it then holds no scope that concerns the whole organization',
    ),
  expiresAt: time.nullable().default(null),
  requestsPerMinute: z.number().int().min(1).max(1_000_000).nullable().default(null),
});
const changes = z.strictObject({
  name: name.optional(),
  scopes: scopeList.optional().describe('Fewer than before, never more'),
});
const usualOverlapHours = 24;
const rotation = z
  .strictObject({
    overlapHours: z
      .number()
      .int()
      .min(0)
      .max(168)
      .default(usualOverlapHours)
      .describe('How long the old secret stays good; 0 ends it at once'),
  })
  .nullish();

const noKey = () => new ProblemError('not_found', 404, 'There is no such key.');

interface KeyRoutesOptions {
  desk: ApiKeyDesk;
  audit: AuditTrail;
}

/** Keys as resources. A secret is answered once, by the request that made it, and stored as a hash. */
export function makeKeyRoutes({ desk, audit }: KeyRoutesOptions): Routes {
  const config = { access: 'keys:write' } as const;
  return async (app) => {
    app.get(
      '/v1/api-keys',
      {
        config,
        schema: {
          tags,
          summary: 'List keys',
          description: 'Newest first, revoked ones too.',
          operationId: 'listApiKeys',
          querystring: z.object(pageQuery),
          response: { 200: pageOf(key) },
        },
      },
      (request) => desk.list(request.principal, request.query),
    );

    app.post(
      '/v1/api-keys',
      {
        config,
        schema: {
          tags,
          summary: 'Issue a key',
          description: 'The secret is in this answer and nowhere else.',
          operationId: 'issueApiKey',
          body: newKey,
          response: { 201: issued },
        },
      },
      async (request, reply) => {
        const made = await desk.issue(request.principal, request.body);
        await recordAccess(audit, request, 'key.issue', made.key.id);
        return reply.code(201).header('location', `/v1/api-keys/${made.key.id}`).send(made);
      },
    );

    app.get(
      '/v1/api-keys/:keyId',
      {
        config,
        schema: { tags, summary: 'See a key', operationId: 'getApiKey', params, response: { 200: key } },
      },
      async (request) => {
        const found = await desk.get(request.principal, request.params.keyId);
        if (found === undefined) throw noKey();
        return found;
      },
    );

    app.patch(
      '/v1/api-keys/:keyId',
      {
        config,
        schema: {
          tags,
          summary: 'Rename a key, or take scopes away',
          operationId: 'changeApiKey',
          params,
          body: changes,
          response: { 200: key },
        },
      },
      async (request) => {
        const changed = await desk.change(request.principal, request.params.keyId, request.body);
        if (changed === undefined) throw noKey();
        await recordAccess(audit, request, 'key.change', changed.id);
        return changed;
      },
    );

    app.post(
      '/v1/api-keys/:keyId/rotate',
      {
        config,
        schema: {
          tags,
          summary: 'Give a key a new secret',
          description:
            'The old secret stays good for `overlapHours`, so that nothing stands still meanwhile.',
          operationId: 'rotateApiKey',
          params,
          body: rotation,
          response: { 200: issued },
        },
      },
      async (request) => {
        const { keyId } = request.params;
        const overlapHours = request.body?.overlapHours ?? usualOverlapHours;
        const rotated = await desk.rotate(request.principal, keyId, overlapHours);
        if (rotated === undefined) throw noKey();
        await recordAccess(audit, request, 'key.rotate', keyId);
        return rotated;
      },
    );

    app.delete(
      '/v1/api-keys/:keyId',
      {
        config,
        schema: {
          tags,
          summary: 'Revoke a key',
          description: 'At once and for good, also its old secret.',
          operationId: 'revokeApiKey',
          params,
          response: { 200: key },
        },
      },
      async (request) => {
        const revoked = await desk.revoke(request.principal, request.params.keyId);
        if (revoked === undefined) throw noKey();
        await recordAccess(audit, request, 'key.revoke', revoked.id);
        return revoked;
      },
    );
  };
}
