import compress from '@fastify/compress';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import websocket from '@fastify/websocket';
import { fastify, LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import type { Authenticator } from '../kernel/access.ts';
import type { Readiness } from '../kernel/call-task.ts';
import { describeError, ProblemError } from '../kernel/errors.ts';
import { makeId } from '../kernel/ids.ts';
import { addEventStreams } from './event-streams.ts';
import { addHealthRoutes } from './health-routes.ts';
import { requireKeys } from './principal.ts';
import { answerWithProblems } from './problems.ts';
import { describeRoutes } from './reference.ts';
import { demandAccess, isApi, type Routes } from './route.ts';

/** A task is about a kilobyte. */
const bodyLimitBytes = 64 * 1024;

/** A program with a mistyped key stops soon; whoever guesses keys gets nowhere. */
const wrongKeysPerMinute = 120;

/** The largest frame that a media stream sends is smaller by far; nobody else sends any. */
const maxFrameBytes = 64 * 1024;

/** Shorter answers gain nothing by it. */
const compressFromBytes = 2 * 1024;

/** The longest that a body may take to arrive: an import of 50,000 rows over a slow line. */
const slowestRequestMs = 15 * 60_000;

export interface AppOptions {
  /** pino's, so that requests log through children of it. */
  logger: FastifyBaseLogger;
  authenticator: Authenticator;
  readiness: Readiness;
  rateLimitPerMinute: number;
  /** Addresses or networks of proxies whose word for the caller's address counts; none where left out. */
  trustProxy?: readonly string[] | undefined;
  /** Further routes. Those under /v1 are behind a key like all others. */
  plugins: readonly Routes[];
}

/** The HTTP application, ready for `listen` or `inject`. */
export async function makeApp(options: AppOptions): Promise<FastifyInstance> {
  const app: FastifyInstance = fastify({
    loggerInstance: options.logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: bodyLimitBytes,
    requestTimeout: slowestRequestMs,
    trustProxy:
      options.trustProxy === undefined || options.trustProxy.length === 0 ? false : [...options.trustProxy],
    // Never a caller's own: it ends up in the log.
    requestIdHeader: false,
    genReqId: () => makeId('req'),
    // A socket that stays open must not keep the process from stopping.
    forceCloseConnections: true,
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
  });
  answerWithProblems(app);
  // What a handler may answer is checked when it is compiled; at run time nothing is left out and nothing added.
  app.setSerializerCompiler(() => (answer) => JSON.stringify(answer));
  logRequests(app);
  await app.register(helmet, { contentSecurityPolicy: { directives: { defaultSrc: ["'none'"] } } });
  await app.register(compress, { encodings: ['br', 'gzip'], threshold: compressFromBytes });
  await app.register(rateLimit, {
    max: (request) =>
      (isApi(request) ? request.principal.requestsPerMinute : undefined) ?? options.rateLimitPerMinute,
    timeWindow: '1 minute',
    enableDraftSpec: true,
    hook: 'preHandler',
    allowList: (request) => !isApi(request),
    // Asked before the allow list is.
    keyGenerator: (request) => (isApi(request) ? request.principal.actorId : ''),
  });
  limitStrangers(app);
  await app.register(websocket, {
    options: { maxPayload: maxFrameBytes },
    // The plugin's own would log the error's message.
    errorHandler(error, socket, request) {
      request.log.warn(describeError(error), 'a socket failed');
      socket.terminate();
    },
  });
  requireKeys(app, options.authenticator);
  demandAccess(app);
  addEventStreams(app);
  await describeRoutes(app);
  addHealthRoutes(app, options.readiness);
  for (const plugin of options.plugins) await app.register(plugin);
  return app;
}

/** Who has shown so many wrong keys within a minute from one address has to wait, before any more is looked up. */
function limitStrangers(app: FastifyInstance): void {
  const refusals = app.createRateLimit({
    max: wrongKeysPerMinute,
    timeWindow: '1 minute',
    keyGenerator: (request) => request.ip,
    allowList: [],
  });
  app.addHook('onRequest', async (request) => {
    if (!isApi(request)) return;
    const seen = await refusals(request, { increment: false });
    if (!seen.isAllowed && seen.remaining === 0)
      throw new ProblemError('rate_limited', 429, 'Too many requests without a valid key; wait a minute.');
  });
  app.addHook('onResponse', async (request, reply) => {
    if (isApi(request) && reply.statusCode === 401) await refusals(request);
  });
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
