import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../db/testing/test-database.ts';
import { makeIdentityCommands } from '../identity/by-command.ts';
import { organizationWide, roles, scopesOfRole, type Role } from '../kernel/access.ts';
import { systemClock as clock } from '../kernel/clock.ts';
import { registeredRoutes, type RegisteredRoute } from './testing/registered-routes.ts';
import {
  addOrganizationRecords,
  publicBaseUrl,
  startTestServer,
  type OrganizationRecords,
  type TestServer,
} from './testing/two-organizations.ts';
import { answersEach, named, needsRecord, requestOf, type Ids } from './testing/walk-requests.ts';

const { db, url } = useTestDatabase();
const { routes, app: bare } = await registeredRoutes();
const api = routes.filter((route) => route.url.startsWith('/v1/'));
const password = 'correct horse battery';

let server: TestServer;
let ours: OrganizationRecords;
let theirs: OrganizationRecords;

beforeAll(async () => {
  server = await startTestServer(url);
  ours = await addOrganizationRecords(server, db, 'Aspen');
  theirs = await addOrganizationRecords(server, db, 'Birch');
  const person = await addPerson('ours@clinic.example', ours.id);
  ours = { ...ours, ids: { ...ours.ids, ...person.ids }, marks: [...ours.marks, ...person.marks] };
});
afterAll(async () => {
  await server.stop();
  await bare.close();
});

describe('every route', () => {
  it('is one that this walk knows how to ask (testing/walk-requests.ts)', () => {
    const [practice] = ours.practices;
    const ids = { ...ours.ids, ...practice.ids, organizationId: ours.id };
    const unknown = api.flatMap((route) => {
      try {
        requestOf(route, ids);
        return [];
      } catch (error) {
        return [String(error)];
      }
    });
    expect(unknown).toEqual([]);
  });

  it('asks for a key or a session', async () => {
    const open: string[] = [];
    for (const [place, route] of api.entries()) {
      const response = await bare.inject({
        method: route.method as 'GET',
        url: route.url.replace(/:(\w+)/g, 'x'),
        // Each from elsewhere: strangers are limited by address.
        remoteAddress: `192.0.2.${place % 250}`,
      });
      if (response.statusCode !== 401) open.push(`${named(route)}: ${response.statusCode}`);
    }
    expect(open).toEqual([]);
    expect(api.length).toBeGreaterThan(40);
  });

  it('outside /v1 is one of those that open by something else than a key', () => {
    const prefixes = [
      '/twilio/',
      '/auth/',
      '/links/',
      '/docs',
      '/console',
      '/nodes/',
      '/openapi.json',
      '/problems',
      '/healthz',
      '/readyz',
      '/console',
    ];
    const others = routes.filter((route) => !route.url.startsWith('/v1/')).map(named);
    expect(others.filter((name) => !prefixes.some((prefix) => name.includes(` ${prefix}`)))).toEqual([]);
  });

  it('shows another organization nothing of ours, and lets it change nothing', async () => {
    const before = await rowsOf('organization_id', ours.id);
    const marks = [...ours.marks, ...ours.practices.flatMap((practice) => practice.marks)];
    const found: string[] = [];
    const { headers } = await addPerson('theirs@clinic.example', theirs.id);
    for (const by of [theirs.key, headers])
      for (const practice of ours.practices)
        for (const route of api) {
          const ids = { ...ours.ids, ...practice.ids, organizationId: ours.id };
          found.push(...(await leaksOf(route, ids, by, marks)));
        }
    expect(found).toEqual([]);
    expect(await rowsOf('organization_id', ours.id)).toEqual(before);
  });

  it('shows a key limited to one practice nothing of the other, and lets it change nothing there', async () => {
    const [, other] = ours.practices;
    const practiceId = other.ids.practiceId ?? '';
    const before = await rowsOf('practice_id', practiceId);
    const found: string[] = [];
    for (const route of api) {
      const { access } = route;
      const forbidden = access !== undefined && access !== 'any' && organizationWide.includes(access);
      const ids = { ...ours.ids, ...other.ids, organizationId: theirs.id };
      if (!forbidden) {
        const foreign = route.params.some((name) => name in other.ids);
        found.push(...(await leaksOf(route, ids, ours.firstPracticeKey, other.marks, foreign)));
        continue;
      }
      const { path, body } = requestOf(route, ids);
      const { status } = await server.ask(route.method, path, ours.firstPracticeKey, body);
      if (status !== 403) found.push(`${named(route)}: ${status} to a key without ${access}`);
    }
    expect(found).toEqual([]);
    expect(await rowsOf('practice_id', practiceId)).toEqual(before);
  });

  it.each(roles)('is open to the role %s as the table says', async (role) => {
    const { headers } = await addPerson(`${role}@clinic.example`, theirs.id, role);
    const wrong: string[] = [];
    for (const route of api) {
      const path = route.url.replace(/:(\w+)/g, 'none_00000000000000000000000000');
      const response = await server.ask(route.method, path, headers);
      const open = route.access === 'any' || scopesOfRole[role].includes(route.access as never);
      const refused = response.status === 403 && response.text.includes('This needs the scope');
      if (response.status === 401 || refused === open) wrong.push(`${named(route)}: ${response.status}`);
    }
    expect(wrong).toEqual([]);
  });

  // Last, since it removes what the others ask for: were these refused as well, the refusals above would mean nothing.
  it('answers whose records they are', async () => {
    const [practice] = ours.practices;
    const ids = { ...ours.ids, ...practice.ids, organizationId: ours.id };
    const shared = await db.system((tx) =>
      tx.selectFrom('payors').select('id').where('organization_id', 'is', null).executeTakeFirstOrThrow(),
    );
    const order = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
    const walked = api
      .filter((route) => needsRecord(route) && !route.url.startsWith('/v1/me/'))
      .sort((a, b) => order.indexOf(a.method) - order.indexOf(b.method) || b.url.length - a.url.length);
    const refused: string[] = [];
    for (const route of walked) {
      const payorId = route.url.endsWith('/override') ? { payorId: shared.id } : {};
      const { path, body } = requestOf(route, { ...ids, ...payorId });
      const { status, text } = await server.ask(route.method, path, ours.key, body);
      // 409: what it asks does not fit the record. 426: the record is there, and shown over a websocket only.
      if (status >= 300 && status !== 409 && status !== 426)
        refused.push(`${named(route)}: ${status} ${text}`);
    }
    expect(refused).toEqual([]);
  });
});

