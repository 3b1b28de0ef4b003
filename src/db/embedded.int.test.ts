import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmbedded } from './embedded.ts';

/** Above what Linux and macOS give to any process. */
const deadPid = '99999999';

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'holdfast-embedded-'));
});
afterAll(() => rm(dataDir, { recursive: true, force: true, maxRetries: 5 }));

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

const isRunning = async () => (await readdir(join(dataDir, 'postgres'))).includes('postmaster.pid');

describe('the embedded server', () => {
  it('keeps rows and address over a stop, and waits for the disk', async () => {
    const first = await startEmbedded({ dataDir });
    await query(first.url, 'create table kept as select 7 as n');
    expect(await query(first.url, 'show fsync')).toEqual([{ fsync: 'on' }]);
    await first.stop();
    expect(await isRunning()).toBe(false);

    const second = await startEmbedded({ dataDir });
    expect(second.url).toBe(first.url);
    expect(await query(second.url, 'select n from kept')).toEqual([{ n: 7 }]);
    await second.stop();
  });

  it('is found again after the process that started it was killed, and stopped by whoever goes last', async () => {
    const first = await startEmbedded({ dataDir });
    const users = join(dataDir, 'postgres.users');
    await rm(join(users, String(process.pid)));
    await writeFile(join(users, deadPid), '');
    const second = await startEmbedded({ dataDir });
    expect(second.url).toBe(first.url);
    await second.stop();
    expect(await isRunning()).toBe(false);
    expect(await readdir(users)).toEqual([]);
  });

  it('stays while another process uses it', async () => {
    const server = await startEmbedded({ dataDir });
    const other = join(dataDir, 'postgres.users', String(process.ppid));
    await writeFile(other, '');
    await server.stop();
    expect(await isRunning()).toBe(true);
    await rm(other);
    await server.stop();
    expect(await isRunning()).toBe(false);
  });

  it('takes over the lock of a process that died starting it', async () => {
    await writeFile(join(dataDir, 'postgres.lock'), deadPid);
    const server = await startEmbedded({ dataDir });
    await server.stop();
    expect(await readdir(dataDir)).not.toContain('postgres.lock');
  });

  it('shows its password to nobody else', async () => {
    expect((await stat(join(dataDir, 'postgres.json'))).mode & 0o077).toBe(0);
    expect((await stat(join(dataDir, 'postgres'))).mode & 0o077).toBe(0);
  });

  it('does not throw a database away whose password it does not know', async () => {
    const strange = join(dataDir, 'strange');
    await mkdir(join(strange, 'postgres'), { recursive: true });
    await writeFile(join(strange, 'postgres', 'PG_VERSION'), '18');
    await expect(startEmbedded({ dataDir: strange })).rejects.toThrow('postgres.json is missing');
    expect(await readdir(join(strange, 'postgres'))).toEqual(['PG_VERSION']);
  });
});
