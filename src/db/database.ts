import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import { Pool } from 'pg';
import type { TenantScope } from '../kernel/access.ts';
import type { Logger } from '../kernel/logger.ts';
import type { CallTables } from './schema/calls.ts';
import type { CoreTables } from './schema/core.ts';
import type { DialingTables } from './schema/dialing.ts';
import type { DirectoryTables } from './schema/directory.ts';
import type { FloorTables } from './schema/floor.ts';
import type { PeopleTables } from './schema/people.ts';
import type { PhoneTreeTables } from './schema/phone-trees.ts';
import type { ReviewTables } from './schema/reviews.ts';
import type { TaskTables } from './schema/tasks.ts';

/** Every table, as Kysely knows it. */
export type Tables = CoreTables &
  DirectoryTables &
  CallTables &
  DialingTables &
  PhoneTreeTables &
  TaskTables &
  PeopleTables &
  FloorTables &
  ReviewTables;

/** A transaction inside one of the two scopes. */
export type Tx = Transaction<Tables>;

export interface Database {
  /** Runs in one transaction that sees the rows of this organization only, and of its practices only those named. */
  tenant<T>(scope: string | TenantScope, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Runs in one transaction that sees every organization: choosing calls, looking keys up, housekeeping. */
  system<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** True where the server answers. */
  ping(): Promise<boolean>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** A postgres:// address. */
  url: string;
  poolSize: number;
  logger: Logger;
  /** A statement that runs longer is ended by the server. */
  statementTimeoutMs?: number | undefined;
}

/** Our statements take milliseconds; one that takes this long waits for a lock that will not come. */
const defaultStatementTimeoutMs = 15_000;

/** A transaction left open by a bug would hold its locks for ever. */
const idleInTransactionMs = 30_000;

/** Opens the pool. Nothing connects until the first transaction. */
export function makeDatabase(options: DatabaseOptions): Database {
  const pool = new Pool({
    connectionString: options.url,
    max: options.poolSize,
    application_name: 'holdfast',
    connectionTimeoutMillis: 10_000,
    statement_timeout: options.statementTimeoutMs ?? defaultStatementTimeoutMs,
    idle_in_transaction_session_timeout: idleInTransactionMs,
  });
  // A connection that breaks while idle; the pool replaces it.
  pool.on('error', (error) => options.logger.warn({ code: codeOf(error) }, 'idle database connection lost'));
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });

  return {
    tenant: (scope, work) =>
      kysely.transaction().execute(async (tx) => {
        const { organizationId, practiceIds } =
          typeof scope === 'string' ? { organizationId: scope, practiceIds: null } : scope;
        await sql`select set_config('role', 'holdfast_app', true),
          set_config('app.organization_id', ${organizationId}, true),
          set_config('app.practice_ids', ${practiceSetting(practiceIds)}, true)`.execute(tx);
        return work(tx);
      }),
    system: (work) =>
      kysely.transaction().execute(async (tx) => {
        await sql`set local role holdfast_system`.execute(tx);
        return work(tx);
      }),
    ping: () =>
      pool.query('select 1').then(
        () => true,
        () => false,
      ),
    close: () => kysely.destroy(),
  };
}

/** An empty setting means every practice, so that an empty list must never become one. */
function practiceSetting(practiceIds: readonly string[] | null): string {
  if (practiceIds === null) return '';
  if (practiceIds.length === 0) throw new Error('A scope that is limited to practices names at least one.');
  return practiceIds.join(',');
}

function codeOf(error: Error): string {
  return 'code' in error ? String(error.code) : error.name;
}
