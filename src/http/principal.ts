import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Authenticator } from '../kernel/access.ts';
import { ProblemError } from '../kernel/errors.ts';
import { isApi } from './route.ts';

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
