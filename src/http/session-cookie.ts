import type { FastifyReply, FastifyRequest } from 'fastify';
import { ProblemError } from '../kernel/errors.ts';

/** Requests that change nothing. */
const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses what another site's page makes a browser send. A browser names the page's origin in every request that
 * writes: it must be one of ours, or the host that was asked.
 */
export function demandOwnOrigin(
  request: FastifyRequest,
  origins: readonly string[],
  whereNone: 'refuse' | 'allow',
): void {
  if (reading.has(request.method)) return;
  const { origin } = request.headers;
  if (origin === undefined && whereNone === 'allow') return;
  if (!isOwnOrigin(request, origins))
    throw new ProblemError('forbidden', 403, 'A session writes only from a page of ours (header Origin).');
}

/** Whether a page of ours asks: its origin is one of these, or the host that was asked. */
export function isOwnOrigin({ headers }: FastifyRequest, origins: readonly string[]): boolean {
  const { origin, host } = headers;
  return origin !== undefined && (origins.includes(origin) || isSameHost(origin, host));
}

function isSameHost(origin: string, host: string | undefined): boolean {
  return URL.canParse(origin) && new URL(origin).host === host;
}

export function setCookies(reply: FastifyReply, cookies: readonly string[]): void {
  for (const cookie of cookies) void reply.header('set-cookie', cookie);
}
