import type { Readiness } from '../kernel/call-task.ts';
import type { Database } from './database.ts';
import { isMigrated } from './migrate.ts';
import type { Queue } from './queue.ts';

/** A part that does not answer in this time counts as not ready: whoever asks has a time limit as well. */
const patienceMs = 3_000;

/** Asks database, migrations and queue, each with a time limit. Migrations that were seen applied stay so. */
export function makeReadiness(options: { db: Database; queue: Queue; url: string }): Readiness {
  const { db, queue, url } = options;
  let migrated = false;
  return {
    async check() {
      const [database, migrations, working] = await Promise.all([
        inTime(db.ping()),
        migrated || inTime(isMigrated(url)),
        inTime(queue.isWorking()),
      ]);
      migrated = migrations;
      return { database, migrations, queue: working };
    },
  };
}

async function inTime(answer: Promise<boolean>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), patienceMs);
  });
  try {
    return await Promise.race([answer.catch(() => false), late]);
  } finally {
    clearTimeout(timer);
  }
}
