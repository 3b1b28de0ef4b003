import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../db/testing/test-database.ts';
import { makeAuthenticator } from '../identity/authenticator.ts';
import { bootstrapOrganization } from '../identity/bootstrap.ts';
import { makeApiKeyDesk } from '../identity/key-desk.ts';
import { makeManualClock } from '../kernel/clock.ts';
import type { ApiKeyView, IssuedKey, Page } from '../kernel/identity.ts';
import { makeAuditTrail } from '../privacy/audit.ts';
import { makeApp } from './app.ts';
import { makeKeyRoutes } from './key-routes.ts';
import type { ProblemDocument } from './problems.ts';

const { db } = useTestDatabase();
const first = `hf_first_${'k'.repeat(40)}`;
const hourMs = 3_600_000;
const clock = makeManualClock(Date.parse('2026-03-02T12:00:00Z'));
const logged: string[] = [];
let app: Awaited<ReturnType<typeof makeApp>>;

beforeAll(async () => {
  const { organizationId } = await bootstrapOrganization({ db, apiKey: first });
  await db.system((tx) =>
    tx
      .insertInto('practices')
      .values(
        ['prac_one', 'prac_two'].map((id) => ({
          id,
          organization_id: organizationId,
          name: 'Cedar Hill Clinic',
          npi: '1234567893',
          tax_id: id === 'prac_one' ? '840000001' : '840000002',
          phone: '+13035550110',
        })),
      )
      .execute(),
  );
  app = await makeApp({
    logger: pino({}, { write: (line: string) => void logged.push(line) }),
    authenticator: makeAuthenticator({ db, clock }),
    readiness: { check: () => Promise.resolve({ database: true, migrations: true, queue: true }) },
    rateLimitPerMinute: 1000,
    plugins: [makeKeyRoutes({ desk: makeApiKeyDesk({ db, clock }), audit: makeAuditTrail({ db }) })],
  });
});
afterAll(() => app.close());

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- whoever asks knows what is answered
async function ask<Answer>(
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  url: string,
  { body, key = first }: { body?: object; key?: string } = {},
): Promise<{ status: number; answer: Answer }> {
  const response = await app.inject({
    method,
    url,
    headers: { authorization: `Bearer ${key}` },
    ...(body === undefined ? {} : { payload: body }),
  });
  return { status: response.statusCode, answer: response.json<Answer>() };
}

async function issue(body: object, key = first): Promise<IssuedKey> {
  const made = await ask<IssuedKey>('POST', '/v1/api-keys', { body: { name: 'test', ...body }, key });
  expect([made.status, made.answer]).toEqual([201, made.answer]);
  return made.answer;
}

async function refused(body: object, key = first): Promise<readonly string[]> {
  const response = await ask<ProblemDocument>('POST', '/v1/api-keys', {
    body: { name: 'test', ...body },
    key,
  });
  expect(response.status).toBe(400);
  return response.answer.errors.map((problem) => problem.pointer);
}

const list = (key: string) => ask<Page<ApiKeyView>>('GET', '/v1/api-keys', { key });

describe('issuing a key', () => {
  it('shows the secret once, and opens what its scopes say', async () => {
    const { key, secret } = await issue({ scopes: ['keys:write', 'tasks:read'] });
    expect(secret).toMatch(new RegExp(`^hf_${key.prefix}_[A-Za-z0-9]{40}$`));
    const shown = await list(secret);
    expect(shown.status).toBe(200);
    expect(shown.answer.data[0]).toMatchObject({ id: key.id, lastUsedAt: '2026-03-02T12:00:00.000Z' });
    expect(JSON.stringify(shown.answer)).not.toContain(secret.slice(-40));
  });

  it('refuses what reaches further than the key that asks', async () => {
    const small = await issue({
      scopes: ['keys:write', 'tasks:read'],
      expiresAt: '2026-03-03T12:00:00Z',
      requestsPerMinute: 100,
    });
    expect(await refused({ scopes: ['tasks:read', 'tasks:write'] }, small.secret)).toEqual([
      '/scopes/1',
      '/expiresAt',
      '/requestsPerMinute',
    ]);
    await issue(
      { scopes: ['tasks:read'], expiresAt: '2026-03-03T11:00:00Z', requestsPerMinute: 100 },
      small.secret,
    );
  });

  it('gives a key limited to practices nothing that concerns all of them', async () => {
    const body = { scopes: ['tasks:read', 'keys:write'], practiceIds: ['prac_one'] };
    expect(await refused(body)).toEqual(['/scopes/1']);
    expect(await refused({ scopes: ['tasks:read'], practiceIds: ['prac_elsewhere'] })).toEqual([
      '/practiceIds/0',
    ]);
    const { key } = await issue({ scopes: ['tasks:read'], practiceIds: ['prac_one'] });
    expect(key.practiceIds).toEqual(['prac_one']);
  });

  it('names everything wrong with a request at once', async () => {
    const body = { name: '', scopes: ['admin'], expiresAt: 'tomorrow' };
    const response = await ask<ProblemDocument>('POST', '/v1/api-keys', { body });
    expect(response.answer.errors.map((problem) => problem.pointer)).toEqual([
      '/name',
      '/scopes/0',
      '/expiresAt',
    ]);
  });

  it('is refused without the scope for it', async () => {
    const { secret } = await issue({ scopes: ['tasks:read'] });
    expect((await list(secret)).status).toBe(403);
  });
});