/** What one request brings to light that it must not; empty where nothing does. */
async function leaksOf(
  route: RegisteredRoute,
  ids: Ids,
  by: string | Record<string, string>,
  marks: readonly string[],
  foreign = needsRecord(route),
): Promise<string[]> {
  const { path, body } = requestOf(route, ids);
  const { status, text } = await server.ask(route.method, path, by, body);
  const leaks: string[] = [];
  if (answersEach.has(named(route))) {
    const { data } = JSON.parse(text) as { data: { problem?: { code: string } }[] };
    const codes = data.map(({ problem }) => problem?.code);
    return codes.every((code) => code === 'not_found') ? [] : [`${named(route)}: ${text}`];
  }
  const forPeople = typeof by === 'string' && status === 403 && text.includes('This is for people');
  if (foreign && status !== 404 && !forPeople)
    leaks.push(`${named(route)}: ${status} instead of 404: ${text.slice(0, 200)}`);
  if (status >= 500 || status === 429) leaks.push(`${named(route)}: ${status}`);
  const seen = marks.filter((mark) => text.includes(mark));
  if (seen.length > 0) leaks.push(`${named(route)}: shows ${seen.join(', ')}`);
  return leaks;
}

/** The record of who asked, and what dialing renews by itself as time goes. */
const notCompared = ['audit_log', 'dial_lines', 'dial_groups', 'dial_turns'];

/** A digest of each table's rows that stand under this id, without when a key was last used. */
async function rowsOf(
  column: 'organization_id' | 'practice_id',
  id: string,
): Promise<Record<string, string>> {
  return db.system(async (tx) => {
    const { rows: tables } = await sql<{ name: string }>`
      select table_name as name from information_schema.columns
      where table_schema = 'public' and column_name = ${column} and table_name <> all (${notCompared})
      order by table_name`.execute(tx);
    const digests: Record<string, string> = {};
    for (const { name } of tables) {
      const { rows } = await sql<{ digest: string }>`
        select count(*) || ' ' || coalesce(md5(string_agg((to_jsonb(t) - 'last_used_at')::text, '|'
          order by (to_jsonb(t) - 'last_used_at')::text)), '') as digest
        from ${sql.table(name)} as t where ${sql.ref(column)} = ${id}`.execute(tx);
      digests[name] = rows[0]?.digest ?? '';
    }
    return digests;
  });
}

interface Person {
  ids: Ids;
  marks: readonly string[];
  /** With which they are signed in. */
  headers: Record<string, string>;
}

async function addPerson(email: string, organizationId: string, role: Role = 'owner'): Promise<Person> {
  const commands = makeIdentityCommands({ db, clock, publicBaseUrl });
  const { link } = await commands.inviteOwner(organizationId, email);
  const token = link.slice(link.indexOf('#') + 1);
  await server.ask('POST', '/auth/join', {}, { token, name: 'Walker', password });
  const signedIn = await server.ask('POST', '/auth/sign-in', {}, { email, password });
  expect([signedIn.status, signedIn.text]).toEqual([200, '{"secondFactorNeeded":false}']);
  const cookie = signedIn.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const headers = { cookie, origin: publicBaseUrl };
  const me = JSON.parse((await server.ask('GET', '/v1/me', headers)).text) as { id: string };
  const sessions = JSON.parse((await server.ask('GET', '/v1/me/sessions', headers)).text) as {
    data: { id: string }[];
  };
  const sessionId = sessions.data[0]?.id ?? '';
  await db.system((tx) => tx.updateTable('memberships').set({ role }).where('user_id', '=', me.id).execute());
  return { ids: { userId: me.id, sessionId }, marks: [me.id, sessionId, email], headers };
}
