import { join } from 'node:path';
import type { Config } from '../config/config.ts';
import type { Database } from '../db/database.ts';
import { makeDatabase } from '../db/database.ts';
import { startEmbedded } from '../db/embedded.ts';
import { migrate } from '../db/migrate.ts';
import { makeCallLog } from '../dialing/call-log.ts';
import type { CallLog } from '../kernel/call-store.ts';
import type { Logger } from '../kernel/logger.ts';
import type { PhiCodec } from '../kernel/phi.ts';
import { makePhiCodec } from '../privacy/codec.ts';

/** What every role and every tool stands on: the database, migrated, and the codec. */
export interface Foundation {
  databaseUrl: string;
  db: Database;
  codec: PhiCodec;
  log: CallLog;
  close(): Promise<void>;
}

export async function layFoundation(config: Config, logger: Logger): Promise<Foundation> {
  const embedded =
    config.databaseUrl === 'embedded' ? await startEmbedded({ dataDir: join(config.dataDir) }) : undefined;
  const databaseUrl = embedded?.url ?? config.databaseUrl;
  const applied = await migrate(databaseUrl);
  if (applied.length > 0) logger.info({ applied }, 'migrations applied');
  const db = makeDatabase({ url: databaseUrl, poolSize: config.databasePoolSize, logger });
  const codec = makePhiCodec({ masterKey: config.encryptionKey, db });
  return {
    databaseUrl,
    db,
    codec,
    log: makeCallLog({ db, codec }),
    async close() {
      await db.close();
      await embedded?.stop();
    },
  };
}