describe('a key', () => {
  it('has two secrets for a while after it was rotated, then one', async () => {
    const made = await issue({ scopes: ['keys:write'] });
    const rotated = await ask<IssuedKey>('POST', `/v1/api-keys/${made.key.id}/rotate`);
    expect(rotated.status).toBe(200);
    expect(rotated.answer.key.previousSecretUntil).toBe('2026-03-03T12:00:00.000Z');
    const both = [made.secret, rotated.answer.secret];
    const statuses = () => Promise.all(both.map(async (secret) => (await list(secret)).status));
    expect(await statuses()).toEqual([200, 200]);
    await clock.advance(24 * hourMs);
    expect(await statuses()).toEqual([401, 200]);
  });

  it('cannot be taken over by rotating it with a smaller one', async () => {
    const strong = await issue({ scopes: ['keys:write', 'tasks:read'] });
    const small = await issue({ scopes: ['keys:write'] });
    const rotated = await ask('POST', `/v1/api-keys/${strong.key.id}/rotate`, { key: small.secret });
    expect(rotated.status).toBe(403);
  });

  it('loses scopes and never gains any', async () => {
    const { key, secret } = await issue({ scopes: ['keys:write', 'tasks:read'] });
    const more = { scopes: ['keys:write', 'tasks:write'] };
    expect((await ask('PATCH', `/v1/api-keys/${key.id}`, { body: more })).status).toBe(400);
    const fewer = { name: 'renamed', scopes: ['tasks:read'] };
    const changed = await ask<ApiKeyView>('PATCH', `/v1/api-keys/${key.id}`, { body: fewer });
    expect(changed.answer).toMatchObject(fewer);
    expect((await list(secret)).status).toBe(403);
  });

  it('is of no use from the moment it is revoked, nor is its old secret', async () => {
    const { key, secret } = await issue({ scopes: ['keys:write'] });
    const rotated = await ask<IssuedKey>('POST', `/v1/api-keys/${key.id}/rotate`);
    expect((await ask('DELETE', `/v1/api-keys/${key.id}`)).status).toBe(200);
    for (const old of [secret, rotated.answer.secret]) expect((await list(old)).status).toBe(401);
    expect((await ask('POST', `/v1/api-keys/${key.id}/rotate`)).status).toBe(409);
  });

  it('is found page by page', async () => {
    const all: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const suffix: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const page: { answer: Page<ApiKeyView> } = await ask('GET', `/v1/api-keys?limit=2${suffix}`);
      all.push(...page.answer.data.map((key) => key.id));
      cursor = page.answer.nextCursor;
    }
    const count = await db.system((tx) => tx.selectFrom('api_keys').select('id').execute());
    expect(new Set(all).size).toBe(count.length);
    expect((await ask('GET', '/v1/api-keys?cursor=made-up')).status).toBe(400);
  });

  it('leaves a record of what was done with it, and no secret anywhere', async () => {
    const { key, secret } = await issue({ scopes: ['tasks:read'] });
    await ask('DELETE', `/v1/api-keys/${key.id}`);
    const entries = await db.system((tx) =>
      tx.selectFrom('audit_log').selectAll().where('subject', '=', key.id).orderBy('id').execute(),
    );
    expect(entries.map((entry) => entry.action)).toEqual(['key.issue', 'key.revoke']);
    expect(JSON.stringify(entries) + logged.join('')).not.toContain(secret.slice(-40));
  });
});
