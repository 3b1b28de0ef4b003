import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';

const directory = join(import.meta.dirname, 'migrations');

/** Any constant number, the same in every version of the program: whoever migrates holds this lock. */
const lockKey = 4_653_119;

interface Migration {
  name: string;
  text: string;
  hash: string;
}

/** Migrations on disk, in the order of their numbers. */
async function readMigrations(): Promise<readonly Migration[]> {
  const names = (await readdir(directory)).filter((name) => /^\d{4}_.+\.sql$/.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(directory, name), 'utf8');
      return { name, text, hash: createHash('sha256').update(text).digest('hex') };
    }),
  );
}

/**
 * Brings the database up to date: each migration once, in its own transaction, one process at a time. Refuses to go
 * on where an applied migration was edited afterwards. Returns the names applied now.
 */
export async function migrate(url: string): Promise<readonly string[]> {
  const client = new Client({ connectionString: url, application_name: 'holdfast-migrate' });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [lockKey]);
    await client.query(
      `create table if not exists schema_migrations (
         name text primary key, hash text not null, applied_at timestamptz not null default now())`,
    );
    const applied = await readApplied(client);
    const done: string[] = [];
    for (const migration of await readMigrations()) {
      const before = applied.get(migration.name);
      if (before !== undefined && before !== migration.hash)
        throw new Error(`Migration ${migration.name} was changed after it had been applied.`);
      if (before !== undefined) continue;
      await apply(client, migration);
      done.push(migration.name);
    }
    return done;
  } finally {
    await client.end();
  }
}

/** True where every migration on disk has been applied as it is. */
export async function isMigrated(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const applied = await readApplied(client);
    return (await readMigrations()).every(({ name, hash }) => applied.get(name) === hash);
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function readApplied(client: Client): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query<{ name: string; hash: string }>(
    'select name, hash from schema_migrations',
  );
  return new Map(rows.map(({ name, hash }) => [name, hash]));
}

async function apply(client: Client, migration: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(migration.text);
    await client.query('insert into schema_migrations (name, hash) values ($1, $2)', [
      migration.name,
      migration.hash,
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}
