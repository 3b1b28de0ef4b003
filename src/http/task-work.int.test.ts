import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../db/testing/test-database.ts';
import type { Principal } from '../kernel/access.ts';
import { makeTaskDoors } from '../main/tasks.ts';
import { makeAuditTrail } from '../privacy/audit.ts';
import { addOrganization, fresh, intakeWorld, principalOf } from '../tasks/testing/world.ts';
import { makeApp } from './app.ts';
import { makeTaskBatchRoutes } from './task-batch-routes.ts';
import { makeTaskChangeRoutes } from './task-change-routes.ts';
import { makeTaskImportRoutes } from './task-import-routes.ts';
import { makeTaskListRoutes } from './task-list-routes.ts';
import { makeTaskRoutes } from './task-routes.ts';

const { db } = useTestDatabase();
let app: Awaited<ReturnType<typeof makeApp>>;
let base: string;
const principals = new Map<string, Principal>();

beforeAll(async () => {
  const ours = principalOf(await addOrganization(db));
  principals.set('ours', ours);
  principals.set('reader', { ...ours, scopes: ['tasks:read'] });
  principals.set('theirs', principalOf(await addOrganization(db)));
  const ports = { ...makeTaskDoors(intakeWorld(db).options), audit: makeAuditTrail({ db }) };
  app = await makeApp({
    logger: pino({ level: 'silent' }),
    authenticator: { authenticate: (bearer) => Promise.resolve(principals.get(bearer)) },
    readiness: { check: () => Promise.resolve({ database: true, migrations: true, queue: true }) },
    rateLimitPerMinute: 1_000,
    plugins: [
      makeTaskRoutes(ports),
      makeTaskBatchRoutes(ports),
      makeTaskImportRoutes(ports),
      makeTaskListRoutes(ports),
      makeTaskChangeRoutes(ports),
    ],
  });
  base = await app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => app.close());

interface Asked {
  method?: string;
  body?: unknown;
  key?: string;
  type?: string;
  accept?: string;
}

async function ask(path: string, { method = 'GET', body, key = 'ours', type, accept }: Asked = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(base + path, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      ...(body === undefined ? {} : { 'content-type': type ?? 'application/json' }),
      ...(accept === undefined ? {} : { accept }),
    },
    ...(body === undefined ? {} : { body: text }),
  });
  const answer = await response.text();
  return { status: response.status, text: answer, json: () => JSON.parse(answer) as Record<string, unknown> };
}

const post = (path: string, body?: unknown, more: Asked = {}) => ask(path, { method: 'POST', body, ...more });

describe('a batch over HTTP', () => {
  it('answers 201, 200 and 207 by what became of its rows', async () => {
    const tasks = [fresh(), fresh()];
    const first = await post('/v1/tasks/batch', { tasks });
    expect([first.status, first.json()]).toEqual([201, expect.objectContaining({ created: 2, refused: 0 })]);
    expect((await post('/v1/tasks/batch', { tasks })).status).toBe(200);
    const mixed = await post('/v1/tasks/batch', { tasks: [...tasks, { externalId: 'x' }] });
    expect(mixed.status).toBe(207);
    const rows = mixed.json().results as { index: number; status: number; problem: unknown }[];
    expect(rows.map(({ index, status }) => [index, status])).toEqual([
      [0, 200],
      [1, 200],
      [2, 400],
    ]);
    const listed = await ask(`/v1/tasks?batchId=${String(first.json().batchId)}`);
    expect((listed.json().data as unknown[]).length).toBe(2);
  });

  it.each([[{}], [{ tasks: [] }], [{ tasks: Array(1_001).fill({}) }], [{ tasks: [{}], more: 1 }], [[]]])(
    'that is none is refused as a whole',
    async (body) => {
      const answer = await post('/v1/tasks/batch', body);
      expect([answer.status, answer.json().code]).toEqual([400, 'invalid_request']);
    },
  );

  it('may be larger than other bodies, up to a limit', async () => {
    const big = 'x'.repeat(200 * 1024);
    expect((await post('/v1/tasks/batch', { tasks: [{ callType: big }] })).status).toBe(207);
    expect((await post('/v1/tasks', { callType: big })).status).toBe(413);
    expect(
      (await post('/v1/tasks/batch', { tasks: [{ callType: 'x'.repeat(5 * 1024 * 1024) }] })).status,
    ).toBe(413);
  });
});

