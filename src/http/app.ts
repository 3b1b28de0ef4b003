import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import { fastify, LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import type { Authenticator } from '../kernel/access.ts';
import type { Readiness } from '../kernel/call-task.ts';
import { makeId } from '../kernel/ids.ts';
import { addHealthRoutes } from './health-routes.ts';
import { requireKeys } from './principal.ts';
import { answerWithProblems } from './problems.ts';
import { describeRoutes } from './reference.ts';
import { demandAccess, isApi, type Routes } from './route.ts';

/** A task is about a kilobyte. */
const bodyLimitBytes = 64 * 1024;

export interface AppOptions {
  /** pino's, so that requests log through children of it. */
  logger: FastifyBaseLogger;
  authenticator: Authenticator;
  readiness: Readiness;
  rateLimitPerMinute: number;
  /** Further routes. Those under /v1 are behind a key like all others. */
  plugins: readonly Routes[];
}

/** The HTTP application, ready for `listen` or `inject`. */
export async function makeApp(options: AppOptions): Promise<FastifyInstance> {
  const app: FastifyInstance = fastify({
    loggerInstance: options.logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: bodyLimitBytes,
    // Never a caller's own: it ends up in the log.
    requestIdHeader: false,
    genReqId: () => makeId('req'),
    // A socket that stays open must not keep the process from stopping.
    forceCloseConnections: true,
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
  });
  answerWithProblems(app);
  logRequests(app);
  await app.register(helmet, { contentSecurityPolicy: { directives: { defaultSrc: ["'none'"] } } });
  requireKeys(app, options.authenticator);
  demandAccess(app);
  await app.register(rateLimit, {
    max: options.rateLimitPerMinute,
    timeWindow: '1 minute',
    hook: 'preHandler',
    allowList: (request) => !isApi(request),
    // Asked before the allow list is.
    keyGenerator: (request) => (isApi(request) ? request.principal.actorId : ''),
  });
  await describeRoutes(app);
  addHealthRoutes(app, options.readiness);
  for (const plugin of options.plugins) await app.register(plugin);
  return app;
}

/** One line a request, with the route and not the address: what an address holds is nobody's to log. */
function logRequests(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    if (isApi(request)) void reply.header('cache-control', 'no-store');
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? 'unknown',
        status: reply.statusCode,
        durationMs: Math.round(reply.elapsedTime),
      },
      'request answered',
    );
    done();
  });
}
