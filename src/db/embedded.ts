import { randomBytes } from 'node:crypto';
import { chown, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { Client } from 'pg';
import {
  isMissing,
  locatePrograms,
  makePassable,
  runProgram,
  serverAccount,
  type Account,
} from './embedded-system.ts';
import { isAlive, withFileLock } from './file-lock.ts';

/** A private PostgreSQL on 127.0.0.1. */
export interface EmbeddedServer {
  /** postgres:// address of the database `holdfast`, with its password. */
  url: string;
  /** Lets go of the server; the last process that does stops it. */
  stop(): Promise<void>;
}

interface Remembered {
  port: number;
  password: string;
}

/**
 * Starts the server kept in `<dataDir>/postgres`, or finds the one that is running there already (started by another
 * process, or left by one that was killed). Its files are durable; other processes with the same data directory
 * reach the same server.
 */
export async function startEmbedded(options: {
  dataDir: string;
  /** False only for throw-away databases: nothing waits for the disk. */
  durable?: boolean | undefined;
}): Promise<EmbeddedServer> {
  const dataDir = resolve(options.dataDir);
  const account = await serverAccount();
  await makePassable(dataDir, account);
  const lock = join(dataDir, 'postgres.lock');
  const users = join(dataDir, 'postgres.users');
  return withFileLock(lock, async () => {
    const cluster = join(dataDir, 'postgres');
    const programs = await locatePrograms(account);
    const remembered = await initialise(dataDir, cluster, programs, account);
    const log = join(cluster, 'server.log');
    const ctl = (args: readonly string[]) =>
      runProgram(join(programs, 'pg_ctl'), ['-D', cluster, '-w', '-t', '60', ...args], account);
    const serverAt = (at: Remembered): EmbeddedServer => ({
      url: urlOf(at, 'holdfast'),
      stop: () =>
        withFileLock(lock, async () => {
          if (await leave(users)) await ctl(['-m', 'fast', 'stop']);
        }),
    });
    await enter(users);
    if (await answers(remembered)) return serverAt(remembered);

    const port = await freePort(remembered.port);
    const started: Remembered = { ...remembered, port };
    await remember(dataDir, started);
    // Until a new database is analyzed its foreign keys may be checked by the wrong index: a large first import would
    // crawl for the minute that the server takes by itself.
    const settings = [
      `-p ${port}`,
      '-h 127.0.0.1',
      "-k ''",
      '-c max_connections=200',
      '-c autovacuum_naptime=5s',
    ];
    if (options.durable === false) settings.push('-c fsync=off', '-c synchronous_commit=off');
    await ctl(['-l', log, '-o', settings.join(' '), 'start']);
    await ensureDatabase(started);
    return serverAt(started);
  });
}

/** Notes this process down among those that use the server. */
async function enter(users: string): Promise<void> {
  await mkdir(users, { recursive: true, mode: 0o700 });
  await writeFile(join(users, String(process.pid)), '');
}

/** Strikes this process off; true where nobody alive is left. Notes of processes that were killed go as well. */
async function leave(users: string): Promise<boolean> {
  const others = (await listing(users)).filter((pid) => Number(pid) !== process.pid);
  const gone = others.filter((pid) => !isAlive(Number(pid)));
  for (const pid of [String(process.pid), ...gone]) await rm(join(users, pid), { force: true });
  return gone.length === others.length;
}

/** Makes the cluster on the first start. `initdb` fills an empty directory only, so a half-made one is removed. */
async function initialise(
  dataDir: string,
  cluster: string,
  programs: string,
  account: Account | undefined,
): Promise<Remembered> {
  const known = await recall(dataDir);
  if (known !== undefined && (await listing(cluster)).includes('PG_VERSION')) return known;
  if ((await listing(cluster)).includes('postmaster.pid'))
    throw new Error('The database in DATA_DIR is running, but the file with its password is gone.');
  if (known === undefined && (await listing(cluster)).includes('PG_VERSION'))
    throw new Error('DATA_DIR holds a database whose postgres.json is missing; restore or remove it.');

  await rm(cluster, { recursive: true, force: true });
  await mkdir(cluster, { mode: 0o700 });
  const fresh: Remembered = { port: 0, password: randomBytes(24).toString('base64url') };
  const passwordFile = join(cluster, '..', 'postgres.password');
  await writeFile(passwordFile, fresh.password, { mode: 0o600 });
  if (account !== undefined) {
    await chown(cluster, account.uid, account.gid);
    await chown(passwordFile, account.uid, account.gid);
  }
  try {
    await runProgram(
      join(programs, 'initdb'),
      [
        `--pgdata=${cluster}`,
        '--username=holdfast',
        '--auth=scram-sha-256',
        `--pwfile=${passwordFile}`,
        '--encoding=UTF8',
        '--no-locale',
      ],
      account,
    );
  } finally {
    await rm(passwordFile, { force: true });
  }
  await remember(dataDir, fresh);
  return fresh;
}

async function listing(directory: string): Promise<readonly string[]> {
  return readdir(directory).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
}

async function recall(dataDir: string): Promise<Remembered | undefined> {
  try {
    return JSON.parse(await readFile(join(dataDir, 'postgres.json'), 'utf8')) as Remembered;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

async function remember(dataDir: string, server: Remembered): Promise<void> {
  await writeFile(join(dataDir, 'postgres.json'), JSON.stringify(server), { mode: 0o600 });
}

function urlOf(server: Remembered, database: string): string {
  return `postgres://holdfast:${server.password}@127.0.0.1:${server.port}/${database}`;
}

/** A server killed with its data directory may have left its port to somebody else: only ours knows the password. */
async function answers(server: Remembered): Promise<boolean> {
  if (server.port === 0) return false;
  const client = new Client({ connectionString: urlOf(server, 'postgres'), connectionTimeoutMillis: 3_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function ensureDatabase(server: Remembered): Promise<void> {
  const client = new Client({ connectionString: urlOf(server, 'postgres') });
  await client.connect();
  try {
    const found = await client.query("select 1 from pg_database where datname = 'holdfast'");
    if (found.rowCount === 0) await client.query('create database holdfast');
  } finally {
    await client.end();
  }
}

/** The port of last time where it is free, so that addresses noted down stay true; otherwise any. */
async function freePort(wanted: number): Promise<number> {
  return (await tryPort(wanted)) ?? (await tryPort(0)) ?? Promise.reject(new Error('There is no free port.'));
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise((settle) => {
    const server = createServer();
    server.once('error', () => settle(undefined));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => settle(typeof address === 'object' && address !== null ? address.port : undefined));
    });
  });
}
