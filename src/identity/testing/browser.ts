import type { FastifyInstance } from 'fastify';

export interface BrowserAnswer<Answer> {
  status: number;
  answer: Answer;
  /** `Set-Cookie` headers as they came. */
  setCookies: readonly string[];
}

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/** A browser, as far as sessions go: keeps cookies, and names the page's origin where it writes. */
export interface Browser {
  ask<Answer>(method: Method, url: string, body?: object, headers?: object): Promise<BrowserAnswer<Answer>>;
  readonly cookies: ReadonlyMap<string, string>;
}

export function makeBrowser(app: FastifyInstance, origin: string | undefined): Browser {
  const cookies = new Map<string, string>();
  return {
    cookies,
    async ask(method, url, body, headers = {}) {
      const response = await app.inject({
        method,
        url,
        headers: {
          ...(cookies.size === 0 ? {} : { cookie: [...cookies].map(([k, v]) => `${k}=${v}`).join('; ') }),
          ...(origin === undefined || method === 'GET' ? {} : { origin }),
          ...headers,
        },
        ...(body === undefined ? {} : { payload: body }),
      });
      const setCookies = [response.headers['set-cookie'] ?? []].flat();
      for (const line of setCookies) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        if (name === undefined || value === undefined) continue;
        if (/max-age=0/i.test(line)) cookies.delete(name);
        else cookies.set(name, value);
      }
      return { status: response.statusCode, answer: response.json(), setCookies };
    },
  };
}
