import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { measureConsole, type ConsoleReport } from './bench-console/measure.ts';
import { browserInstalled } from './console/browser.ts';
import buildConsole from './console/build.ts';
import { openHouse } from './console/house.ts';

const help = `Usage: npm run bench:console -- [--tasks N] [--json]

How quick the console is: real Chromium against a real server whose organization has 100,000 tasks and a call of an hour
and a half. Time to a usable inbox, to a filtered and a searched one, to an open review; the time between two frames
while inbox and transcript scroll, beside a page that holds nothing, in the same run; the script that is loaded first,
compressed. Fails where that is over 250 kB.

  --tasks N   how many tasks (default 100000)
  --json      one JSON document
`;

const mostScriptBytes = 250_000;
const scenarioFile = 'fixtures/scenarios/claim-paid-check.yaml';
const days = 90;

const { values } = parseArgs({
  options: {
    tasks: { type: 'string', default: '100000' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

function print(report: ConsoleReport, tasks: number): string {
  const { script, usableMs, frames } = report;
  const ms = (value: number) => `${value.toFixed(value < 100 ? 1 : 0)} ms`.padStart(10);
  const frame = (name: string, { median, p95 }: { median: number; p95: number }) =>
    `${name.padEnd(44)} ${ms(median)} median ${ms(p95)} p95`;
  return [
    `${String(tasks)} tasks; a transcript of ${String(report.transcriptTurns)} turns`,
    `${'first script, compressed'.padEnd(44)} ${(script.compressed / 1_000).toFixed(1).padStart(7)} kB in ${String(script.files)} files`,
    `${'an answer without a page'.padEnd(44)} ${ms(usableMs.emptyPage)}`,
    `${'inbox usable'.padEnd(44)} ${ms(usableMs.inbox)}`,
    `${'inbox filtered'.padEnd(44)} ${ms(report.filterMs)}`,
    `${'inbox searched'.padEnd(44)} ${report.searchMs === null ? 'not found' : ms(report.searchMs)}`,
    `${'review with the long transcript open'.padEnd(44)} ${ms(report.reviewMs)}`,
    `${'insights of 90 days by practice (API)'.padEnd(44)} ${ms(report.insightsMs)}`,
    frame('between frames, a page that holds nothing', frames.reference),
    frame('between frames, inbox', frames.inbox),
    frame('between frames, transcript', frames.transcript),
  ].join('\n');
}

async function run(): Promise<void> {
  if (!browserInstalled) throw new Error('Chromium is missing: scripts/setup.sh installs it.');
  await buildConsole();
  const house = await openHouse(scenarioFile);
  try {
    const args = [join(import.meta.dirname, 'seed-console.ts'), '--tasks', values.tasks];
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [...args, '--transcripts', '1', '--days', String(days)],
      { env: { PATH: process.env.PATH, ...house.stage.serverEnv } },
    );
    const { longTask } = JSON.parse(stdout) as { longTask: string };
    const middle = Math.max(1, Math.floor(Number(values.tasks) / 2));
    const middleId = `seed-${String(middle).padStart(6, '0')}`;
    const report = await measureConsole(house, { longTask, middleId, days });
    process.stdout.write(
      `${values.json ? JSON.stringify(report, null, 2) : print(report, Number(values.tasks))}\n`,
    );
    if (report.script.compressed > mostScriptBytes) {
      process.stderr.write('The first script is over 250 kB compressed.\n');
      process.exitCode = 1;
    }
  } finally {
    await house.close();
  }
}

if (values.help) process.stdout.write(help);
else await run();