describe('the life of a task over HTTP', () => {
  it('is changed, taken back and asked again', async () => {
    const id = String((await post('/v1/tasks', fresh())).json().id);
    const changed = await ask(`/v1/tasks/${id}`, { method: 'PATCH', body: { priority: 5 } });
    expect([changed.status, changed.json().priority]).toEqual([200, 5]);
    expect((await post(`/v1/tasks/${id}/cancel`)).json()).toMatchObject({ state: 'canceled' });
    expect((await post(`/v1/tasks/${id}/cancel`)).status).toBe(200);
    expect((await ask(`/v1/tasks/${id}`, { method: 'PATCH', body: { priority: 5 } })).json().code).toBe(
      'conflict',
    );
    expect((await post(`/v1/tasks/${id}/retry`, { note: 'again' })).json()).toMatchObject({ revision: 2 });
    expect((await post(`/v1/tasks/${id}/retry`)).status).toBe(409);
    const askings = await ask(`/v1/tasks/${id}/askings`);
    expect((askings.json().data as { note: string }[]).map(({ note }) => note)).toEqual([null, 'again']);
  });

  it('is nobody else’s, and takes the scopes that it takes', async () => {
    const id = String((await post('/v1/tasks', fresh())).json().id);
    for (const path of [`/v1/tasks/${id}/cancel`, `/v1/tasks/${id}/retry`]) {
      expect((await post(path, undefined, { key: 'theirs' })).status).toBe(404);
      expect((await post(path, undefined, { key: 'reader' })).status).toBe(403);
    }
    expect((await ask(`/v1/tasks/${id}/askings`, { key: 'reader' })).status).toBe(403);
    expect((await ask(`/v1/tasks/${id}`, { method: 'PATCH', body: {} })).status).toBe(400);
  });

  it('is audited with each change', async () => {
    const id = String((await post('/v1/tasks', fresh())).json().id);
    await post(`/v1/tasks/${id}/cancel`);
    const rows = await db.system((tx) =>
      tx.selectFrom('audit_log').select('action').where('subject', '=', id).orderBy('id').execute(),
    );
    expect(rows.map(({ action }) => action)).toEqual(['task.create', 'task.cancel']);
  });
});

describe('an import over HTTP', () => {
  const header = 'externalId,memberId,patientFirstName,patientLastName,Born,dateOfService,Billed,npi,taxId';
  const row = (externalId: string) =>
    `${externalId},W1,Jordan,Sample,3/3/1982,2026-02-10,250.00,1234567893,840000001`;
  const query = (more: Record<string, string> = {}) =>
    new URLSearchParams({
      mapping: JSON.stringify({ Born: 'patientDateOfBirth:mdy', Billed: 'billedAmount:dollars' }),
      defaults: JSON.stringify({
        callType: 'claim_status',
        payor: { name: 'Summit Ridge Health' },
        practice: fresh().practice,
      }),
      ...more,
    }).toString();
  const send = (file: string, more: Record<string, string> = {}, asked: Asked = {}) =>
    post(`/v1/tasks/import?${query(more)}`, file, { type: 'text/csv', ...asked });

  it('checks, takes and repeats a file, and is looked up afterwards', async () => {
    const file = [header, row('csv-1'), row('csv-2'), row('')].join('\n');
    expect((await send(file, { dryRun: 'true' })).json()).toMatchObject({
      dryRun: true,
      created: 2,
      refused: 1,
    });
    const taken = await send(file);
    expect([taken.status, taken.json()]).toEqual([
      207,
      expect.objectContaining({ state: 'finished', rows: 3, created: 2, refused: 1, stopped: null }),
    ]);
    expect(taken.json().errors).toEqual([
      {
        row: 4,
        externalId: null,
        status: 400,
        problem: expect.objectContaining({
          errors: [{ pointer: '/externalId', column: 'externalId', detail: 'is required' }],
        }) as unknown,
      },
    ]);
    expect((await send(file)).json()).toMatchObject({ created: 0, repeated: 2 });
    const found = await ask(`/v1/tasks/imports/${String(taken.json().id)}`);
    expect(found.json()).toMatchObject({ state: 'finished', created: 2 });
    expect(((await ask('/v1/tasks/imports?limit=2')).json().data as unknown[]).length).toBe(2);
    expect((await ask(`/v1/tasks/imports/${String(taken.json().id)}`, { key: 'theirs' })).status).toBe(404);
    const task = (await ask('/v1/tasks?externalId=csv-1')).json().data as { id: string }[];
    expect((await ask(`/v1/tasks/${task[0]?.id ?? ''}`)).json().inputs).toMatchObject({
      billedAmount: 25_000,
      patientDateOfBirth: '1982-03-03',
    });
  });

  it('answers row by row where that is asked for', async () => {
    const file = [header, row('nd-1'), 'short', row('nd-2')].join('\r\n');
    const answer = await send(file, {}, { accept: 'application/x-ndjson' });
    const lines = answer.text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.map(({ row: at, status }) => [at, status])).toEqual([
      [2, 201],
      [3, 400],
      [4, 201],
      [undefined, undefined],
    ]);
    expect(lines.at(-1)).toMatchObject({ summary: { state: 'finished', rows: 3 } });
  });

  it('is refused as a whole where its columns or its type are not understood', async () => {
    const columns = await send('externalId,Zebulon\n');
    expect([columns.status, columns.text.includes('Zebulon')]).toEqual([400, false]);
    expect((await send('a', { mapping: '{' })).status).toBe(400);
    expect((await send('{}', {}, { type: 'application/json' })).status).toBe(415);
    expect((await send('a', {}, { type: 'text/csv; charset=windows-1252' })).status).toBe(415);
    expect((await send('', { dryRun: 'true' })).status).toBe(400);
  });

  it('tells what was taken where the file breaks', async () => {
    const answer = await send([header, row('cut-1'), `"${row('cut-2')}`].join('\n'));
    expect([answer.status, answer.json()]).toEqual([
      207,
      expect.objectContaining({
        state: 'broken_off',
        created: 1,
        stopped: expect.objectContaining({}) as unknown,
      }),
    ]);
  });
});
