import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Authenticator, Principal } from '../kernel/call-task.ts';
import { ProblemError } from '../kernel/errors.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose key the request carries. Set on every route under /v1; reading it elsewhere is a mistake. */
    principal: Principal;
  }
}

/** Longest key that is looked up at all. */
const longestKey = 256;

/** Asks every request under /v1 for a key, known routes or not, before its body is read. */
export function requireKeys(app: FastifyInstance, authenticator: Authenticator): void {
  // Not null: a route without a key has no principal, and whoever reads one there reads undefined.
  app.decorateRequest('principal');
  app.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    if (!isApi(request)) return;
    const key = /^Bearer ([!-~]+)$/i.exec(request.headers.authorization ?? '')?.[1];
    const principal =
      key === undefined || key.length > longestKey ? undefined : await authenticator.authenticate(key);
    if (principal === undefined) {
      void reply.header('www-authenticate', 'Bearer realm="holdfast"');
      throw new ProblemError('unauthorized', 401, 'A valid API key is needed: Authorization: Bearer <key>.');
    }
    request.principal = principal;
  });
}

/** By the route that answers, so that no spelling of the address leads around the key. */
export function isApi(request: FastifyRequest): boolean {
  return (request.routeOptions.url ?? request.url).startsWith('/v1/');
}

/** Refuses a request whose key may not do this. */
export function demandScope(request: FastifyRequest, scope: string): void {
  if (!request.principal.scopes.includes(scope))
    throw new ProblemError('forbidden', 403, `This key lacks the scope ${scope}.`);
}
