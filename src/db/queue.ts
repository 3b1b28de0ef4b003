import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { fromKysely, PgBoss, type Db } from 'pg-boss';
import type { Logger } from '../kernel/logger.ts';
import type { Tx } from './database.ts';

interface SendOptions {
  /** Not before so long from now. */
  delayMs?: number | undefined;
  /** While a message with this key waits in the queue, another is not added. */
  key?: string | undefined;
}

/** Wake-ups beside the rows they speak of: a message exists exactly if its transaction was committed. */
export interface Queue {
  /** Adds a message in the caller's transaction. `data` holds ids, never PHI. */
  send(tx: Tx, name: string, data: object, options?: SendOptions): Promise<void>;
  /** Hands messages to `handler`, each at least once: a handler that throws gets it again later. */
  work(
    name: string,
    handler: (data: unknown) => Promise<void>,
    options?: { concurrency?: number },
  ): Promise<void>;
  /** True where the queue was started and its tables answer. */
  isWorking(): Promise<boolean>;
  start(): Promise<void>;
  /** Lets handlers finish, for so long at most. */
  stop(graceMs?: number): Promise<void>;
}

/** Polling is only the net under LISTEN/NOTIFY: it finds delayed messages and what came while not listening. */
const pollSeconds = 1;

/**
 * pg-boss in the same database (schema `pgboss`), with its own few connections as the login role. `names` are the
 * queues that exist; each is woken by NOTIFY.
 */
export function makeQueue(options: { url: string; names: readonly string[]; logger: Logger }): Queue {
  const { logger } = options;
  const boss = new PgBoss({
    connectionString: options.url,
    application_name: 'holdfast-queue',
    max: 4,
    useListenNotify: true,
  });
  boss.on('error', (error) => logger.warn({ error: error.name }, 'queue trouble'));
  let started = false;

  return {
    async send(tx, name, data, { delayMs, key } = {}) {
      await boss.send(name, data, {
        db: asLoginRole(tx),
        ...(delayMs === undefined ? {} : { startAfter: new Date(Date.now() + delayMs) }),
        // The queue's policy lets one message a key wait, so each without a key gets its own.
        singletonKey: key ?? randomUUID(),
      });
    },
    async work(name, handler, { concurrency = 1 } = {}) {
      const settings = {
        batchSize: 1,
        localConcurrency: concurrency,
        pollingIntervalSeconds: pollSeconds,
        notifyPollingIntervalSeconds: pollSeconds,
      };
      await boss.work<unknown>(name, settings, async (jobs) => {
        for (const job of jobs) await handler(job.data);
      });
    },
    async isWorking() {
      if (!started) return false;
      return boss.schemaVersion().then(
        (version) => version !== null,
        () => false,
      );
    },
    async start() {
      await boss.start();
      for (const name of options.names)
        await boss.createQueue(name, {
          policy: 'short',
          notify: true,
          retryLimit: 5,
          retryDelay: 1,
          retryBackoff: true,
        });
      started = true;
    },
    async stop(graceMs = 10_000) {
      started = false;
      await boss.stop({ graceful: graceMs > 0, timeout: graceMs });
    },
  };
}

/**
 * Runs the queue's statements inside the transaction, but as the login role: neither scope's role may touch the
 * queue's tables, in which the messages of all organizations lie.
 */
function asLoginRole(tx: Tx): Db {
  const inner = fromKysely(tx);
  return {
    async executeSql(text, values) {
      const { rows } = await sql<{ role: string }>`
        select current_setting('role') as role, set_config('role', 'none', true)`.execute(tx);
      const result = await inner.executeSql(text, values);
      await sql`select set_config('role', ${rows[0]?.role ?? 'none'}, true)`.execute(tx);
      return result;
    },
  };
}
