import { sql } from 'kysely';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silentLogger } from '../kernel/logger.ts';
import { makeQueue } from './queue.ts';
import { useTestDatabase } from './testing/test-database.ts';

const { db, url } = useTestDatabase();
const queue = makeQueue({ url, names: ['dial', 'other', 'plain'], logger: silentLogger });

beforeAll(() => queue.start());
afterAll(() => queue.stop(1_000));

const waiting = (name: string) => sql<{ data: unknown }>`select data from pgboss.job where name = ${name}`;

async function messages(name: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ data: unknown }>('select data from pgboss.job where name = $1', [
    name,
  ]);
  await client.end();
  return rows.map((row) => row.data);
}

describe('the queue', () => {
  it('hands a message over as soon as its transaction is committed', async () => {
    const arrived = new Promise((resolve) => {
      void queue.work('dial', (data) => {
        resolve(data);
        return Promise.resolve();
      });
    });
    await db.tenant('org_a', (tx) => queue.send(tx, 'dial', { taskId: 'task_1' }));
    expect(await arrived).toEqual({ taskId: 'task_1' });
  });

  it('keeps no message of a transaction that was rolled back', async () => {
    const failing = db.tenant('org_a', async (tx) => {
      await queue.send(tx, 'other', { taskId: 'task_2' });
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await messages('other')).toEqual([]);
  });

  it('leaves the transaction in its scope, which cannot read the queue', async () => {
    const reading = db.tenant('org_a', async (tx) => {
      await queue.send(tx, 'other', { taskId: 'task_3' });
      return waiting('other').execute(tx);
    });
    await expect(reading).rejects.toThrow(/permission denied/);
  });

  it('adds a message under a key once while it waits', async () => {
    for (const n of [1, 2])
      await db.system((tx) => queue.send(tx, 'other', { n }, { key: 'k', delayMs: 60_000 }));
    expect(await messages('other')).toEqual([{ n: 1 }]);
  });

  it('keeps every message that has no key', async () => {
    for (const n of [1, 2]) await db.system((tx) => queue.send(tx, 'plain', { n }, { delayMs: 60_000 }));
    expect(await messages('plain')).toHaveLength(2);
  });

  it('says that it works only between start and stop', async () => {
    const another = makeQueue({ url, names: [], logger: silentLogger });
    expect(await another.isWorking()).toBe(false);
    await another.start();
    expect(await another.isWorking()).toBe(true);
    await another.stop(0);
    expect(await another.isWorking()).toBe(false);
  });
});
