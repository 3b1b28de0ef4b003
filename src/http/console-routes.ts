import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import staticFiles from '@fastify/static';
import type { FastifyReply } from 'fastify';
import type { Routes } from './route.ts';

export interface ConsoleRoutesOptions {
  /** Where `npm run build:console` leaves the page. */
  directory: string;
}

/** Stands in the built index.html wherever the nonce of an answer goes. */
const noncePlaceholder = '__CSP_NONCE__';

const notBuilt =
  'The console has not been built on this machine. Run `npm install` and `npm run build:console`, then load this page again.\n';

/**
 * The page for people, at /console: one document for every address of the page, and its files under names that carry
 * their hash. The page itself holds nothing of anybody's; all that it shows it asks of the API with its person's session.
 */
export function makeConsoleRoutes({ directory }: ConsoleRoutesOptions): Routes {
  return async (app) => {
    const assets = join(directory, 'assets');
    // What asks for the files of a page that is not there finds nothing, like any address that does not exist.
    if (existsSync(assets))
      await app.register(staticFiles, {
        root: assets,
        prefix: '/console/assets/',
        decorateReply: false,
        index: false,
        immutable: true,
        maxAge: '365d',
      });
    app.get('/console', (_request, reply) => reply.redirect('/console/'));
    app.get('/console/*', async (_request, reply) => sendPage(reply, join(directory, 'index.html')));
  };
}

async function sendPage(reply: FastifyReply, file: string): Promise<FastifyReply> {
  if (!existsSync(file)) return reply.code(503).type('text/plain; charset=utf-8').send(notBuilt);
  const nonce = randomBytes(16).toString('base64');
  const page = await readFile(file, 'utf8');
  return reply
    .headers({ 'content-security-policy': policy(nonce), 'cache-control': 'no-store' })
    .type('text/html; charset=utf-8')
    .send(page.replaceAll(noncePlaceholder, nonce));
}

/** No script but ours from files, no frame around it; styles that parts of the page add as it runs carry the nonce. */
function policy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "media-src 'self' blob:",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');
}
