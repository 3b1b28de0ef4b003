import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { onAbort } from './abort.ts';
import type { CarrierClock } from './clock.ts';
import { makeSid, signRequest, withoutFragment } from './signature.ts';

type FailureKind = 'ct' | 'rt' | '4xx' | '5xx';

/** Connection overrides, read from a webhook URL's fragment. */
interface ConnectionOverrides {
  connectMs: number;
  readMs: number;
  retries: number;
  policy: Set<FailureKind>;
}

export interface WebhookRequest {
  url: string;
  method: 'GET' | 'POST';
  params: Record<string, string>;
  signal?: AbortSignal | undefined;
}

type WebhookResponse =
  | { ok: true; status: number; contentType: string; body: Uint8Array }
  | { ok: false; kind: FailureKind; status: number | undefined };

export interface WebhookClient {
  /** Requests a customer's URL, signed, with the retries and timeouts that its fragment asks for. */
  send(request: WebhookRequest): Promise<WebhookResponse>;
}

/** Twilio's defaults: 5 s to connect, 15 s for the answer, one retry of a failed connection. */
const defaultConnectMs = 5_000;
const defaultReadMs = 15_000;

/** `#ct=2000&rt=5000&rc=3&rp=all`: connect and read timeouts in ms, retries 0–5, what is retried. */
export function parseOverrides(url: string): ConnectionOverrides {
  const hash = url.indexOf('#');
  const values = new URLSearchParams(hash < 0 ? '' : url.slice(hash + 1));
  const number = (name: string, otherwise: number, min: number, max: number) => {
    const given = values.get(name);
    const value = Number(given);
    if (given === null || !Number.isFinite(value)) return otherwise;
    return Math.min(max, Math.max(min, value));
  };
  const policy = new Set<FailureKind>();
  for (const word of (values.get('rp') ?? 'ct').split(',')) {
    if (word === 'all') for (const kind of ['ct', 'rt', '4xx', '5xx'] as const) policy.add(kind);
    if (word === 'ct' || word === 'rt' || word === '4xx' || word === '5xx') policy.add(word);
  }
  return {
    connectMs: number('ct', defaultConnectMs, 100, 10_000),
    readMs: number('rt', defaultReadMs, 100, 15_000),
    retries: number('rc', 1, 0, 5),
    policy,
  };
}

interface ClientOptions {
  authToken: string;
  clock: CarrierClock;
  /** Aborted when the carrier closes: what is under way is given up. */
  lifetime: AbortSignal;
}

export function makeWebhookClient(options: ClientOptions): WebhookClient {
  return {
    async send(request) {
      if (!URL.canParse(request.url)) return { ok: false, kind: 'ct', status: undefined };
      const overrides = parseOverrides(request.url);
      let response = await attempt(request, overrides, options);
      for (let retry = 0; retry < overrides.retries; retry += 1) {
        if (
          response.ok ||
          request.signal?.aborted ||
          options.lifetime.aborted ||
          !overrides.policy.has(response.kind)
        )
          break;
        response = await attempt(request, overrides, options);
      }
      return response;
    },
  };
}

function attempt(
  { url, method, params, signal }: WebhookRequest,
  { connectMs, readMs }: ConnectionOverrides,
  { authToken, clock, lifetime }: ClientOptions,
): Promise<WebhookResponse> {
  const target = new URL(withoutFragment(url));
  if (method === 'GET')
    for (const [name, value] of Object.entries(params)) target.searchParams.set(name, value);
  const body = method === 'POST' ? new URLSearchParams(params).toString() : '';
  // A GET is signed over the address that is really asked; a POST over the address as it was given.
  const signature =
    method === 'POST' ? signRequest(authToken, url, params) : signRequest(authToken, target.href);

  return new Promise((resolve) => {
    let cancelTimer = (): void => undefined;
    const forgets: (() => void)[] = [];
    const finish = (response: WebhookResponse) => {
      cancelTimer();
      for (const forget of forgets) forget();
      resolve(response);
    };
    const send = target.protocol === 'https:' ? httpsRequest : httpRequest;
    const outgoing = send(target, {
      method,
      agent: false,
      headers: {
        'user-agent': 'TwilioProxy/1.1',
        'x-twilio-signature': signature,
        'i-twilio-idempotency-token': makeSid('RQ'),
        accept: '*/*',
        ...(method === 'POST' && {
          'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
          'content-length': Buffer.byteLength(body),
        }),
      },
    });
    const giveUp = (kind: FailureKind) => {
      finish({ ok: false, kind, status: undefined });
      outgoing.destroy();
    };

    let connected = false;
    cancelTimer = clock.after(connectMs, () => giveUp('ct'));
    for (const end of [signal, lifetime]) if (end) forgets.push(onAbort(end, () => giveUp('rt')));
    outgoing.on('socket', (socket) =>
      socket.once('connect', () => {
        connected = true;
        cancelTimer();
        cancelTimer = clock.after(readMs, () => giveUp('rt'));
      }),
    );
    outgoing.on('error', () => finish({ ok: false, kind: connected ? 'rt' : 'ct', status: undefined }));
    outgoing.on('response', (incoming) => {
      const parts: Buffer[] = [];
      incoming.on('data', (part: Buffer) => parts.push(part));
      incoming.on('error', () => finish({ ok: false, kind: 'rt', status: undefined }));
      incoming.on('end', () => {
        const status = incoming.statusCode ?? 0;
        if (status >= 400) finish({ ok: false, kind: status >= 500 ? '5xx' : '4xx', status });
        else {
          const contentType = incoming.headers['content-type'] ?? '';
          finish({ ok: true, status, contentType, body: Buffer.concat(parts) });
        }
      });
    });
    outgoing.end(body);
  });
}
