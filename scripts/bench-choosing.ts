import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { benchChoosing, type ChoosingReport } from './choosing/measure.ts';

const help = `Usage: npm run bench:choosing -- [--calls N] [--plans] [--json]

How long the choice of the next call takes: in a database of its own, 1,000 waiting tasks against 100,000, of 50
organizations with 4 practices each and 40 lines of payors with opening hours. Each choice is a whole transaction, as a
node makes it, the new call included.

  --calls N   choices that are measured (default 300)
  --plans     prints what the database does for the two queries that look at the waiting tasks
  --json      one JSON document
`;

const { values } = parseArgs({
  options: {
    calls: { type: 'string', default: '300' },
    plans: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

const ms = (value: number) => `${value.toFixed(2)} ms`.padStart(10);

function print({ rows, ratio }: ChoosingReport): string {
  return [
    'situation                                 waiting     median        p95     found',
    ...rows.map(
      ({ situation, waiting, medianMs, p95Ms, found }) =>
        `${situation.padEnd(40)} ${String(waiting).padStart(8)} ${ms(medianMs)} ${ms(p95Ms)} ${String(found).padStart(9)}`,
    ),
    `With a hundred times as many waiting, choosing takes ${ratio.median.toFixed(2)} times as long at the median, ${ratio.p95.toFixed(2)} at p95.`,
  ].join('\n');
}

if (values.help) process.stdout.write(help);
else {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-choosing-'));
  try {
    const report = await benchChoosing({ dataDir: folder, choices: Number(values.calls) });
    if (values.json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    else {
      if (values.plans)
        for (const { query, plan } of report.plans) process.stdout.write(`${query}\n${plan}\n\n`);
      process.stdout.write(`${print(report)}\n`);
    }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
