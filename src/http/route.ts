import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Principal, Scope } from '../kernel/access.ts';
import { ProblemError } from '../kernel/errors.ts';

/** The scope that a route asks for; `any` lets every valid key and every signed-in person in. */
export type Access = Scope | 'any';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Every route under /v1 names it. */
    access?: Access;
  }
  interface FastifyRequest {
    /** Who is asking. Set on every route under /v1; reading it elsewhere is a mistake. */
    principal: Principal;
  }
}

/** A plugin of routes whose schemas are zod's: they check what comes in, type the handler and make the reference. */
export type Routes = FastifyPluginAsyncZod;

/** By the route that answers, so that no spelling of the address leads around the key. */
export function isApi(request: FastifyRequest): boolean {
  return (request.routeOptions.url ?? request.url).startsWith('/v1/');
}

/** Refuses to register a route under /v1 that does not say who may use it, and refuses requests that may not. */
export function demandAccess(app: FastifyInstance): void {
  app.addHook('onRoute', (route) => {
    if (route.url.startsWith('/v1/') && route.config?.access === undefined)
      throw new Error(`The route ${route.url} does not say who may use it.`);
  });
  app.addHook('onRequest', (request, _reply, done) => {
    const { access } = request.routeOptions.config;
    if (!isApi(request) || access === undefined || access === 'any') return done();
    done(
      request.principal.scopes.includes(access)
        ? undefined
        : new ProblemError('forbidden', 403, `This needs the scope ${access}.`),
    );
  });
}
