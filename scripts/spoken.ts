import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { findSpoken, parseSpoken, spokenKinds, type SpokenKind } from '../src/spoken/index.ts';

const HELP = `Reads spoken values from standard input, a line each, and prints one JSON document a line, in order.

  npm run --silent spoken -- --kind KIND [--find] [--today DATE]

  --kind KIND    one of: ${spokenKinds.join(', ')}
  --find         each line is a sentence: print an array of the values found in it (with span and quote);
                 otherwise each line is one value: print it, or null
  --today DATE   ISO date against which "yesterday" and "the tenth" are understood
  --help         this text
`;

function isKind(text: string | undefined): text is SpokenKind {
  return spokenKinds.some((kind) => kind === text);
}

function fail(message: string): never {
  process.stderr.write(`${message}\n\n${HELP}`);
  process.exit(2);
}

function options(): {
  kind?: string | undefined;
  find?: boolean;
  today?: string | undefined;
  help?: boolean;
} {
  try {
    return parseArgs({
      options: {
        kind: { type: 'string' },
        find: { type: 'boolean' },
        today: { type: 'string' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    return fail(error instanceof Error ? error.message : 'Arguments not understood.');
  }
}

const { kind, find = false, today, help = false } = options();
if (help) {
  process.stdout.write(HELP);
  process.exit(0);
}
if (!isKind(kind)) fail(kind === undefined ? '--kind is missing.' : `--kind ${kind} is not known.`);
if (today !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(today))
  fail('--today must be an ISO date like 2026-03-03.');

// The reader of the output may close early (head); that is no error of ours.
process.stdout.on('error', () => process.exit(0));

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const heard = find ? findSpoken(kind, line, { today }) : (parseSpoken(kind, line, { today }) ?? null);
  process.stdout.write(`${JSON.stringify(heard)}\n`);
}
