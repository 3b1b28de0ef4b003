import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ConfigError, loadIdentityConfig } from '../src/config/config.ts';
import { openDatabaseUrl } from '../src/db/address.ts';
import { makeDatabase } from '../src/db/database.ts';
import { migrate } from '../src/db/migrate.ts';
import { makeCallLog } from '../src/dialing/call-log.ts';
import { makeIdentityCommands } from '../src/identity/by-command.ts';
import { systemClock as clock } from '../src/kernel/clock.ts';
import { silentLogger as logger } from '../src/kernel/logger.ts';
import { makePhiCodec } from '../src/privacy/codec.ts';
import { makeRecordingStore } from '../src/privacy/recordings.ts';
import { seedConsole } from './seed-console/seed.ts';

const help = `Usage: npm run seed:console -- [--tasks N] [--organization ID|NAME] [--transcripts N] [--days N] [--seed N]

Fills an organization with synthetic tasks that ended over the last months, with their calls, outcomes, reviews and
webhook deliveries, for working on the console and for measuring it. Every outcome is one that a call of the product
brought, played in virtual time from fixtures/scenarios. The newest is a call of an hour and a half with its transcript.

  --tasks N          how many (default 100000)
  --organization X   id or name; the only one there is, or a new one where there is none
  --transcripts N    so many of the newest have a transcript and a recording, of tones for words (default 50)
  --days N           over which they ended (default 120)
  --seed N           seeds every chance (default 1)

Reads DATABASE_URL (an address, or embedded), DATA_DIR (default data) and ENCRYPTION_KEY.
`;

const { values } = parseArgs({
  options: {
    tasks: { type: 'string', default: '100000' },
    organization: { type: 'string' },
    transcripts: { type: 'string', default: '50' },
    days: { type: 'string', default: '120' },
    seed: { type: 'string', default: '1' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

async function run(): Promise<void> {
  const config = loadIdentityConfig(process.env);
  const address = await openDatabaseUrl(config.databaseUrl, config.dataDir);
  await migrate(address.url);
  const db = makeDatabase({ url: address.url, poolSize: 4, logger });
  try {
    const commands = makeIdentityCommands({ db, clock, publicBaseUrl: config.publicBaseUrl });
    const known = await db.system((tx) => tx.selectFrom('organizations').select('id').limit(1).execute());
    const organizationId =
      known.length === 0
        ? (await commands.newOrganization('Synthetic medical group')).organizationId
        : (await commands.findOrganization(values.organization)).id;
    const codec = makePhiCodec({ masterKey: config.encryptionKey, db });
    const long = await seedConsole({
      db,
      codec,
      log: makeCallLog({ db, codec }),
      recordings: makeRecordingStore({ db, codec, directory: join(config.dataDir, 'recordings'), logger }),
      organizationId,
      tasks: Number(values.tasks),
      transcripts: Number(values.transcripts),
      days: Number(values.days),
      seed: Number(values.seed),
      nowMs: clock.now(),
      progress: (written) => process.stderr.write(`\r${written} tasks`),
    });
    process.stderr.write('\n');
    process.stdout.write(
      `${JSON.stringify({ organizationId, tasks: Number(values.tasks), longTask: long.taskId, longCall: long.callId })}\n`,
    );
  } finally {
    await db.close();
    await address.stop();
  }
}

if (values.help) process.stdout.write(help);
else
  run().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = error instanceof ConfigError ? 2 : 1;
  });
