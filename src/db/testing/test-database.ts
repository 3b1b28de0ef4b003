import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { silentLogger } from '../../kernel/logger.ts';
import { makeDatabase, type Database } from '../database.ts';

/** A test file's own database: `url` for programs that connect themselves, `db` for everything else. */
export interface TestDatabase {
  readonly url: string;
  readonly db: Database;
}

/** Call it at the top of a `*.int.test.ts` file: a fresh migrated database before its tests, dropped after them. */
export function useTestDatabase(): TestDatabase {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const templateUrl = inject('templateUrl');
  const url = new URL(templateUrl);
  url.pathname = `/${name}`;
  const db = makeDatabase({ url: url.href, poolSize: 10, logger: silentLogger });

  beforeAll(() => administer(templateUrl, `create database ${name} template template_holdfast`));
  afterAll(async () => {
    await db.close();
    await administer(templateUrl, `drop database ${name} with (force)`);
  });
  return { url: url.href, db };
}

async function administer(templateUrl: string, statement: string): Promise<void> {
  const server = new URL(templateUrl);
  server.pathname = '/postgres';
  const client = new Client({ connectionString: server.href });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
