import { fastify } from 'fastify';
import { expect, test } from 'vitest';
import { makeCallTypeRoutes } from './call-type-routes.ts';
import { answerWithProblems } from './problems.ts';

async function start(title = 'Claim status') {
  const app = fastify();
  answerWithProblems(app);
  await app.register(
    makeCallTypeRoutes([
      { callType: 'claim_status', title, inputs: { type: 'object' }, outcome: { type: 'object' } },
      { callType: 'eligibility', title: 'Eligibility', inputs: {}, outcome: {} },
    ]),
  );
  return (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers });
}

test('the call types are listed with where to read more', async () => {
  const ask = await start();
  const response = await ask('/v1/call-types');
  expect(response.json()).toEqual({
    callTypes: [
      { callType: 'claim_status', title: 'Claim status', url: '/v1/call-types/claim_status' },
      { callType: 'eligibility', title: 'Eligibility', url: '/v1/call-types/eligibility' },
    ],
  });
});

test('one call type comes with its schemas', async () => {
  const ask = await start();
  const response = await ask('/v1/call-types/claim_status');
  expect(response.headers['content-type']).toBe('application/json; charset=utf-8');
  expect(response.json()).toEqual({
    callType: 'claim_status',
    title: 'Claim status',
    inputs: { type: 'object' },
    outcome: { type: 'object' },
  });
});

test('who has it already is told so, and gets it again once it has changed', async () => {
  const ask = await start();
  const { headers } = await ask('/v1/call-types/claim_status');
  const tag = String(headers.etag);
  expect(headers['cache-control']).toBe('private, max-age=300');
  for (const known of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
    const again = await ask('/v1/call-types/claim_status', { 'if-none-match': known });
    expect([again.statusCode, again.body, again.headers.etag]).toEqual([304, '', tag]);
  }
  expect((await ask('/v1/call-types/claim_status', { 'if-none-match': '"other"' })).statusCode).toBe(200);
  const changed = await start('Another title');
  expect((await changed('/v1/call-types/claim_status', { 'if-none-match': tag })).statusCode).toBe(200);
});

test('an unknown call type is a problem that names the known ones', async () => {
  const ask = await start();
  const response = await ask('/v1/call-types/weather');
  expect(response.statusCode).toBe(404);
  expect(response.json()).toMatchObject({
    code: 'not_found',
    detail: 'There is no such call type. There are: claim_status, eligibility.',
  });
});
