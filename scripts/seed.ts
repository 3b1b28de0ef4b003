import { parseArgs } from 'node:util';
import { openDatabaseUrl } from '../src/db/address.ts';
import { makeDatabase } from '../src/db/database.ts';
import { migrate } from '../src/db/migrate.ts';
import { silentLogger } from '../src/kernel/logger.ts';
import { loadCallTypes } from '../src/main/call-types.ts';
import { namesOfInputs } from '../src/main/directory.ts';
import { seedPayors } from '../src/payors/seed.ts';
import { databaseOfCommand } from './tools/database.ts';

const help = `Usage: node scripts/seed.ts [--file PATH]...

Loads payors into the shared directory: each PATH is a YAML or JSON file, or a folder of such files (default
fixtures/payors, which are synthetic). A file is a list of
  { name, aliases, lines: [{ purpose, label, phoneNumber, timeZone, hours, holidays, closedOn, maxConcurrentCalls }],
    limits, requiredInputs, refusesAutomation, recording, disclosure, notes }
of which name and one line are needed; docs/payors-and-practices.md tells what each is. Loading again replaces entries of
the same name.
Reads DATABASE_URL (an address, or embedded) and DATA_DIR (default data).
`;

const { values } = parseArgs({
  options: {
    file: { type: 'string', multiple: true, default: ['fixtures/payors'] },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  process.stdout.write(help);
} else {
  const { databaseUrl, dataDir } = databaseOfCommand();
  const address = await openDatabaseUrl(databaseUrl, dataDir);
  await migrate(address.url);
  const db = makeDatabase({ url: address.url, poolSize: 2, logger: silentLogger });
  try {
    const { catalogue } = await loadCallTypes();
    const loaded = await seedPayors({ db, paths: values.file, inputsOf: namesOfInputs(catalogue) });
    process.stdout.write(`Loaded ${loaded} payors.\n`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  } finally {
    await db.close();
    await address.stop();
  }
}
