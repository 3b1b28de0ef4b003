import { pino } from 'pino';
import { z } from 'zod';
import { describe, expect, it } from 'vitest';
import type { Principal } from '../kernel/access.ts';
import type { CallTaskDesk } from '../kernel/call-task.ts';
import { ProblemError } from '../kernel/errors.ts';
import type { AuditTrail } from '../kernel/phi.ts';
import { makeApp, type AppOptions } from './app.ts';
import type { ProblemDocument } from './problems.ts';
import { makeTaskRoutes } from './task-routes.ts';

const principal: Principal = {
  organizationId: 'org_a',
  practiceIds: null,
  kind: 'key',
  actorId: 'key_1',
  scopes: ['tasks:write', 'tasks:read'],
};
const nothing: CallTaskDesk = {
  accept: () => Promise.reject(new Error('member W4471908 broke it')),
  get: () => Promise.resolve(undefined),
};

interface Changes extends Partial<AppOptions> {
  desk?: CallTaskDesk;
  audit?: AuditTrail;
}

const nothingKept: AuditTrail = { record: () => Promise.resolve() };

async function start({ desk = nothing, audit = nothingKept, plugins = [], ...changes }: Changes = {}) {
  const logged: string[] = [];
  const app = await makeApp({
    logger: pino({}, { write: (line: string) => void logged.push(line) }),
    authenticator: {
      authenticate: (bearer) => Promise.resolve(bearer === 'good' ? principal : undefined),
    },
    readiness: { check: () => Promise.resolve({ database: true, migrations: true, queue: false }) },
    rateLimitPerMinute: 100,
    plugins: [makeTaskRoutes({ desk, audit }), ...plugins],
    ...changes,
  });
  const ask = async (
    path: string,
    { body, key = 'good', type = 'application/json' }: { body?: string; key?: string; type?: string } = {},
  ) => {
    const response = await app.inject({
      url: path,
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${key}`, ...(body === undefined ? {} : { 'content-type': type }) },
      ...(body === undefined ? {} : { body }),
    });
    return {
      status: response.statusCode,
      headers: response.headers,
      problem: () => response.json<ProblemDocument>(),
      text: response.body,
    };
  };
  return { ask, logged };
}

describe('the API', () => {
  it('says that it is alive without a key', async () => {
    const { ask } = await start();
    expect((await ask('/healthz', { key: '' })).status).toBe(200);
  });

  it('says which part is not ready', async () => {
    const { ask } = await start();
    const response = await ask('/readyz', { key: '' });
    expect([response.status, JSON.parse(response.text)]).toEqual([
      503,
      { status: 'not_ready', parts: { database: true, migrations: true, queue: false } },
    ]);
  });

  it.each(['/v1/tasks/task_1', '/v1/nowhere', '/v1/%74asks/task_1'])('wants a key for %s', async (path) => {
    const { ask } = await start();
    for (const key of ['', 'bad', 'x'.repeat(300)]) {
      const response = await ask(path, { key });
      expect(response.status).toBe(401);
      expect(response.headers['www-authenticate']).toContain('Bearer');
    }
  });

  it('answers every refusal with a problem document', async () => {
    const { ask } = await start();
    const big = JSON.stringify({ a: 'x'.repeat(70_000) });
    const asked = [
      ['not_found', await ask('/nowhere')],
      ['not_found', await ask('/v1/tasks/task_1')],
      ['unauthorized', await ask('/v1/tasks/task_1', { key: 'bad' })],
      ['invalid_request', await ask('/v1/tasks', { body: '{"half":' })],
      ['invalid_request', await ask('/v1/tasks', { body: '{"__proto__":{}}' })],
      ['invalid_request', await ask(`/v1/tasks/${'x'.repeat(80)}`)],
      ['payload_too_large', await ask('/v1/tasks', { body: big })],
      ['unsupported_media_type', await ask('/v1/tasks', { body: 'a=b', type: 'text/csv' })],
    ] as const;
    for (const [code, response] of asked) {
      expect(response.headers['content-type']).toContain('application/problem+json');
      const problem = response.problem();
      expect(problem).toMatchObject({ code, status: response.status, type: `/problems#${code}` });
      expect(problem.instance).toBe(response.headers['x-request-id']);
      expect(problem.title.length).toBeGreaterThan(3);
    }
  });

  it('refuses a filter that it does not know instead of showing everything', async () => {
    const { ask } = await start({
      plugins: [
        (app) => {
          const querystring = z.object({
            state: z.union([z.enum(['a', 'b']), z.array(z.enum(['a', 'b']))]).optional(),
          });
          app.get(
            '/v1/extra',
            { config: { access: 'any' }, schema: { querystring } },
            (request) => request.query,
          );
          return Promise.resolve();
        },
      ],
    });
    expect((await ask('/v1/extra?state=a')).status).toBe(200);
    expect((await ask('/v1/extra?stat=a')).problem().errors).toEqual([
      { pointer: '/query/stat', detail: 'is not a known member; take it out' },
    ]);
    expect((await ask('/v1/extra?state=c')).problem().errors).toEqual([
      { pointer: '/query/state', detail: 'must be one of: a, b' },
    ]);
  });

  it('takes an empty body for none, also where its type is named', async () => {
    const { ask } = await start({
      plugins: [
        (app) => {
          app.post('/v1/extra', { config: { access: 'any' } }, (request) => ({ body: request.body ?? null }));
          return Promise.resolve();
        },
      ],
    });
    expect(JSON.parse((await ask('/v1/extra', { body: '' })).text)).toEqual({ body: null });
  });

  it('names every bad member by pointer', async () => {
    const errors = [{ pointer: '/inputs/npi', detail: 'is required' }];
    const desk = {
      ...nothing,
      accept: () => Promise.reject(new ProblemError('invalid_request', 400, 'No.', errors)),
    };
    const { ask } = await start({ desk });
    expect((await ask('/v1/tasks', { body: '{}' })).problem().errors).toEqual(errors);
  });

  it('looks no more keys up for an address that showed too many wrong ones', async () => {
    let lookedUp = 0;
    const authenticate = () => Promise.resolve(void (lookedUp += 1));
    const { ask } = await start({ authenticator: { authenticate } });
    for (let n = 0; n < 120; n += 1) expect((await ask('/v1/tasks/task_1', { key: 'bad' })).status).toBe(401);
    expect((await ask('/v1/tasks/task_1', { key: 'bad' })).problem().code).toBe('rate_limited');
    expect(lookedUp).toBe(120);
  });

  it('says how many requests are left', async () => {
    const { ask } = await start();
    expect((await ask('/v1/tasks/task_1')).headers).toMatchObject({
      'ratelimit-limit': '100',
      'ratelimit-remaining': '99',
    });
  });

  it('explains every code on one page, to which problems lead', async () => {
    const { ask } = await start();
    const { type } = (await ask('/v1/tasks/task_1')).problem();
    const page = await ask('/problems', { key: '' });
    expect(page.headers['content-type']).toContain('text/html');
    expect(page.text).toContain(`id="${type.split('#')[1]}"`);
  });

  it('shows its reference to readers without a key, with no script from elsewhere', async () => {
    const { ask } = await start();
    const page = await ask('/docs/', { key: '' });
    expect(page.status).toBe(200);
    expect(page.headers['content-security-policy']).toContain("script-src 'self'");
    expect(page.text).not.toMatch(/<script[^>]*src="https?:/);
    expect(JSON.parse((await ask('/openapi.json', { key: '' })).text)).toMatchObject({ openapi: '3.1.0' });
  });

  it('tells nobody what broke inside, and logs no message that might quote data', async () => {
    const { ask, logged } = await start();
    const response = await ask('/v1/tasks', { body: '{}' });
    expect([response.status, response.problem().code]).toEqual([500, 'internal_error']);
    expect(response.text + logged.join('')).not.toContain('W4471908');
    expect(logged.join('')).toContain('request failed');
  });

  it.each([
    new Error('timeout exceeded when trying to connect'),
    Object.assign(new Error('canceling statement due to statement timeout'), { code: '57014' }),
    Object.assign(new Error('connect refused'), { code: 'ECONNREFUSED' }),
  ])('says that the database is away, and when to come again: %s', async (error) => {
    const { ask, logged } = await start({ desk: { ...nothing, get: () => Promise.reject(error) } });
    const response = await ask('/v1/tasks/task_1');
    expect([response.status, response.problem().code]).toEqual([503, 'unavailable']);
    expect(response.headers['retry-after']).toBe('5');
    expect(logged.join('')).toContain('request failed');
  });

  it('limits what one key may ask', async () => {
    const { ask } = await start({ rateLimitPerMinute: 2 });
    const statuses = [];
    for (let n = 0; n < 3; n++) statuses.push((await ask('/v1/tasks/task_1')).status);
    expect(statuses).toEqual([404, 404, 429]);
    expect((await ask('/healthz')).status).toBe(200);
  });

  it('logs the route of a request, never its address', async () => {
    const { ask, logged } = await start();
    await ask('/v1/tasks/W4471908?name=Jordan');
    await ask('/nowhere/W4471908');
    expect(logged.join('')).toContain('/v1/tasks/:taskId');
    expect(logged.join('')).not.toMatch(/W4471908|Jordan/);
  });

  it('shows a task only once the read is on record', async () => {
    const desk = { ...nothing, get: () => Promise.resolve({ id: 'task_1', inputs: 'W4471908' } as never) };
    const { ask } = await start({ desk, audit: { record: () => Promise.reject(new Error('disk full')) } });
    const response = await ask('/v1/tasks/task_1');
    expect(response.status).toBe(500);
    expect(response.text).not.toContain('W4471908');
  });

  it('serves routes given to it, with the key known to those under /v1', async () => {
    const { ask } = await start({
      plugins: [
        (app) => {
          app.get('/v1/extra', { config: { access: 'any' } }, (request) => ({
            key: request.principal.actorId,
          }));
          app.post('/outside', () => ({ open: true }));
          return Promise.resolve();
        },
      ],
    });
    expect(JSON.parse((await ask('/v1/extra')).text)).toEqual({ key: 'key_1' });
    expect((await ask('/v1/extra', { key: 'bad' })).status).toBe(401);
    expect((await ask('/outside', { key: 'bad', body: '{}' })).status).toBe(200);
  });
});
