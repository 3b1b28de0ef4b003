import { Client } from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../db/testing/test-database.ts';
import { makeIdentityCommands } from '../identity/by-command.ts';
import { makeAttempts } from '../identity/attempts.ts';
import { makeBrowser, type Browser } from '../identity/testing/browser.ts';
import { codeOf } from '../identity/testing/totp.ts';
import { systemClock as clock } from '../kernel/clock.ts';
import { silentLogger } from '../kernel/logger.ts';
import { composeIdentity, makeIdentityRoutes, type Identity } from '../main/identity.ts';
import { makeAuditReader } from '../privacy/audit-reader.ts';
import { makeAuditTrail } from '../privacy/audit.ts';
import { makeApp } from './app.ts';
import type { ProblemDocument } from './problems.ts';

const { db, url } = useTestDatabase();
const origin = 'https://holdfast.example';
const password = 'correct horse battery';
const masterKey = new Uint8Array(32).fill(7);
const commands = makeIdentityCommands({ db, clock, publicBaseUrl: origin });
const logged: string[] = [];
let identity: Identity;
let app: Awaited<ReturnType<typeof makeApp>>;
let organizationId: string;

beforeAll(async () => {
  const audit = makeAuditTrail({ db });
  identity = composeIdentity({
    db,
    databaseUrl: url,
    config: {
      encryptionKey: masterKey,
      publicBaseUrl: origin,
      session: { idleMs: 1_800_000, longestMs: 43_200_000 },
    },
    audit,
    clock,
    logger: silentLogger,
  });
  app = await makeApp({
    logger: pino({}, { write: (line: string) => void logged.push(line) }),
    authenticator: identity.authenticator,
    readiness: { check: () => Promise.resolve({ database: true, migrations: true, queue: true }) },
    rateLimitPerMinute: 10_000,
    plugins: makeIdentityRoutes({ identity, reader: makeAuditReader({ db }), audit }),
  });
  ({ organizationId } = await commands.newOrganization('Cedar Hill Group'));
});
afterAll(async () => {
  await app.close();
  await identity.close();
});

const fresh = () => makeBrowser(app, origin);
const secretOf = (link: string) => link.slice(link.indexOf('#') + 1);

/** Somebody who came in by an owner's link. */
async function owner(email: string, organization = organizationId): Promise<void> {
  const { link } = await commands.inviteOwner(organization, email);
  const joined = await fresh().ask('POST', '/auth/join', { token: secretOf(link), name: 'Olive', password });
  expect([joined.status, joined.answer]).toEqual([201, { email }]);
}

async function signedIn(email: string): Promise<Browser> {
  const browser = fresh();
  const entered = await browser.ask('POST', '/auth/sign-in', { email, password });
  expect([entered.status, entered.answer]).toEqual([200, { secondFactorNeeded: false }]);
  return browser;
}

interface Me {
  id: string;
  role: string;
  scopes: string[];
  practiceIds: string[] | null;
  lacksSecondFactor: boolean;
  organization: { id: string };
}
const me = (browser: Browser) => browser.ask<Me>('GET', '/v1/me');

async function actionsOf(userId: string): Promise<string[]> {
  const rows = await db.system((tx) =>
    tx.selectFrom('audit_log').select('action').where('subject', '=', userId).orderBy('id').execute(),
  );
  return rows.map((row) => row.action);
}

