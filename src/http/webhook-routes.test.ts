import { pino } from 'pino';
import { expect, test } from 'vitest';
import { allScopes } from '../kernel/access.ts';
import type { ReplayAsked } from '../kernel/webhook.ts';
import { makeApp } from './app.ts';
import { makeWebhookDeliveryRoutes } from './webhook-routes-deliveries.ts';

async function makeWorld() {
  const asked: ReplayAsked[] = [];
  const app = await makeApp({
    logger: pino({ level: 'silent' }),
    authenticator: {
      authenticate: () =>
        Promise.resolve({
          kind: 'key',
          actorId: 'key_one',
          organizationId: 'org_one',
          practiceIds: null,
          scopes: allScopes,
        }),
    },
    readiness: { check: () => Promise.resolve({ database: true, migrations: true, queue: true }) },
    rateLimitPerMinute: 1_000,
    plugins: [
      makeWebhookDeliveryRoutes({
        deliveries: {
          list: () => Promise.resolve({ data: [], nextCursor: null }),
          get: () => Promise.resolve(undefined),
          replay: () => Promise.resolve(undefined),
          replayMany: (_scope, _id, what) => {
            asked.push(what);
            return Promise.resolve({ queued: 2, hastened: 1 });
          },
        },
        audit: { record: () => Promise.resolve() },
      }),
    ],
  });
  const headers = { authorization: 'Bearer some-key' };
  const replay = (payload: object) =>
    app.inject({ method: 'POST', url: '/v1/webhook-endpoints/whe_one/replay', headers, payload });
  const list = (query: string) =>
    app.inject({ method: 'GET', url: `/v1/webhook-deliveries?${query}`, headers });
  return { asked, replay, list };
}

test('a replay that names neither a span nor the dead is told what it must have', async () => {
  const { asked, replay } = await makeWorld();
  for (const body of [{}, { state: 'pending' }]) {
    const answer = await replay(body);
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain('must have either from and to, or state: dead');
  }
  expect(asked).toEqual([]);
});

test('a replay answers what was queued anew and what was brought forward', async () => {
  const { asked, replay } = await makeWorld();
  const answer = await replay({ from: '2026-03-10T00:00:00Z', to: '2026-03-11T00:00:00Z' });
  expect([answer.statusCode, answer.json()]).toEqual([202, { queued: 2, hastened: 1 }]);
  expect(asked).toMatchObject([{ kind: 'span' }]);
});

test('a filter that no delivery can have is answered with those it can', async () => {
  const { list } = await makeWorld();
  expect((await list('state=sent')).body).toContain('must be one of: waiting, pending, delivered, dead');
  expect((await list('eventType=task.done')).body).toContain('must be one of: task.');
  expect((await list('endpointId=whe_nobody')).statusCode).toBe(200);
});
