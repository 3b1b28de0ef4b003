import { pino } from 'pino';
import { afterEach, expect, it } from 'vitest';
import { allScopes } from '../kernel/access.ts';
import type { DialingDesk, PauseRequest } from '../kernel/dialing.ts';
import { makeApp } from './app.ts';
import { makeDialingRoutes } from './dialing-routes.ts';
import type { ProblemDocument } from './problems.ts';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

const unused = () => Promise.reject(new Error('This test does not ask for it.'));

async function start() {
  const asked: PauseRequest[] = [];
  const desk: DialingDesk = {
    pauses: unused,
    resume: unused,
    limits: unused,
    setLimits: unused,
    overview: unused,
    clearFlag: unused,
    pause: (_principal, request) => {
      asked.push(request);
      const times = { createdAt: '2026-03-10T10:00:00.000Z', endedAt: null, endedBy: null };
      return Promise.resolve({
        pause: { id: 'pause_one', ...request, createdBy: 'key_one', ...times },
        created: true,
      });
    },
  };
  const app = await makeApp({
    logger: pino({ enabled: false }),
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
    rateLimitPerMinute: 100,
    plugins: [makeDialingRoutes({ desk, audit: { record: () => Promise.resolve() } })],
  });
  cleanups.push(() => app.close());
  const pause = async (body: object) => {
    const response = await app.inject({
      method: 'POST',
      url: '/v1/dialing/pauses',
      headers: { authorization: 'Bearer good' },
      payload: body,
    });
    const { errors = [] } = response.json<Partial<ProblemDocument>>();
    return {
      status: response.statusCode,
      errors: Object.fromEntries(errors.map(({ pointer, detail }) => [pointer, detail])),
    };
  };
  return { asked, pause };
}

const idWanted = 'is required: the id of the payor or practice, or the number of the line';

it.each([
  [
    'nothing',
    {},
    { '/scope': 'must be one of: organization, payor, line, practice', '/reason': 'is required' },
  ],
  ['a scope only', { scope: 'payor' }, { '/id': idWanted, '/reason': 'is required' }],
  [
    'a scope that only the operator has',
    { scope: 'everything', reason: 'x' },
    { '/scope': 'must be one of: organization, payor, line, practice' },
  ],
  [
    'a line that is no number, and a member that is not known',
    { scope: 'line', id: '555', reason: 'x', until: 'noon' },
    { '/id': 'must be a number such as +13035550142', '/until': 'is not a known member; take it out' },
  ],
  [
    'an id for the whole organization',
    { scope: 'organization', id: 'payor_one', reason: 'x' },
    { '/id': 'must be left out where the whole organization is paused' },
  ],
])('names all that is wrong with a pause at once: %s', async (_what, body, errors) => {
  const { asked, pause } = await start();
  expect(await pause(body)).toEqual({ status: 400, errors });
  expect(asked).toEqual([]);
});

it.each([
  [{ scope: 'organization' }, null],
  [{ scope: 'payor', id: 'payor_one' }, 'payor_one'],
  [{ scope: 'line', id: '+13035550142' }, '+13035550142'],
  [{ scope: 'practice', id: 'prac_one' }, 'prac_one'],
])('takes a pause of %j', async (target, subject) => {
  const { asked, pause } = await start();
  expect((await pause({ ...target, reason: 'Maintenance' })).status).toBe(201);
  expect(asked).toEqual([{ scope: target.scope, subject, reason: 'Maintenance', runningCalls: 'continue' }]);
});
