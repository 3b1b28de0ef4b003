import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { digestOf, replay } from '../src/calls/binding.ts';
import { loadConfig } from '../src/config/config.ts';
import { silentLogger } from '../src/kernel/logger.ts';
import { loadCallTypes } from '../src/main/call-types.ts';
import { layFoundation } from '../src/main/foundation.ts';
import type { ScriptEvent } from '../src/script/event.ts';

const help = `Usage: npm run replay -- CALL_ID | FILE  [--digest]

Rebuilds a call's state from its log and prints it as JSON. CALL_ID reads the database that the environment names
(DATABASE_URL, DATA_DIR, ENCRYPTION_KEY and the rest of .env.example); FILE holds the events as a JSON array. The
output holds PHI. Prints a warning where the call was pinned to another version of its script.

  --digest   print only the SHA-256 of the state, as the server logs it at the end of a call
  --help     this text
`;

async function eventsOf(source: string): Promise<ScriptEvent[]> {
  if (!source.startsWith('call_')) return JSON.parse(await readFile(source, 'utf8')) as ScriptEvent[];
  const foundation = await layFoundation(loadConfig(process.env), silentLogger);
  try {
    return (await foundation.log.read(source)).map((entry) => entry.event as ScriptEvent);
  } finally {
    await foundation.close();
  }
}

async function run(source: string, digestOnly: boolean): Promise<void> {
  const events = await eventsOf(source);
  const placed = events[0];
  if (placed?.type !== 'call_placed') throw new Error('This log does not begin with a placed call.');
  const { bindingOf } = await loadCallTypes();
  const binding = bindingOf(placed.tasks[0]?.callType ?? '');
  if (binding.version !== placed.scriptVersion)
    console.error(
      `The call ran with script ${placed.scriptVersion}, this is ${binding.version}: states may differ.`,
    );
  const state = replay(binding, events);
  console.log(digestOnly ? digestOf(state) : JSON.stringify(state, null, 2));
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    digest: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
const [source] = positionals;
if (values.help) process.stdout.write(help);
else if (source === undefined) {
  process.stderr.write(help);
  process.exitCode = 2;
} else await run(source, values.digest);
