import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { makeApp } from '../../http/app.ts';
import type { Access, Routes } from '../../http/route.ts';
import { describeCallTypes, loadCallTypes } from '../call-types.ts';
import { makeRoutes, type Ports } from '../routes.ts';

export interface RegisteredRoute {
  method: string;
  url: string;
  access: Access | undefined;
  /** Names of the parts of the address that stand for records. */
  params: readonly string[];
  takesBody: boolean;
}

/** Every route that the server registers, asked of the application itself: none is forgotten. */
export async function registeredRoutes(): Promise<{
  routes: readonly RegisteredRoute[];
  /** With nothing behind the routes, and nobody let in. */
  app: FastifyInstance;
}> {
  const found: RegisteredRoute[] = [];
  const recorder: Routes = (app) => {
    app.addHook('onRoute', (route) => {
      for (const method of [route.method].flat())
        if (method !== 'HEAD' && method !== 'OPTIONS')
          found.push({
            method,
            url: route.url,
            access: route.config?.access,
            params: [...route.url.matchAll(/:(\w+)/g)].map(([, name]) => name ?? ''),
            takesBody: route.schema?.body !== undefined,
          });
    });
    return Promise.resolve();
  };
  // Its hook counts for all that is registered after it.
  Object.assign(recorder, { [Symbol.for('skip-override')]: true });
  const { catalogue } = await loadCallTypes();
  const ports = standIn({
    callTypes: describeCallTypes(catalogue),
    console: { directory: 'nowhere' },
  }) as Ports;
  const app = await makeApp({
    logger: pino({ level: 'silent' }),
    authenticator: { authenticate: () => Promise.resolve(undefined) },
    readiness: { check: () => Promise.reject(new Error('Nobody is to be asked.')) },
    rateLimitPerMinute: 1,
    plugins: [recorder, ...makeRoutes(ports)],
  });
  await app.ready();
  return { routes: found, app };
}

/** Ports behind routes that are only listed: whatever is asked of one is there, and nothing is ever called. */
function standIn(known: object): unknown {
  return new Proxy(
    Object.assign(() => undefined, known),
    {
      get(target, name): unknown {
        if (name === 'then') return undefined;
        if (name === Symbol.toPrimitive) return () => 'http://127.0.0.1';
        return Object.hasOwn(known, name) ? Reflect.get(target, name) : standIn({});
      },
      apply: () => standIn({}),
    },
  );
}
