import { parseArgs } from 'node:util';
import { openDatabaseUrl } from '../src/db/address.ts';
import type { Database } from '../src/db/database.ts';
import { makeDatabase } from '../src/db/database.ts';
import { isMigrated } from '../src/db/migrate.ts';
import { listPauses, pause, resume } from '../src/dialing/pauses.ts';
import type { Pause } from '../src/kernel/dialing.ts';
import { silentLogger } from '../src/kernel/logger.ts';
import { databaseOfCommand } from './tools/database.ts';

const help = `Usage: npm run dialing -- COMMAND [--reason TEXT] [--end-calls]

The stop button of whoever runs the server. Organizations have their own, at /v1/dialing/pauses.

  pause everything   no call begins any more, on no node and for nobody, from this moment on
    --reason TEXT    shown to everybody whose work waits (default: Maintenance)
    --end-calls      calls that are running say goodbye, and what they have not finished goes back into the queue
  resume everything  dialing goes on; nodes notice within seconds
  pauses             lists what is paused, organizations' own pauses included

Reads DATABASE_URL (an address, or embedded) and DATA_DIR (default data).
`;

const operator = 'operator';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    reason: { type: 'string', default: 'Maintenance' },
    'end-calls': { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

const lineOf = ({ scope, subject, createdAt, createdBy, reason }: Pause) =>
  `${createdAt}  ${scope}${subject === null ? '' : ` ${subject}`}  by ${createdBy}: ${reason}`;

async function run(db: Database, command: string): Promise<string> {
  switch (command) {
    case 'pause everything':
      return await db.system(async (tx) => {
        const made = await pause(tx, {
          organizationId: null,
          scope: 'everything',
          subject: null,
          reason: values.reason,
          runningCalls: values['end-calls'] ? 'end_politely' : 'continue',
          by: operator,
        });
        return `${made.created ? 'Paused' : 'It was paused already'}: ${lineOf(made.pause)}`;
      });
    case 'resume everything':
      return await db.system(async (tx) => {
        const whole = (await listPauses(tx, false)).find(({ scope }) => scope === 'everything');
        if (whole === undefined) return 'Nothing of the whole server was paused.';
        await resume(tx, whole.id, operator);
        return 'Dialing goes on.';
      });
    case 'pauses':
      return await db.system(async (tx) => {
        const lasting = await listPauses(tx, false);
        return lasting.length === 0 ? 'Nothing is paused.' : lasting.map(lineOf).join('\n');
      });
    default:
      throw new Error(`There is no such command.\n\n${help}`);
  }
}

if (values.help) {
  process.stdout.write(help);
} else {
  const { databaseUrl, dataDir } = databaseOfCommand();
  const address = await openDatabaseUrl(databaseUrl, dataDir);
  const db = makeDatabase({ url: address.url, poolSize: 2, logger: silentLogger });
  try {
    if (!(await isMigrated(address.url)))
      throw new Error('The database is not up to date: start the server, or run npm run migrate.');
    process.stdout.write(`${await run(db, positionals.join(' '))}\n`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  } finally {
    await db.close();
    await address.stop();
  }
}
