import { sql } from 'kysely';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeQueue } from '../db/queue.ts';
import { useTestDatabase } from '../db/testing/test-database.ts';
import { silentLogger } from '../kernel/logger.ts';
import { makeTaskDoors, type TaskDoorsOptions } from '../main/tasks.ts';
import { makePhiCodec } from '../privacy/codec.ts';
import { makeTaskLoader } from './task-store.ts';
import { fresh, intakeWorld, masterKey, principalOf as principal, problemOf } from './testing/world.ts';

const { db, url } = useTestDatabase();
const codec = makePhiCodec({ masterKey, db });
const queue = makeQueue({ url, names: ['dial'], logger: silentLogger });
const options: TaskDoorsOptions = { ...intakeWorld(db).options, queue, codec };
const { payors } = options;
const makeTaskDesk = (changed: TaskDoorsOptions) => makeTaskDoors(changed).desk;
const desk = makeTaskDesk(options);

const ours = principal('org_a');
const client = new Client({ connectionString: url });
beforeAll(async () => {
  await queue.start();
  await client.connect();
  await db.system((tx) =>
    tx
      .insertInto('organizations')
      .values(['org_a', 'org_b'].map((id) => ({ id, name: id })))
      .execute(),
  );
  await db.system((tx) =>
    sql`insert into payors (id, name) values ('pay_1', 'Summit Ridge Health')`.execute(tx),
  );
});
afterAll(async () => {
  await client.end();
  await queue.stop(0);
});

async function wakeUpsFor(taskId: string): Promise<number> {
  const { rows } = await client.query(
    "select 1 from pgboss.job where name = 'dial' and data ->> 'taskId' = $1",
    [taskId],
  );
  return rows.length;
}

