import { parseArgs } from 'node:util';
import { openDatabaseUrl } from '../src/db/address.ts';
import { migrate } from '../src/db/migrate.ts';
import { databaseOfCommand } from './tools/database.ts';

const help = `Usage: npm run migrate

Brings the database up to date; safe to run again and beside a running server (which does the same at its start).
Reads DATABASE_URL (an address, or embedded) and DATA_DIR (default data).
`;

const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h', default: false } } });
if (values.help) {
  process.stdout.write(help);
} else {
  const { databaseUrl, dataDir } = databaseOfCommand();
  const address = await openDatabaseUrl(databaseUrl, dataDir);
  try {
    const applied = await migrate(address.url);
    process.stdout.write(
      applied.length === 0 ? 'Nothing to do.\n' : applied.map((name) => `Applied ${name}\n`).join(''),
    );
  } finally {
    await address.stop();
  }
}
