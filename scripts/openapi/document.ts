import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { format } from 'prettier';
import { makeApp } from '../../src/http/app.ts';
import { describeCallTypes, loadCallTypes } from '../../src/main/call-types.ts';
import { makeRoutes, type Ports } from '../../src/main/routes.ts';

/** Where the document is kept. */
export const openapiFile = fileURLToPath(new URL('../../docs/openapi.json', import.meta.url));

/** The OpenAPI document of the routes as they are, tidied as the file in docs is. */
export async function openapiDocument(): Promise<{ document: unknown; text: string }> {
  const app = await makeApp({
    logger: pino({ level: 'silent' }),
    authenticator: { authenticate: () => Promise.resolve(undefined) },
    readiness: { check: () => Promise.reject(new Error('Nobody is to be asked.')) },
    rateLimitPerMinute: 1,
    plugins: makeRoutes(await uncalled()),
  });
  await app.ready();
  const document: unknown = app.swagger();
  await app.close();
  return { document, text: await format(JSON.stringify(document), { parser: 'json', printWidth: 110 }) };
}

/** Ports behind routes that are only described: whatever is asked of one, at any depth, is there and is never called. */
async function uncalled(): Promise<Ports> {
  const { catalogue } = await loadCallTypes();
  return standingIn({ callTypes: describeCallTypes(catalogue), console: { directory: 'nowhere' } }) as Ports;
}

function standingIn(known: object): unknown {
  return new Proxy(
    Object.assign(() => undefined, known),
    {
      get(target, name): unknown {
        // Awaited, it is a value and no promise that never ends.
        if (name === 'then') return undefined;
        if (name === Symbol.toPrimitive) return () => 'http://127.0.0.1';
        return Object.hasOwn(known, name) ? Reflect.get(target, name) : standingIn({});
      },
      apply: () => standingIn({}),
    },
  );
}
