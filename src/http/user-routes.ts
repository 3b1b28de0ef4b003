import { z } from 'zod';
import { roles } from '../kernel/access.ts';
import { ProblemError } from '../kernel/errors.ts';
import type { PeopleDesk } from '../kernel/identity.ts';
import type { AuditTrail } from '../kernel/phi.ts';
import { recordAccess } from './audited.ts';
import type { Routes } from './route.ts';
import { idOf, pageOf, pageQuery } from './schemas.ts';

interface UserRoutesOptions {
  people: PeopleDesk;
  audit: AuditTrail;
}

const tags = ['People'];
const params = z.object({ userId: idOf('person') });
const sessionParams = params.extend({ sessionId: idOf('session') });
const time = z.iso.datetime({ offset: true });
const role = z.enum(roles);
const practiceIds = z.array(idOf('practice')).min(1).max(200).nullable().describe('Null for every practice');

const member = z.object({
  userId: z.string(),
  name: z.string(),
  email: z.string(),
  role,
  practiceIds: z.array(z.string()).nullable(),
  hasSecondFactor: z.boolean(),
  joinedAt: time,
  disabledAt: time.nullable(),
});
const handed = z.object({
  id: z.string(),
  link: z.string().describe('Hand it over yourself; it works once and is shown this once'),
  expiresAt: time,
});
const session = z.object({
  id: z.string(),
  userAgent: z.string().nullable(),
  startedAt: time,
  lastSeenAt: time.describe('To the minute'),
  endsAt: time.describe('Unless it is used before'),
  current: z.boolean(),
});
const ended = z.object({ ended: z.number().int().describe('How many sessions were ended') });

const noPerson = () => new ProblemError('not_found', 404, 'There is no such person here.');

/** People of the organization: who they are, what they may, how they come in. */
export function makeUserRoutes({ people, audit }: UserRoutesOptions): Routes {
  const config = { access: 'users:write' } as const;
  return async (app) => {
    app.get(
      '/v1/users',
      {
        config,
        schema: {
          tags,
          summary: 'List people',
          operationId: 'listUsers',
          querystring: z.object(pageQuery),
          response: { 200: pageOf(member) },
        },
      },
      (request) => people.list(request.principal, request.query),
    );

    app.get(
      '/v1/users/:userId',
      {
        config,
        schema: { tags, summary: 'See a person', operationId: 'getUser', params, response: { 200: member } },
      },
      async (request) => {
        const found = await people.get(request.principal, request.params.userId);
        if (found === undefined) throw noPerson();
        return found;
      },
    );

    app.post(
      '/v1/users/invitations',
      {
        config,
        schema: {
          tags,
          summary: 'Invite somebody',
          description: 'Answers a link to hand over; nothing is sent by mail. It is good for a week.',
          operationId: 'inviteUser',
          body: z.strictObject({ email: z.email().max(254), role, practiceIds: practiceIds.default(null) }),
          response: { 201: handed },
        },
      },
      async (request, reply) => {
        const link = await people.invite(request.principal, request.body);
        await recordAccess(audit, request, 'user.invite', link.id);
        return reply.code(201).send(link);
      },
    );

    app.patch(
      '/v1/users/:userId',
      {
        config,
        schema: {
          tags,
          summary: 'Change what a person may',
          description: 'Counts from their next request on. The last owner stays one.',
          operationId: 'changeUser',
          params,
          body: z.strictObject({
            role: role.optional(),
            practiceIds: practiceIds.optional(),
            disabled: z.boolean().optional(),
          }),
          response: { 200: member },
        },
      },
      async (request) => {
        const { userId } = request.params;
        const changed = await people.change(request.principal, userId, request.body);
        if (changed === undefined) throw noPerson();
        await recordAccess(audit, request, 'user.change', userId);
        return changed;
      },
    );

    app.post(
      '/v1/users/:userId/password-link',
      {
        config,
        schema: {
          tags,
          summary: 'Make a link for a new password',
          description: 'Answers a link to hand over. It is good for a day.',
          operationId: 'linkForPassword',
          params,
          response: { 201: handed },
        },
      },
      async (request, reply) => {
        const { userId } = request.params;
        const link = await people.linkForPassword(request.principal, userId);
        if (link === undefined) throw noPerson();
        await recordAccess(audit, request, 'user.password_link', userId);
        return reply.code(201).send(link);
      },
    );

    app.delete(
      '/v1/users/:userId/second-factor',
      {
        config,
        schema: {
          tags,
          summary: 'Take the second factor off a person who lost it',
          description: 'Ends their sessions too.',
          operationId: 'removeSecondFactor',
          params,
          response: { 200: member },
        },
      },
      async (request) => {
        const { userId } = request.params;
        const changed = await people.removeSecondFactor(request.principal, userId);
        if (changed === undefined) throw noPerson();
        await recordAccess(audit, request, 'user.second_factor.remove', userId);
        return changed;
      },
    );

    app.get(
      '/v1/users/:userId/sessions',
      {
        config,
        schema: {
          tags,
          summary: "List a person's sessions",
          operationId: 'listSessions',
          params,
          response: { 200: z.object({ data: z.array(session) }) },
        },
      },
      async (request) => {
        const { userId } = request.params;
        const current = request.signedIn?.sessionId ?? null;
        const data = await people.sessionsOf(request.principal, userId, current);
        if (data === undefined) throw noPerson();
        return { data };
      },
    );

    app.delete(
      '/v1/users/:userId/sessions',
      {
        config,
        schema: {
          tags,
          summary: "End a person's sessions",
          operationId: 'endSessions',
          params,
          response: { 200: ended },
        },
      },
      async (request) => {
        const { userId } = request.params;
        const count = await people.endSessions(request.principal, userId, null);
        if (count === undefined) throw noPerson();
        await recordAccess(audit, request, 'session.revoke', userId);
        return { ended: count };
      },
    );

    app.delete(
      '/v1/users/:userId/sessions/:sessionId',
      {
        config,
        schema: {
          tags,
          summary: "End one of a person's sessions",
          operationId: 'endSession',
          params: sessionParams,
          response: { 200: ended },
        },
      },
      async (request) => {
        const { userId, sessionId } = request.params;
        const count = await people.endSessions(request.principal, userId, sessionId);
        if (count === undefined) throw noPerson();
        if (count === 0) throw new ProblemError('not_found', 404, 'There is no such session.');
        await recordAccess(audit, request, 'session.revoke', sessionId);
        return { ended: count };
      },
    );
  };
}
