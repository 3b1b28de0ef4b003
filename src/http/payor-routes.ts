import { z } from 'zod';
import type { PayorDesk } from '../kernel/payor-desk.ts';
import { makePayorSchemas, type ProfileRules } from '../kernel/payor-profile.ts';
import type { AuditTrail } from '../kernel/phi.ts';
import { recordAccess } from './audited.ts';
import { payorHit, payorRequirements, payorView } from './payor-schemas.ts';
import type { Routes } from './route.ts';
import { idOf, pageOf, pageQuery } from './schemas.ts';

const tags = ['Payors'];
const params = z.object({ payorId: idOf('payor') });
const search = z.object({
  q: z
    .string()
    .max(200)
    .optional()
    .describe('A name or alias, however it is spelled; without it all, by name'),
  ...pageQuery,
});
const callType = z.object({ callType: z.string().max(60).describe('See GET /v1/call-types') });

export interface PayorRoutesOptions {
  desk: PayorDesk;
  rules: ProfileRules;
  audit: AuditTrail;
}

/** The payor directory: shared entries, an organization's own, and what it wants otherwise of the shared ones. */
export function makePayorRoutes({ desk, rules, audit }: PayorRoutesOptions): Routes {
  const { whole, changes } = makePayorSchemas(rules);
  const reading = { access: 'payors:read' } as const;
  const writing = { access: 'payors:write' } as const;
  return async (app) => {
    app.get(
      '/v1/payors',
      {
        config: reading,
        schema: {
          tags,
          summary: 'Look for payors',
          description:
            'With `q` the likest first, by name and alias, each with a score. An own entry takes the place of a shared one of its name.',
          querystring: search,
          response: { 200: pageOf(payorHit) },
        },
      },
      async (request) => {
        const { q, limit, cursor } = request.query;
        const { data, nextCursor } = await desk.search(request.principal, { query: q, limit, cursor });
        return { data: [...data], nextCursor };
      },
    );

    app.get(
      '/v1/payors/:payorId',
      { config: reading, schema: { tags, summary: 'See a payor', params, response: { 200: payorView } } },
      (request) => desk.get(request.principal, request.params.payorId),
    );

    app.get(
      '/v1/payors/:payorId/requirements',
      {
        config: reading,
        schema: {
          tags,
          summary: 'See what a task for a payor needs',
          description: "The call type's inputs, with those that this payor asks for as well.",
          params,
          querystring: callType,
          response: { 200: payorRequirements },
        },
      },
      (request) => desk.requirements(request.principal, request.params.payorId, request.query.callType),
    );

    app.post(
      '/v1/payors',
      {
        config: writing,
        schema: {
          tags,
          summary: 'Add a payor of your own',
          description: 'Nobody else sees it. Where a shared entry goes by its name or alias, yours is taken.',
          body: whole,
          response: { 201: payorView },
        },
      },
      async (request, reply) => {
        const payor = await desk.create(request.principal, request.body);
        await recordAccess(audit, request, 'payor.create', payor.id);
        return reply.code(201).header('location', `/v1/payors/${payor.id}`).send(payor);
      },
    );

    app.put(
      '/v1/payors/:payorId',
      {
        config: writing,
        schema: {
          tags,
          summary: 'Replace a payor of your own',
          params,
          body: whole,
          response: { 200: payorView },
        },
      },
      async (request) => {
        const payor = await desk.replace(request.principal, request.params.payorId, request.body);
        await recordAccess(audit, request, 'payor.change', payor.id);
        return payor;
      },
    );

    app.patch(
      '/v1/payors/:payorId',
      {
        config: writing,
        schema: {
          tags,
          summary: 'Change a payor of your own',
          description: 'What is not given stays. Lists are replaced as a whole.',
          params,
          body: changes,
          response: { 200: payorView },
        },
      },
      async (request) => {
        const payor = await desk.change(request.principal, request.params.payorId, request.body);
        await recordAccess(audit, request, 'payor.change', payor.id);
        return payor;
      },
    );

    app.delete(
      '/v1/payors/:payorId',
      {
        config: writing,
        schema: {
          tags,
          summary: 'Remove a payor of your own',
          description: 'It is not found any more. Tasks that were queued for it keep their number.',
          params,
          response: { 204: z.null().describe('Removed') },
        },
      },
      async (request, reply) => {
        await desk.remove(request.principal, request.params.payorId);
        await recordAccess(audit, request, 'payor.remove', request.params.payorId);
        return reply.code(204).send(null);
      },
    );

    app.put(
      '/v1/payors/:payorId/override',
      {
        config: writing,
        schema: {
          tags,
          summary: 'Change a shared payor for your organization',
          description:
            'Only what is given differs; everything else follows the shared entry. It takes the place of what you had changed before.',
          params,
          body: changes,
          response: { 200: payorView },
        },
      },
      async (request) => {
        const payor = await desk.override(request.principal, request.params.payorId, request.body);
        await recordAccess(audit, request, 'payor.override', payor.id);
        return payor;
      },
    );

    app.delete(
      '/v1/payors/:payorId/override',
      {
        config: writing,
        schema: { tags, summary: 'Return to the shared entry', params, response: { 200: payorView } },
      },
      async (request) => {
        const payor = await desk.dropOverride(request.principal, request.params.payorId);
        await recordAccess(audit, request, 'payor.override', payor.id);
        return payor;
      },
    );
  };
}
