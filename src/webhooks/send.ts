import { Agent, request } from 'undici';
import { forbiddenAddressCode, makeGuardedLookup } from './guarded-lookup.ts';
import { parseRetryAfter } from './retry-schedule.ts';
import { makeAllowList, refusalOfUrl } from './url-policy.ts';

/** Within the 15 to 30 s that the specification suggests. */
const timeoutMs = 20_000;

/** How one attempt ended. `result` is a word for the attempt's row; nothing of the response's body is kept. */
export type SendResult =
  | { kind: 'delivered'; status: number }
  | { kind: 'gone'; status: number }
  | { kind: 'forbidden' }
  | { kind: 'refused'; status: number; retryAfterMs: number | undefined }
  | { kind: 'unreachable'; reason: 'timeout' | 'connection' };

export interface WebhookSender {
  /** Posts once. Redirects are not followed. Never throws for what the receiver or the network does. */
  send(
    url: string,
    headers: Readonly<Record<string, string>>,
    body: string,
    nowMs: number,
  ): Promise<SendResult>;
  close(): Promise<void>;
}

/** `allowHosts` names hosts (without port) that may be inside our own network and be asked without TLS. */
export function makeWebhookSender(options: { allowHosts: readonly string[] }): WebhookSender {
  const isAllowed = makeAllowList(options.allowHosts);
  const agent = new Agent({
    connect: { lookup: makeGuardedLookup(isAllowed), timeout: 10_000 },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    keepAliveTimeout: 10_000,
  });
  return {
    async send(url, headers, body, nowMs) {
      if (refusalOfUrl(url, isAllowed) !== undefined) return { kind: 'forbidden' };
      try {
        const response = await request(url, {
          method: 'POST',
          dispatcher: agent,
          headers: { 'content-type': 'application/json', 'user-agent': 'Holdfast-Webhooks/1', ...headers },
          body,
          signal: AbortSignal.timeout(timeoutMs),
        });
        // The status is the answer; the body is read away unseen, so that the connection can serve again.
        await response.body.dump({ limit: 64 * 1024 }).catch(() => undefined);
        const status = response.statusCode;
        if (status >= 200 && status < 300) return { kind: 'delivered', status };
        if (status === 410) return { kind: 'gone', status };
        const retryAfter = response.headers['retry-after'];
        return {
          kind: 'refused',
          status,
          retryAfterMs: parseRetryAfter(Array.isArray(retryAfter) ? retryAfter[0] : retryAfter, nowMs),
        };
      } catch (error) {
        return failureOf(error);
      }
    },
    close: () => agent.close(),
  };
}

function failureOf(error: unknown): SendResult {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  if (code === forbiddenAddressCode) return { kind: 'forbidden' };
  const name = error instanceof Error ? error.name : '';
  const timedOut = name === 'TimeoutError' || String(code).includes('TIMEOUT');
  return { kind: 'unreachable', reason: timedOut ? 'timeout' : 'connection' };
}
