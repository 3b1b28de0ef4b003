import { PgBoss } from 'pg-boss';
import type { Logger } from '../kernel/logger.ts';

export interface InboxMessage {
  id: string;
  data: unknown;
}

/** `refusal` goes to the queue of refusals; without one the message is simply done with. */
export interface InboxAnswer {
  id: string;
  refusal?: object | undefined;
}

/** A queue that other programs fill. */
export interface Inbox {
  /** Hands over messages, each at least once. One that was taken is deleted with all that it holds. */
  start(take: (messages: readonly InboxMessage[]) => Promise<readonly InboxAnswer[]>): Promise<void>;
  stop(): Promise<void>;
}

const batchSize = 200;
const pollSeconds = 2;
/** Doubling from one second to five minutes: some hours of trying before a message is left lying as failed. */
const retry = { retryLimit: 50, retryDelay: 1, retryBackoff: true, retryDelayMax: 300 };
/** Whatever is never taken does not lie there for ever. */
const keepSeconds = 14 * 86_400;

/**
 * An inbox over pg-boss, with connections of its own as the login role. Producers use their own pg-boss on the same
 * database. What is refused is sent to the queue `refused` under the id of its message.
 */
export function makeInbox(options: { url: string; name: string; refused: string; logger: Logger }): Inbox {
  const { name, refused, logger } = options;
  const boss = new PgBoss({
    connectionString: options.url,
    application_name: 'holdfast-inbox',
    max: 2,
    supervise: false,
    schedule: false,
  });
  boss.on('error', (error) => logger.warn({ error: error.name }, 'inbox trouble'));
  let started = false;

  return {
    async start(take) {
      await boss.start();
      started = true;
      await boss.createQueue(name, { policy: 'standard', retentionSeconds: keepSeconds, ...retry });
      await boss.createQueue(refused, { policy: 'standard', retentionSeconds: keepSeconds });
      await boss.work<unknown>(name, { batchSize, pollingIntervalSeconds: pollSeconds }, async (jobs) => {
        const answers = await take(jobs.map(({ id, data }) => ({ id, data })));
        for (const { id, refusal } of answers)
          if (refusal !== undefined) await boss.send(refused, refusal, { id });
        await boss.deleteJob(
          name,
          answers.map(({ id }) => id),
        );
      });
    },
    async stop() {
      if (started) await boss.stop({ graceful: true, timeout: 5_000 });
    },
  };
}