describe('signing in', () => {
  it('gives an owner every scope, in a cookie that scripts and other sites do not get', async () => {
    await owner('olive@clinic.example');
    const browser = fresh();
    const entered = await browser.ask('POST', '/auth/sign-in', { email: 'Olive@Clinic.example', password });
    expect(entered.status).toBe(200);
    expect(entered.setCookies.join()).toMatch(
      /^__Secure-holdfast\.session_token=.*HttpOnly.*Secure.*SameSite=Strict/i,
    );
    const { answer } = await me(browser);
    expect(answer).toMatchObject({ role: 'owner', organization: { id: organizationId } });
    expect(answer.scopes).toContain('users:write');
    expect(await actionsOf(answer.id)).toEqual(['user.join', 'session.begin']);
  });

  it('tells nobody whether there is such an account', async () => {
    await owner('known@clinic.example');
    const wrong = 'not the password at all';
    const answers = await Promise.all(
      ['known@clinic.example', 'unknown@clinic.example'].map((email) =>
        fresh().ask<ProblemDocument>('POST', '/auth/sign-in', { email, password: wrong }),
      ),
    );
    const [known, unknown] = answers.map(({ status, answer: { instance: _instance, ...rest } }) => [
      status,
      rest,
    ]);
    expect(known).toEqual(unknown);
    expect(known?.[0]).toBe(401);
  });

  it('stops at too many wrong tries, whether or not there is such an account and the password is right', async () => {
    await owner('tried@clinic.example');
    const attempts = makeAttempts({ db, clock, masterKey });
    for (const email of ['tried@clinic.example', 'nobody@clinic.example']) {
      for (let n = 0; n < 10; n++) await attempts.begin({ account: email, address: '192.0.2.1' });
      const { status, answer } = await fresh().ask<ProblemDocument>('POST', '/auth/sign-in', {
        email,
        password,
      });
      expect([status, answer.code]).toEqual([429, 'rate_limited']);
    }
  });

  it('puts a failed try on record, by the id of the account alone', async () => {
    await owner('failed@clinic.example');
    const browser = await signedIn('failed@clinic.example');
    const { id } = (await me(browser)).answer;
    await fresh().ask('POST', '/auth/sign-in', { email: 'failed@clinic.example', password: 'wrong' });
    await expect.poll(() => actionsOf(id)).toContain('session.begin.refused');
  });

  it('leaves no address and no password in the log', () => {
    expect(logged.join('')).not.toMatch(/clinic\.example|correct horse/);
  });
});

