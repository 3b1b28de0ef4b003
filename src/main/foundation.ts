import type { Config } from '../config/config.ts';
import { openDatabaseUrl } from '../db/address.ts';
import type { Database } from '../db/database.ts';
import { makeDatabase } from '../db/database.ts';
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
  const server = await openDatabaseUrl(config.databaseUrl, config.dataDir);
  const databaseUrl = server.url;
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
      await server.stop();
    },
  };
}
