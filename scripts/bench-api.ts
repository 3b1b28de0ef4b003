import { parseArgs } from 'node:util';
import { measure } from './bench-api/measure.ts';
import { setBenchStage } from './bench-api/stage.ts';

const help = `Usage: npm run bench:api -- [--tasks N] [--json]

How many tasks the API takes in a second, singly and in batches, and how many webhooks leave in a second, each beside a
bare Fastify route with one insert: same machine, same PostgreSQL, same run, the load made by this process.

  --tasks N   tasks of each measurement (default 2000)
  --json      one JSON document
`;

const { values } = parseArgs({
  options: {
    tasks: { type: 'string', default: '2000' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

if (values.help) process.stdout.write(help);
else {
  const stage = await setBenchStage();
  try {
    const rates = await measure(stage, Number(values.tasks));
    if (values.json) process.stdout.write(`${JSON.stringify(rates, null, 2)}\n`);
    else
      for (const { what, count, seconds, perSecond, ofReference } of rates)
        process.stdout.write(
          `${what.padEnd(36)} ${String(count).padStart(6)} in ${seconds.toFixed(2).padStart(7)} s ${perSecond
            .toFixed(0)
            .padStart(7)} /s ${ofReference.toFixed(2).padStart(6)} of the bare route\n`,
        );
  } finally {
    await stage.close();
  }
}
