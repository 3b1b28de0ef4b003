import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { ConfigError, loadIdentityConfig } from '../src/config/config.ts';
import { openDatabaseUrl } from '../src/db/address.ts';
import { makeDatabase } from '../src/db/database.ts';
import { migrate } from '../src/db/migrate.ts';
import { makeIdentityCommands } from '../src/identity/by-command.ts';
import { systemClock as clock } from '../src/kernel/clock.ts';
import { silentLogger as logger } from '../src/kernel/logger.ts';
import { composeIdentity } from '../src/main/identity.ts';
import { makeAuditTrail } from '../src/privacy/audit.ts';

const help = `Usage: npm run owner -- --email ADDRESS [--organization ID|NAME]
       npm run owner -- --email ADDRESS [--organization ID|NAME] --name NAME --password-stdin < FILE
       npm run owner -- --new-organization NAME [--email ADDRESS]
       npm run owner -- --email ADDRESS --new-password

Makes somebody an owner of an organization: prints a link, good for a week, under which they choose a password; or, with
--password-stdin, makes the account at once with the first line of standard input as its password (12 characters or
more). An organization is named by its id or its name; where there is only one, it need not be named.
--new-organization makes another organization first. --new-password prints a link, good for a day, under which somebody
who has an account chooses another password.
Reads DATABASE_URL (an address, or embedded), DATA_DIR (default data), PUBLIC_BASE_URL and ENCRYPTION_KEY.
`;

const { values } = parseArgs({
  options: {
    email: { type: 'string' },
    organization: { type: 'string' },
    'new-organization': { type: 'string' },
    'new-password': { type: 'boolean', default: false },
    name: { type: 'string' },
    'password-stdin': { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

const say = (line: string) => process.stdout.write(`${line}\n`);

async function run(): Promise<void> {
  const config = loadIdentityConfig(process.env);
  const address = await openDatabaseUrl(config.databaseUrl, config.dataDir);
  await migrate(address.url);
  const db = makeDatabase({ url: address.url, poolSize: 2, logger });
  const audit = makeAuditTrail({ db });
  const identity = composeIdentity({ db, databaseUrl: address.url, config, audit, clock, logger });
  try {
    const commands = makeIdentityCommands({ db, clock, publicBaseUrl: config.publicBaseUrl });
    const { email, name } = values;
    const made = values['new-organization'];
    let organization = values.organization;
    if (made !== undefined) {
      organization = (await commands.newOrganization(made)).organizationId;
      say(`Organization ${organization} made.`);
      if (email === undefined) return;
    }
    if (email === undefined) throw new Error('Name an --email.');
    if (values['new-password']) {
      const { link, expiresAt } = await commands.passwordLink(email);
      say(`Good until ${expiresAt}, once:\n${link}`);
      return;
    }
    const { id } = await commands.findOrganization(organization);
    const { link, expiresAt } = await commands.inviteOwner(id, email);
    if (!values['password-stdin']) {
      say(`Good until ${expiresAt}, once:\n${link}`);
      return;
    }
    const [password = ''] = (await text(process.stdin)).split(/\r?\n/);
    if (password.length < 12 || password.length > 128)
      throw new Error('The password must be 12 to 128 characters long.');
    const visit = { cookie: '', address: 'command', userAgent: undefined, requestId: 'command' };
    const token = link.slice(link.indexOf('#') + 1);
    await identity.signIn.acceptInvitation(visit, { token, name: name ?? email, password });
    say('The owner may sign in.');
  } finally {
    await identity.close();
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
