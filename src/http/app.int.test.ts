import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeQueue } from '../db/queue.ts';
import { makeReadiness } from '../db/readiness.ts';
import { useTestDatabase } from '../db/testing/test-database.ts';
import { makeAuthenticator } from '../identity/authenticator.ts';
import { bootstrapOrganization } from '../identity/bootstrap.ts';
import type { CallTaskView } from '../kernel/call-task.ts';
import { makeManualClock } from '../kernel/clock.ts';
import { silentLogger } from '../kernel/logger.ts';
import { seedPayors } from '../payors/seed.ts';
import { makeAuditTrail } from '../privacy/audit.ts';
import { makePhiCodec } from '../privacy/codec.ts';
import { makeDirectory } from '../main/directory.ts';
import { makeTaskDoors } from '../main/tasks.ts';
import { claimStatusOnly, goodRequest } from '../tasks/testing/claim-status.ts';
import { makeTestEvents } from '../tasks/testing/world.ts';
import { makeApp } from './app.ts';
import { makeTaskRoutes } from './task-routes.ts';

const { db, url } = useTestDatabase();
const apiKey = `hf_test_${'k'.repeat(32)}`;
const clock = makeManualClock(Date.parse('2026-03-02T12:00:00Z'));
const masterKey = new Uint8Array(32).fill(6);
const queue = makeQueue({ url, names: ['dial'], logger: silentLogger });
const logged: string[] = [];
const logger = pino({}, { write: (line: string) => void logged.push(line) });
let app: Awaited<ReturnType<typeof makeApp>>;
let base: string;

beforeAll(async () => {
  await queue.start();
  await bootstrapOrganization({ db, apiKey });
  await seedPayors({ db, paths: ['fixtures/payors'] });
  const directory = makeDirectory({ db });
  const { desk } = makeTaskDoors({
    db,
    queue,
    codec: makePhiCodec({ masterKey, db }),
    masterKey,
    callTypes: claimStatusOnly,
    payors: directory.payorLookup,
    practices: directory.practiceLookup,
    events: makeTestEvents(),
    logger: silentLogger,
    webhookAllowHosts: [],
    clock,
  });
  app = await makeApp({
    logger,
    authenticator: makeAuthenticator({ db, clock }),
    readiness: makeReadiness({ db, queue, url }),
    rateLimitPerMinute: 1000,
    plugins: [makeTaskRoutes({ desk, audit: makeAuditTrail({ db }) })],
  });
  base = await app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await app.close();
  await queue.stop(0);
});

function ask(path: string, body?: unknown): Promise<Response> {
  return fetch(base + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

describe('the API on a real database', () => {
  it('is ready', async () => {
    const response = await ask('/readyz');
    expect([response.status, await response.json()]).toEqual([
      200,
      { status: 'ready', parts: { database: true, migrations: true, queue: true } },
    ]);
  });

  it('takes a task once, shows it, and keeps a record of who looked', async () => {
    const first = await ask('/v1/tasks', goodRequest);
    const task = (await first.json()) as CallTaskView;
    expect([first.status, first.headers.get('location')]).toEqual([201, `/v1/tasks/${task.id}`]);
    expect(task.payor).toMatchObject({ name: 'Summit Ridge Health', phoneNumber: '+13035550142' });

    const again = await ask('/v1/tasks', goodRequest);
    expect([again.status, ((await again.json()) as CallTaskView).id]).toEqual([200, task.id]);

    const shown = await ask(`/v1/tasks/${task.id}`);
    expect(await shown.json()).toEqual(task);
    expect(shown.headers.get('cache-control')).toBe('no-store');

    const entries = await db.system((tx) =>
      tx.selectFrom('audit_log').select(['action', 'subject', 'address']).orderBy('id').execute(),
    );
    expect(entries).toEqual(
      ['task.create', 'task.read', 'task.read'].map((action) => ({
        action,
        subject: task.id,
        address: '127.0.0.1',
      })),
    );
  });

  it('answers a task that is not there with 404', async () => {
    expect((await ask('/v1/tasks/task_nowhere')).status).toBe(404);
  });

  it('logs no PHI and no key', () => {
    expect(logged.length).toBeGreaterThan(3);
    for (const secret of ['W4471908', 'Jordan', 'Sample', '1982', apiKey])
      expect(logged.join('')).not.toContain(secret);
  });
});