describe('the desk', () => {
  it('accepts a task together with the wake-up that has it dialed', async () => {
    const { task, created } = await desk.accept(ours, fresh());
    expect(created).toBe(true);
    expect(task).toMatchObject({
      state: 'queued',
      payor: { name: 'Summit Ridge Health', phoneNumber: '+13035550142' },
      inputs: { memberId: 'W4471908', taxId: '840000001' },
      outcome: null,
      calls: [],
    });
    expect(await wakeUpsFor(task.id)).toBe(1);
  });

  it('keeps neither task nor wake-up where the two cannot be committed together', async () => {
    const body = fresh();
    const failing = makeTaskDesk({
      ...options,
      queue: {
        send: async (...message) => {
          await queue.send(...message);
          throw new Error('the queue broke');
        },
      },
    });
    const before = await client.query('select 1 from pgboss.job');
    await expect(failing.accept(ours, body)).rejects.toThrow('the queue broke');
    const rows = await db.system((tx) =>
      tx.selectFrom('call_tasks').select('id').where('external_id', '=', body.externalId).execute(),
    );
    expect(rows).toEqual([]);
    expect((await client.query('select 1 from pgboss.job')).rowCount).toBe(before.rowCount);
  });

  it('stores nothing of the patient in the clear', async () => {
    const { task } = await desk.accept(ours, fresh());
    const { rows } = await client.query(
      'select to_jsonb(t)::text as row, encode(inputs, $2) as inputs from call_tasks t where id = $1',
      [task.id, 'escape'],
    );
    for (const value of ['W4471908', 'Jordan', 'Sample', '1982-03-03'])
      expect(JSON.stringify(rows)).not.toContain(value);
  });

  it('makes one task and one call of requests that arrive at the same time', async () => {
    const body = fresh();
    const answers = await Promise.all(Array.from({ length: 8 }, () => desk.accept(ours, body)));
    expect(new Set(answers.map(({ task }) => task.id)).size).toBe(1);
    expect(answers.filter(({ created }) => created)).toHaveLength(1);
    expect(await wakeUpsFor(answers[0]?.task.id ?? '')).toBe(1);
  });

  it('answers a repetition also when the payor has left the directory', async () => {
    const body = fresh();
    const { task } = await desk.accept(ours, body);
    const later = makeTaskDesk({
      ...options,
      payors: { ...payors, resolve: () => Promise.resolve({ kind: 'unknown', near: [] }) },
    });
    expect(await later.accept(ours, body)).toMatchObject({ created: false, task: { id: task.id } });
  });

  it('names what differs where an externalId comes again with another request, without values', async () => {
    const body = fresh();
    await desk.accept(ours, body);
    const other = { ...body, inputs: { ...body.inputs, memberId: 'X99', claimNumber: 'C1' } };
    const problem = await problemOf(desk.accept(ours, other));
    expect(problem.status).toBe(409);
    expect(problem.problems.map(({ pointer }) => pointer)).toEqual([
      '/inputs/claimNumber',
      '/inputs/memberId',
    ]);
    expect(JSON.stringify(problem)).not.toContain('X99');
  });

  it('takes a request that differs only in when and how soon to call for a repetition, and changes nothing', async () => {
    const body = { ...fresh(), priority: 1, dueBy: '2026-03-20T14:00:00Z' };
    await desk.accept(ours, body);
    const again = { ...body, priority: 5, notBefore: '2026-03-05T14:00:00Z', dueBy: '2026-03-25T14:00:00Z' };
    expect(await desk.accept(ours, again)).toMatchObject({
      created: false,
      task: { priority: 1, dueBy: '2026-03-20T14:00:00.000Z' },
    });
  });

  it('lets two organizations use the same externalId, and shows neither the task of the other', async () => {
    const body = fresh();
    const [first, second] = [await desk.accept(ours, body), await desk.accept(principal('org_b'), body)];
    expect(second.created).toBe(true);
    expect(await desk.get(principal('org_b'), first.task.id)).toBeUndefined();
    expect(await desk.get(ours, first.task.id)).toMatchObject({ id: first.task.id });
  });

  it('names an unknown payor beside everything else', async () => {
    const body = { ...fresh(), payor: { name: 'Nobody' }, externalId: '' };
    const problem = await problemOf(desk.accept(ours, body));
    expect(problem.status).toBe(400);
    expect(problem.problems.map(({ pointer }) => pointer).sort()).toEqual(['/externalId', '/payor/name']);
  });

  it('dials a number only for a key that may, and only a number that may be dialed', async () => {
    const body = { ...fresh(), payor: { phoneNumber: '+13035550177' } };
    expect((await problemOf(desk.accept(ours, body))).status).toBe(403);
    const privileged = principal('org_a', 'dial:any-number');
    const premium = { ...body, payor: { phoneNumber: '+19005550100' } };
    expect((await problemOf(desk.accept(privileged, premium))).problems).toEqual([
      { pointer: '/payor/phoneNumber', detail: 'must not be premium' },
    ]);
    const { task } = await desk.accept(privileged, body);
    expect(task.payor).toMatchObject({ id: null, phoneNumber: '+13035550177' });
  });

  it('keeps how often and from when on a task may be called', async () => {
    const body = { ...fresh(), maxAttempts: 1, notBefore: '2026-03-02T08:00:00-05:00' };
    const { task } = await desk.accept(ours, body);
    const row = await db.system((tx) =>
      tx
        .selectFrom('call_tasks')
        .select(['max_attempts', 'not_before'])
        .where('id', '=', task.id)
        .executeTakeFirst(),
    );
    expect(row).toEqual({ max_attempts: 1, not_before: new Date('2026-03-02T13:00:00Z') });
  });

  it('shows calls in their order and the outcome', async () => {
    const { task } = await desk.accept(ours, fresh());
    const outcome = { taskId: task.id, state: 'completed' };
    const sealed = await codec.seal(
      'org_a',
      `outcomes.sealed:${task.id}`,
      Buffer.from(JSON.stringify(outcome)),
    );
    await db.tenant('org_a', async (tx) => {
      for (const [id, minute] of [
        ['call_2', '02'],
        ['call_1', '01'],
      ]) {
        await sql`insert into calls (id, organization_id, to_number, from_number, started_at)
          values (${id}, 'org_a', '+13035550142', '+13035550100', ${`2026-03-02T12:${minute ?? ''}:00Z`})`.execute(
          tx,
        );
        await sql`insert into calls_call_tasks values (${id}, ${task.id}, 'org_a', 0)`.execute(tx);
      }
      await tx
        .insertInto('outcomes')
        .values({ task_id: task.id, organization_id: 'org_a', call_id: 'call_2', state: 'completed', sealed })
        .execute();
    });
    const view = await desk.get(ours, task.id);
    expect(view?.calls.map(({ id, startedAt }) => [id, startedAt])).toEqual([
      ['call_1', '2026-03-02T12:01:00.000Z'],
      ['call_2', '2026-03-02T12:02:00.000Z'],
    ]);
    expect(view?.outcome).toEqual(outcome);
  });

  it('loads tasks for a call in the order asked for, of that organization only', async () => {
    const load = makeTaskLoader(options);
    const ids = [
      (await desk.accept(ours, fresh())).task.id,
      (await desk.accept(ours, fresh())).task.id,
    ].reverse();
    expect((await load('org_a', ids)).map(({ id }) => id)).toEqual(ids);
    await expect(load('org_b', ids)).rejects.toThrow('gone');
  });
});