describe('a session', () => {
  it('ends by signing out', async () => {
    await owner('out@clinic.example');
    const browser = await signedIn('out@clinic.example');
    const stolen = { cookie: [...browser.cookies].map(([k, v]) => `${k}=${v}`).join('; ') };
    expect((await browser.ask('POST', '/auth/sign-out')).status).toBe(200);
    expect((await fresh().ask('GET', '/v1/me', undefined, stolen)).status).toBe(401);
  });

  it.each([
    ['it was not used', `"expiresAt" = now() - interval '1 second'`],
    ['the day is over, however much it was used', `"createdAt" = now() - interval '13 hours'`],
  ])('ends when %s', async (_why, change) => {
    const email = `aged${change.length}@clinic.example`;
    await owner(email);
    const browser = await signedIn(email);
    expect((await me(browser)).status).toBe(200);
    await asOwnerOfTables(`update auth.session set ${change}`);
    expect((await me(browser)).status).toBe(401);
  });

  it('is kept alive by what its person does, not by what a page asks by itself', async () => {
    await owner('alive@clinic.example');
    const browser = await signedIn('alive@clinic.example');
    await asOwnerOfTables(`update auth.session set "expiresAt" = now() + interval '10 minutes'`);
    const left = async () => {
      const list = await browser.ask<{ data: { endsAt: string }[] }>('GET', '/v1/me/sessions', undefined, {
        'x-asked-by': 'page',
      });
      return (Date.parse(list.answer.data[0]?.endsAt ?? '') - Date.now()) / 60_000;
    };
    expect(await left()).toBeLessThan(11);
    await me(browser);
    expect(await left()).toBeGreaterThan(28);
  });

  it('is not taken from another site, nor where a page does not say where it stands', async () => {
    await owner('forged@clinic.example');
    const browser = await signedIn('forged@clinic.example');
    const write = (headers: object) =>
      browser.ask('PATCH', '/v1/organization', { name: 'Cedar Hill Group' }, headers);
    expect((await write({})).status).toBe(200);
    for (const foreign of ['https://evil.example', 'null', ''])
      expect((await write({ origin: foreign })).status).toBe(403);
    const signIn = { email: 'forged@clinic.example', password };
    const across = await fresh().ask('POST', '/auth/sign-in', signIn, { origin: 'https://evil.example' });
    expect(across.status).toBe(403);
  });

  it('is seen and ended by its person, and by who may', async () => {
    await owner('many@clinic.example');
    const [one, two] = [await signedIn('many@clinic.example'), await signedIn('many@clinic.example')];
    const list = await one.ask<{ data: { id: string; current: boolean }[] }>('GET', '/v1/me/sessions');
    expect(list.answer.data.map((each) => each.current).sort()).toEqual([false, true]);
    const other = list.answer.data.find((each) => !each.current)?.id ?? '';
    expect((await one.ask('DELETE', `/v1/me/sessions/${other}`)).status).toBe(200);
    expect([(await me(one)).status, (await me(two)).status]).toEqual([200, 401]);
    const boss = await signedIn('olive@clinic.example');
    const { id } = (await me(one)).answer;
    expect((await boss.ask('DELETE', `/v1/users/${id}/sessions`)).answer).toEqual({ ended: 1 });
    expect((await me(one)).status).toBe(401);
  });

  it('ends with the password: the others do where it is changed, all where it is set anew', async () => {
    await owner('changed@clinic.example');
    const [one, two] = [await signedIn('changed@clinic.example'), await signedIn('changed@clinic.example')];
    const body = { currentPassword: password, newPassword: 'another horse battery' };
    expect((await one.ask('POST', '/auth/password', { ...body, currentPassword: 'no' })).status).toBe(400);
    expect((await one.ask('POST', '/auth/password', body)).status).toBe(200);
    expect([(await me(one)).status, (await me(two)).status]).toEqual([200, 401]);

    const boss = await signedIn('olive@clinic.example');
    const { id } = (await me(one)).answer;
    const made = await boss.ask<{ link: string }>('POST', `/v1/users/${id}/password-link`);
    expect(made.status).toBe(201);
    const given = { token: secretOf(made.answer.link), password };
    expect((await fresh().ask('POST', '/auth/new-password', given)).status).toBe(200);
    expect((await fresh().ask('POST', '/auth/new-password', given)).status).toBe(404);
    expect((await me(one)).status).toBe(401);
    await signedIn('changed@clinic.example');
  });
});

describe('a second factor', () => {
  it('is asked for at every sign-in once its first code was confirmed; backup codes work once', async () => {
    await owner('second@clinic.example');
    const browser = await signedIn('second@clinic.example');
    expect((await browser.ask('POST', '/auth/second-factor', { password: 'wrong' })).status).toBe(400);
    const begun = await browser.ask<{ totpUri: string; backupCodes: string[] }>(
      'POST',
      '/auth/second-factor',
      { password },
    );
    expect(begun.status).toBe(200);
    expect((await browser.ask('POST', '/auth/second-factor/confirm', { code: '000000' })).status).toBe(400);
    const code = codeOf(begun.answer.totpUri);
    expect((await browser.ask('POST', '/auth/second-factor/confirm', { code })).status).toBe(200);
    expect((await me(browser)).status).toBe(200);

    const half = fresh();
    const entered = await half.ask('POST', '/auth/sign-in', { email: 'second@clinic.example', password });
    expect(entered.answer).toEqual({ secondFactorNeeded: true });
    expect((await me(half)).status).toBe(401);
    const [backupCode = ''] = begun.answer.backupCodes;
    expect((await half.ask('POST', '/auth/sign-in/second-factor', { backupCode })).status).toBe(200);
    expect((await me(half)).status).toBe(200);

    const again = fresh();
    await again.ask('POST', '/auth/sign-in', { email: 'second@clinic.example', password });
    expect((await again.ask('POST', '/auth/sign-in/second-factor', { backupCode })).status).toBe(401);
    const now = { code: codeOf(begun.answer.totpUri) };
    expect((await again.ask('POST', '/auth/sign-in/second-factor', now)).status).toBe(200);
    const behind = fresh();
    await behind.ask('POST', '/auth/sign-in', { email: 'second@clinic.example', password });
    expect((await behind.ask('POST', '/auth/sign-in/second-factor', now)).status).toBe(401);
    expect([(await me(behind)).status, (await me(again)).status]).toEqual([401, 200]);
  });

  it('is the only thing that answers where the organization demands one and there is none', async () => {
    const { organizationId: strict } = await commands.newOrganization('Strict Group');
    await owner('strict@clinic.example', strict);
    const browser = await signedIn('strict@clinic.example');
    const demand = await browser.ask('PATCH', '/v1/organization', { requireSecondFactor: true });
    expect(demand.status).toBe(200);
    expect((await me(browser)).answer.lacksSecondFactor).toBe(true);
    const refused = await browser.ask<ProblemDocument>('GET', '/v1/users');
    expect([refused.status, refused.answer.code]).toEqual([403, 'second_factor_required']);
    const begun = await browser.ask<{ totpUri: string }>('POST', '/auth/second-factor', { password });
    const code = codeOf(begun.answer.totpUri);
    await browser.ask('POST', '/auth/second-factor/confirm', { code });
    expect((await browser.ask('GET', '/v1/users')).status).toBe(200);
  });
});

