import { Kysely, PostgresDialect } from 'kysely';
import { Pool } from 'pg';
import type { Tables } from '../db/database.ts';
import type { Logger } from '../kernel/logger.ts';

/** Keys are asked for with every request; one statement each keeps a connection busy for well under a millisecond. */
const poolSize = 4;

/** Where keys of all organizations are looked up. A database will do; see {@link makeKeyReader} for what is quicker. */
export interface KeyReader {
  system<T>(work: (query: Kysely<Tables>) => Promise<T>): Promise<T>;
}

/**
 * Connections that begin in the role of the system, so that looking a key up is one statement and one round trip, not
 * a transaction of four. Each statement stands alone.
 */
export function makeKeyReader(options: {
  databaseUrl: string;
  logger: Logger;
}): KeyReader & { close(): Promise<void> } {
  const pool = new Pool({
    connectionString: options.databaseUrl,
    max: poolSize,
    application_name: 'holdfast-keys',
    options: '-c role=holdfast_system',
    connectionTimeoutMillis: 10_000,
    statement_timeout: 15_000,
  });
  pool.on('error', () => options.logger.warn({}, 'idle key connection lost'));
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return { system: (work) => work(kysely), close: () => kysely.destroy() };
}
