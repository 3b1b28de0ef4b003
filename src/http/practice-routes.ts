import { z } from 'zod';
import type { AuditTrail } from '../kernel/phi.ts';
import type { PracticeDesk } from '../kernel/practice.ts';
import { makePracticeSchemas, type PracticeRules } from '../kernel/practice-profile.ts';
import { usStates } from '../kernel/us-states.ts';
import { recordAccess } from './audited.ts';
import type { Routes } from './route.ts';
import { idOf, pageOf, pageQuery } from './schemas.ts';

const tags = ['Practices'];
const params = z.object({ practiceId: idOf('practice') });
const time = z.iso.datetime({ offset: true });
const label = z.string().nullable();
const telephones = z.array(z.object({ number: z.string(), label })).readonly();

const view = z.object({
  id: z.string(),
  name: z.string(),
  npis: z
    .array(z.object({ npi: z.string(), type: z.union([z.literal(1), z.literal(2)]), label }))
    .readonly()
    .describe('The first of each list is the one that calls give'),
  taxIds: z.array(z.object({ taxId: z.string().describe('Nine digits'), label })).readonly(),
  callbackNumbers: telephones,
  faxNumbers: telephones,
  addresses: z
    .array(
      z.object({
        kind: z.enum(['service', 'billing', 'mailing']),
        street: z.string(),
        city: z.string(),
        state: z.enum(usStates),
        zip: z.string(),
      }),
    )
    .readonly(),
  state: z.enum(usStates).nullable(),
  timeZone: z.string().describe('IANA zone in which its days begin and end'),
  createdAt: time,
  updatedAt: time,
  archivedAt: time.nullable().describe('Takes no tasks since; null for one in use'),
});

const search = z.object({
  q: z.string().min(1).max(200).optional().describe('Part of the name, or a whole NPI or tax ID'),
  archived: z.enum(['include', 'leave_out']).default('leave_out').describe('What to do with archived ones'),
  ...pageQuery,
});

export interface PracticeRoutesOptions {
  desk: PracticeDesk;
  rules: PracticeRules;
  audit: AuditTrail;
}

/** Practices for which calls are made. A key that is limited to practices sees only those. */
export function makePracticeRoutes({ desk, rules, audit }: PracticeRoutesOptions): Routes {
  const { whole, changes } = makePracticeSchemas(rules);
  const reading = { access: 'practices:read' } as const;
  const writing = { access: 'practices:write' } as const;
  return async (app) => {
    app.get(
      '/v1/practices',
      {
        config: reading,
        schema: {
          tags,
          summary: 'List practices',
          description: 'By name. A key that is limited to practices sees those only.',
          querystring: search,
          response: { 200: pageOf(view) },
        },
      },
      async (request) => {
        const { q, archived, limit, cursor } = request.query;
        const page = await desk.search(request.principal, {
          query: q,
          archived: archived === 'include',
          limit,
          cursor,
        });
        return { data: [...page.data], nextCursor: page.nextCursor };
      },
    );

    app.get(
      '/v1/practices/:practiceId',
      { config: reading, schema: { tags, summary: 'See a practice', params, response: { 200: view } } },
      (request) => desk.get(request.principal, request.params.practiceId),
    );

    app.post(
      '/v1/practices',
      {
        config: writing,
        schema: {
          tags,
          summary: 'Put a practice on file',
          description: 'Tasks name it by its id, or by one of its NPIs together with one of its tax IDs.',
          body: whole,
          response: { 201: view },
        },
      },
      async (request, reply) => {
        const practice = await desk.create(request.principal, request.body);
        await recordAccess(audit, request, 'practice.create', practice.id);
        return reply.code(201).header('location', `/v1/practices/${practice.id}`).send(practice);
      },
    );

    app.patch(
      '/v1/practices/:practiceId',
      {
        config: writing,
        schema: {
          tags,
          summary: 'Change a practice',
          description:
            'What is not given stays; lists are replaced as a whole. Tasks that are queued keep what they came with.',
          params,
          body: changes,
          response: { 200: view },
        },
      },
      async (request) => {
        const practice = await desk.change(request.principal, request.params.practiceId, request.body);
        await recordAccess(audit, request, 'practice.change', practice.id);
        return practice;
      },
    );

    for (const [verb, summary, archived] of [
      ['archive', 'Take no more tasks for a practice', true],
      ['restore', 'Take tasks for a practice again', false],
    ] as const)
      app.post(
        `/v1/practices/:practiceId/${verb}`,
        { config: writing, schema: { tags, summary, params, response: { 200: view } } },
        async (request) => {
          const practice = await desk.archive(request.principal, request.params.practiceId, archived);
          await recordAccess(audit, request, `practice.${verb}`, practice.id);
          return practice;
        },
      );
  };
}
