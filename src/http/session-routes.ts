import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { SignInDesk, Visit } from '../kernel/identity.ts';
import { demandOwnOrigin, setCookies } from './session-cookie.ts';
import type { Routes } from './route.ts';

interface SessionRoutesOptions {
  desk: SignInDesk;
  /** Where pages may stand that sign people in. */
  origins: readonly string[];
}

const tags = ['Sign-in'];
const email = z.email().max(254);
const given = z.string().min(1).max(128);
const chosen = z.string().min(12).max(128).describe('12 to 128 characters');
const token = z.string().min(20).max(100).describe('What stands behind # in the link');
const code = z
  .string()
  .regex(/^\d{6}$/)
  .describe('Six digits');
const done = z.object({ done: z.literal(true) });
const backupCodes = z.array(z.string()).describe('Each works once. Shown this once and never again');

const signInBody = z.strictObject({ email, password: given });
const secondFactorBody = z.union([
  z.strictObject({ code }),
  z.strictObject({ backupCode: z.string().min(6).max(40) }),
]);

/** Signing in and out. Answers are cookies; what stands in them is nobody's to read but ours. */
export function makeSessionRoutes({ desk, origins }: SessionRoutesOptions): Routes {
  return async (app) => {
    guard(app, origins);

    app.post(
      '/auth/sign-in',
      {
        schema: {
          tags,
          summary: 'Sign in',
          operationId: 'signIn',
          body: signInBody,
          response: { 200: z.object({ secondFactorNeeded: z.boolean() }) },
        },
      },
      async (request, reply) => {
        const { cookies, secondFactorNeeded } = await desk.signIn(visitOf(request), request.body);
        setCookies(reply, cookies);
        return { secondFactorNeeded };
      },
    );

    app.post(
      '/auth/sign-in/second-factor',
      {
        schema: {
          tags,
          summary: 'Give the second factor',
          operationId: 'giveSecondFactor',
          body: secondFactorBody,
          response: { 200: done },
        },
      },
      async (request, reply) => answer(reply, await desk.giveSecondFactor(visitOf(request), request.body)),
    );

    app.post(
      '/auth/sign-out',
      { schema: { tags, summary: 'Sign out', operationId: 'signOut', response: { 200: done } } },
      async (request, reply) => answer(reply, await desk.signOut(visitOf(request))),
    );

    app.post(
      '/auth/password',
      {
        schema: {
          tags,
          summary: 'Change your password',
          description: 'Ends every other session of yours.',
          operationId: 'changePassword',
          body: z.strictObject({ currentPassword: given, newPassword: chosen }),
          response: { 200: done },
        },
      },
      async (request, reply) => answer(reply, await desk.changePassword(visitOf(request), request.body)),
    );

    app.post(
      '/auth/second-factor',
      {
        schema: {
          tags,
          summary: 'Begin a second factor',
          description: 'It counts once a code of the app was confirmed.',
          operationId: 'beginSecondFactor',
          body: z.strictObject({ password: given }),
          response: {
            200: z.object({
              totpUri: z.string().describe('otpauth: address, to show as a QR code'),
              backupCodes,
            }),
          },
        },
      },
      async (request, reply) => {
        const {
          cookies,
          totpUri,
          backupCodes: codes,
        } = await desk.beginSecondFactor(visitOf(request), request.body);
        setCookies(reply, cookies);
        return { totpUri, backupCodes: codes };
      },
    );

    app.post(
      '/auth/second-factor/confirm',
      {
        schema: {
          tags,
          summary: 'Confirm the second factor by its first code',
          operationId: 'confirmSecondFactor',
          body: z.strictObject({ code }),
          response: { 200: done },
        },
      },
      async (request, reply) => answer(reply, await desk.confirmSecondFactor(visitOf(request), request.body)),
    );

    app.post(
      '/auth/second-factor/end',
      {
        schema: {
          tags,
          summary: 'Do without a second factor again',
          operationId: 'endSecondFactor',
          body: z.strictObject({ password: given }),
          response: { 200: done },
        },
      },
      async (request, reply) => answer(reply, await desk.endSecondFactor(visitOf(request), request.body)),
    );

    app.post(
      '/auth/second-factor/backup-codes',
      {
        schema: {
          tags,
          summary: 'Replace the backup codes',
          operationId: 'newBackupCodes',
          body: z.strictObject({ password: given }),
          response: { 200: z.object({ backupCodes }) },
        },
      },
      async (request, reply) => {
        const { cookies, backupCodes: codes } = await desk.newBackupCodes(visitOf(request), request.body);
        setCookies(reply, cookies);
        return { backupCodes: codes };
      },
    );

    app.post(
      '/auth/join',
      {
        schema: {
          tags,
          summary: 'Take up an invitation',
          description: 'Whoever has an account already gives its password. Sign in afterwards.',
          operationId: 'acceptInvitation',
          body: z.strictObject({ token, name: z.string().trim().min(1).max(100), password: chosen }),
          response: { 201: z.object({ email: z.string() }) },
        },
      },
      async (request, reply) =>
        reply.code(201).send(await desk.acceptInvitation(visitOf(request), request.body)),
    );

    app.post(
      '/auth/new-password',
      {
        schema: {
          tags,
          summary: 'Set a new password by a link',
          description: 'Ends every session of the person. A second factor stays as it is.',
          operationId: 'setPassword',
          body: z.strictObject({ token, password: chosen }),
          response: { 200: done },
        },
      },
      async (request) => {
        await desk.setPassword(visitOf(request), request.body);
        return { done: true } as const;
      },
    );
  };
}

/** Nothing of this is kept by anybody, and no other site's page sets it off. */
function guard(app: FastifyInstance, origins: readonly string[]): void {
  app.addHook('onRequest', (request, reply, next) => {
    void reply.header('cache-control', 'no-store');
    demandOwnOrigin(request, origins, request.headers.cookie === undefined ? 'allow' : 'refuse');
    next();
  });
}

function answer(reply: FastifyReply, { cookies }: { cookies: readonly string[] }): { done: true } {
  setCookies(reply, cookies);
  return { done: true };
}

function visitOf(request: FastifyRequest): Visit {
  return {
    cookie: request.headers.cookie ?? '',
    address: request.ip,
    userAgent: request.headers['user-agent'],
    requestId: request.id,
  };
}