describe('people', () => {
  it('come in by a link that works once, as what they were invited', async () => {
    const boss = await signedIn('olive@clinic.example');
    const invited = await boss.ask<{ link: string }>('POST', '/v1/users/invitations', {
      email: 'vera@clinic.example',
      role: 'viewer',
    });
    expect(invited.status).toBe(201);
    const body = { token: secretOf(invited.answer.link), name: 'Vera', password };
    expect((await fresh().ask('POST', '/auth/join', { ...body, password: 'short' })).status).toBe(400);
    expect((await fresh().ask('POST', '/auth/join', body)).status).toBe(201);
    expect((await fresh().ask('POST', '/auth/join', body)).status).toBe(404);
    const vera = await signedIn('vera@clinic.example');
    expect((await me(vera)).answer).toMatchObject({ role: 'viewer' });
    expect((await vera.ask('GET', '/v1/users')).status).toBe(403);
  });

  it('lose and gain rights from the next request on', async () => {
    const boss = await signedIn('olive@clinic.example');
    const vera = await signedIn('vera@clinic.example');
    const { id } = (await me(vera)).answer;
    expect((await boss.ask('PATCH', `/v1/users/${id}`, { role: 'manager' })).status).toBe(200);
    expect((await vera.ask('GET', '/v1/audit')).status).toBe(200);
    expect((await boss.ask('PATCH', `/v1/users/${id}`, { disabled: true })).status).toBe(200);
    expect((await me(vera)).status).toBe(401);
    const again = await fresh().ask('POST', '/auth/sign-in', { email: 'vera@clinic.example', password });
    expect(again.status).toBe(401);
  });

  it('are limited to practices by whoever invites them, and then hold nothing that concerns all', async () => {
    await db.system((tx) =>
      tx
        .insertInto('practices')
        .values({
          id: 'prac_one',
          organization_id: organizationId,
          name: 'Cedar Hill Clinic',
          npi: '1234567893',
          tax_id: '840000001',
          phone: '+13035550110',
        })
        .execute(),
    );
    const boss = await signedIn('olive@clinic.example');
    const invite = (body: object) =>
      boss.ask<{ link: string }>('POST', '/v1/users/invitations', { email: 'rita@clinic.example', ...body });
    expect((await invite({ role: 'manager', practiceIds: ['prac_none'] })).status).toBe(400);
    expect((await invite({ role: 'owner', practiceIds: ['prac_one'] })).status).toBe(400);
    const { answer } = await invite({ role: 'manager', practiceIds: ['prac_one'] });
    await fresh().ask('POST', '/auth/join', { token: secretOf(answer.link), name: 'Rita', password });
    const rita = await signedIn('rita@clinic.example');
    const seen = (await me(rita)).answer;
    expect(seen.practiceIds).toEqual(['prac_one']);
    expect(seen.scopes).toContain('results:read');
    expect(seen.scopes).not.toContain('audit:read');
    expect((await rita.ask('GET', '/v1/audit')).status).toBe(403);
  });

  it('are handed no role and no password by a key that may less than they', async () => {
    const boss = await signedIn('olive@clinic.example');
    const made = await boss.ask<{ secret: string }>('POST', '/v1/api-keys', {
      name: 'people only',
      scopes: ['users:write'],
    });
    const by = { authorization: `Bearer ${made.answer.secret}` };
    const { id } = (await me(boss)).answer;
    const invitation = { email: 'new@clinic.example', role: 'owner' };
    const tried = [
      await fresh().ask('POST', '/v1/users/invitations', invitation, by),
      await fresh().ask('POST', `/v1/users/${id}/password-link`, undefined, by),
      await fresh().ask('DELETE', `/v1/users/${id}/second-factor`, undefined, by),
      await fresh().ask('PATCH', `/v1/users/${id}`, { disabled: true }, by),
    ];
    expect(tried.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
    const known = await fresh().ask('GET', '/v1/users', undefined, by);
    expect(known.status).toBe(200);
  });

  it('always leave one owner, also where the last two are removed at once', async () => {
    const { organizationId: pair } = await commands.newOrganization('Pair Group');
    await owner('first@clinic.example', pair);
    await owner('other@clinic.example', pair);
    const [first, other] = [await signedIn('first@clinic.example'), await signedIn('other@clinic.example')];
    const [a, b] = [(await me(first)).answer.id, (await me(other)).answer.id];
    const statuses = await Promise.all([
      first.ask('PATCH', `/v1/users/${a}`, { role: 'viewer' }),
      other.ask('PATCH', `/v1/users/${b}`, { disabled: true }),
    ]);
    expect(statuses.map((each) => each.status).sort()).toEqual([200, 409]);
  });

  it('belong to several organizations with one password, and choose where they work', async () => {
    const { organizationId: second } = await commands.newOrganization('Second Group');
    await owner('olive@clinic.example', second);
    const olive = await signedIn('olive@clinic.example');
    expect((await me(olive)).answer.organization.id).toBe(organizationId);
    const chosen = await olive.ask('PUT', '/v1/me/organization', { organizationId: second });
    expect(chosen.status).toBe(200);
    expect((await me(olive)).answer.organization.id).toBe(second);
    const { organizationId: third } = await commands.newOrganization('Third Group');
    const foreign = await olive.ask('PUT', '/v1/me/organization', { organizationId: third });
    expect(foreign.status).toBe(404);
    const { link } = await commands.inviteOwner(third, 'olive@clinic.example');
    const guess = { token: secretOf(link), name: 'x', password: 'not her password' };
    expect((await fresh().ask('POST', '/auth/join', guess)).status).toBe(400);
  });

  it('are not taken over by an owner of one of their organizations', async () => {
    const { organizationId: hostile } = await commands.newOrganization('Hostile Group');
    await owner('hostile@clinic.example', hostile);
    await owner('olive@clinic.example', hostile);
    const boss = await signedIn('hostile@clinic.example');
    const list = await boss.ask<{ data: { userId: string; email: string }[] }>('GET', '/v1/users');
    const olive = list.answer.data.find((each) => each.email === 'olive@clinic.example')?.userId ?? '';
    expect(list.answer.data).toHaveLength(2);
    expect((await boss.ask('POST', `/v1/users/${olive}/password-link`)).status).toBe(409);
    expect((await boss.ask('DELETE', `/v1/users/${olive}/second-factor`)).status).toBe(409);
  });
});

/** The tables of the sign-in library belong to the login role. */
async function asOwnerOfTables(statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}
