import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { openDatabaseUrl } from '../src/db/address.ts';
import { makeDatabase } from '../src/db/database.ts';
import { migrate } from '../src/db/migrate.ts';
import { silentLogger } from '../src/kernel/logger.ts';
import { readPhoneTree, writePhoneTree } from '../src/payors/phone-tree-file.ts';
import { makePhoneTrees } from '../src/payors/phone-trees.ts';
import { databaseOfCommand } from './tools/database.ts';

const help = `Usage: node scripts/phone-tree.ts list --organization ID
       node scripts/phone-tree.ts show --organization ID --line +13035550142 > tree.yaml
       node scripts/phone-tree.ts edit --organization ID --line +13035550142 --file tree.yaml --by NAME

Shows what calls have learned of the menus behind a payor's number, as YAML, and takes it back edited. A prompt that was
edited carries the name of whoever did it and is relied upon at once, until a call finds it changed.
Reads DATABASE_URL (an address, or embedded) and DATA_DIR (default data).
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    organization: { type: 'string' },
    line: { type: 'string' },
    file: { type: 'string' },
    by: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
const [command] = positionals;
const { organization, line, file, by } = values;

if (values.help || command === undefined) {
  process.stdout.write(help);
} else {
  const { databaseUrl, dataDir } = databaseOfCommand();
  const address = await openDatabaseUrl(databaseUrl, dataDir);
  await migrate(address.url);
  const db = makeDatabase({ url: address.url, poolSize: 2, logger: silentLogger });
  try {
    await run();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  } finally {
    await db.close();
    await address.stop();
  }

  async function run(): Promise<void> {
    const trees = makePhoneTrees({ db });
    if (organization === undefined) throw new Error('Name an --organization.');
    if (command === 'list') {
      const rows = await db.tenant(organization, (tx) =>
        tx
          .selectFrom('phone_trees')
          .select(['line', 'revision', 'updated_at', 'edited_by'])
          .orderBy('line')
          .execute(),
      );
      for (const row of rows)
        process.stdout.write(
          `${row.line}  revision ${row.revision}  ${row.updated_at.toISOString()}  ${row.edited_by ?? 'learned'}\n`,
        );
      return;
    }
    if (line === undefined) throw new Error('Name a --line.');
    if (command === 'show') {
      const tree = await trees.phoneTreeOf(organization, line);
      if (tree === undefined) throw new Error('No call has met this line.');
      process.stdout.write(writePhoneTree(tree));
    } else if (command === 'edit') {
      if (file === undefined || by === undefined) throw new Error('Name a --file, and by whom (--by).');
      await trees.savePhoneTree(organization, line, readPhoneTree(await readFile(file, 'utf8')), by);
      process.stdout.write('Saved.\n');
    } else throw new Error(`There is no command ${command ?? ''}.`);
  }
}
