import { z } from 'zod';
import { roles, scopes, type SignedIn } from '../kernel/access.ts';
import { ProblemError } from '../kernel/errors.ts';
import type { ApiKeyDesk, PeopleDesk } from '../kernel/identity.ts';
import type { AuditTrail } from '../kernel/phi.ts';
import { recordAccess } from './audited.ts';
import type { Routes } from './route.ts';
import { idOf } from './schemas.ts';

interface OwnRoutesOptions {
  people: PeopleDesk;
  keys: ApiKeyDesk;
  audit: AuditTrail;
}

const tags = ['Yourself'];
const time = z.iso.datetime({ offset: true });
const scope = z.enum(Object.keys(scopes) as [keyof typeof scopes]);
const role = z.enum(roles);
const params = z.object({ sessionId: idOf('session') });

const organization = z.object({
  id: z.string(),
  name: z.string(),
  timeZone: z.string().describe('IANA name'),
  requireSecondFactor: z
    .boolean()
    .describe('Whoever signs in without a second factor sees nothing but how to set one up'),
});
const me = z.object({
  kind: z.enum(['key', 'user']),
  id: z.string().describe('Id of the key or the person: what the audit names'),
  name: z.string(),
  email: z.string().nullable(),
  role: role.nullable(),
  scopes: z.array(scope),
  practiceIds: z.array(z.string()).nullable().describe('Null for every practice'),
  organization,
  organizations: z
    .array(z.object({ id: z.string(), name: z.string(), role }))
    .describe('Where a person may work; empty for a key'),
  hasSecondFactor: z.boolean(),
  lacksSecondFactor: z.boolean().describe('True where one must be set up before anything else'),
});
const session = z.object({
  id: z.string(),
  userAgent: z.string().nullable(),
  startedAt: time,
  lastSeenAt: time,
  endsAt: time,
  current: z.boolean(),
});
const changes = z.strictObject({
  name: z.string().trim().min(1).max(200).optional(),
  timeZone: z.string().max(60).refine(isTimeZone, 'must be an IANA name such as America/Denver').optional(),
  requireSecondFactor: z.boolean().optional(),
});

/** Whoever asks: who they are, their sessions, their organization. */
export function makeOwnRoutes({ people, keys, audit }: OwnRoutesOptions): Routes {
  return async (app) => {
    app.get(
      '/v1/me',
      {
        config: { access: 'any', beforeSecondFactor: true },
        schema: {
          tags,
          summary: 'See who you are and what you may',
          operationId: 'getMe',
          response: { 200: me },
        },
      },
      async (request) => {
        const { principal, signedIn } = request;
        const key = signedIn === undefined ? await keys.get(principal, principal.actorId) : undefined;
        return {
          kind: principal.kind,
          id: principal.actorId,
          name: signedIn?.person.name ?? key?.name ?? '',
          email: signedIn?.person.email ?? null,
          role: signedIn?.role ?? null,
          scopes: [...principal.scopes],
          practiceIds: principal.practiceIds === null ? null : [...principal.practiceIds],
          organization: await people.organization(principal),
          organizations: signedIn === undefined ? [] : await people.organizationsOf(signedIn.person.id),
          hasSecondFactor: signedIn?.person.hasSecondFactor ?? false,
          lacksSecondFactor: signedIn?.lacksSecondFactor ?? false,
        };
      },
    );

    app.get(
      '/v1/me/sessions',
      {
        config: { access: 'any' },
        schema: {
          tags,
          summary: 'List your sessions',
          operationId: 'listOwnSessions',
          response: { 200: z.object({ data: z.array(session) }) },
        },
      },
      async (request) => {
        const { person, sessionId } = personOf(request.signedIn);
        return { data: (await people.sessionsOf(request.principal, person.id, sessionId)) ?? [] };
      },
    );

    app.delete(
      '/v1/me/sessions/:sessionId',
      {
        config: { access: 'any' },
        schema: {
          tags,
          summary: 'End one of your sessions',
          operationId: 'endOwnSession',
          params,
          response: { 200: z.object({ ended: z.number().int() }) },
        },
      },
      async (request) => {
        const { person } = personOf(request.signedIn);
        const { sessionId } = request.params;
        const count = await people.endSessions(request.principal, person.id, sessionId);
        if (count !== 1) throw new ProblemError('not_found', 404, 'There is no such session.');
        await recordAccess(audit, request, 'session.revoke', sessionId);
        return { ended: count };
      },
    );

    app.put(
      '/v1/me/organization',
      {
        config: { access: 'any', beforeSecondFactor: true },
        schema: {
          tags,
          summary: 'Work in another of your organizations',
          description: 'For this session, from the next request on.',
          operationId: 'chooseOrganization',
          body: z.strictObject({ organizationId: idOf('organization') }),
          response: { 200: z.object({ organizationId: z.string() }) },
        },
      },
      async (request) => {
        const { person, sessionId } = personOf(request.signedIn);
        const { organizationId } = request.body;
        if (!(await people.chooseOrganization(person.id, sessionId, organizationId)))
          throw new ProblemError('not_found', 404, 'There is no such organization of yours.');
        await recordAccess(audit, request, 'session.organization', organizationId);
        return { organizationId };
      },
    );

    app.get(
      '/v1/organization',
      {
        config: { access: 'any' },
        schema: {
          tags: ['Organization'],
          summary: 'See the organization',
          operationId: 'getOrganization',
          response: { 200: organization },
        },
      },
      (request) => people.organization(request.principal),
    );

    app.patch(
      '/v1/organization',
      {
        config: { access: 'users:write' },
        schema: {
          tags: ['Organization'],
          summary: 'Change the organization',
          operationId: 'changeOrganization',
          body: changes,
          response: { 200: organization },
        },
      },
      async (request) => {
        const changed = await people.changeOrganization(request.principal, request.body);
        await recordAccess(audit, request, 'organization.change', changed.id);
        return changed;
      },
    );
  };
}

function personOf(signedIn: SignedIn | undefined): SignedIn {
  if (signedIn === undefined)
    throw new ProblemError('forbidden', 403, 'This is for people who are signed in.');
  return signedIn;
}

function isTimeZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
