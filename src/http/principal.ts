import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Authenticator, Principal, SignedIn } from '../kernel/access.ts';
import { ProblemError } from '../kernel/errors.ts';
import { isApi } from './route.ts';
import { demandOwnOrigin, setCookies } from './session-cookie.ts';

/** Longest key that is looked up at all. */
const longestKey = 256;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Also for people whose organization demands a second factor that they have not set up yet. */
    beforeSecondFactor?: boolean;
  }
  interface FastifyRequest {
    /** The person behind the principal; undefined where a key asks. */
    signedIn: SignedIn | undefined;
  }
}

/** Asks every request under /v1 for a key or a session, known routes or not, before its body is read. */
export function requireKeys(app: FastifyInstance, authenticator: Authenticator): void {
  // Not null: a route without a key has no principal, and whoever reads one there reads undefined.
  app.decorateRequest('principal');
  app.decorateRequest('signedIn');
  app.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    if (!isApi(request)) return;
    const principal = await principalOf(request, reply, authenticator);
    if (principal === undefined) {
      void reply.header('www-authenticate', 'Bearer realm="holdfast"');
      throw new ProblemError('unauthorized', 401, 'A valid API key is needed: Authorization: Bearer <key>.');
    }
    request.principal = principal;
  });
}

/** Whoever sends a key is judged by it alone, cookie or not. */
async function principalOf(
  request: FastifyRequest,
  reply: FastifyReply,
  authenticator: Authenticator,
): Promise<Principal | undefined> {
  const { authorization, cookie } = request.headers;
  if (authorization !== undefined) {
    const key = /^Bearer ([!-~]+)$/i.exec(authorization)?.[1];
    return key === undefined || key.length > longestKey ? undefined : authenticator.authenticate(key);
  }
  const { sessions } = authenticator;
  if (sessions === undefined || cookie === undefined) return undefined;
  const signedIn = await sessions.read(cookie, asksByItself(request) ? 'page' : 'person');
  if (signedIn === undefined) return undefined;
  demandOwnOrigin(request, sessions.origins, 'refuse');
  setCookies(reply, signedIn.cookies);
  if (signedIn.lacksSecondFactor && request.routeOptions.config.beforeSecondFactor !== true)
    throw new ProblemError(
      'second_factor_required',
      403,
      'Your organization demands a second factor: set one up under /auth/second-factor first.',
    );
  request.signedIn = signedIn;
  return signedIn.principal;
}

/**
 * A page says so of what it asks without its person, such as every few seconds what is new. Streams of events, which a
 * browser opens again and again and to which a page can add no header, are asked for by no person either.
 */
function asksByItself({ headers }: FastifyRequest): boolean {
  return headers['x-asked-by'] === 'page' || headers.accept === 'text/event-stream';
}
