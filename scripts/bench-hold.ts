import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { stringify } from 'yaml';
import type { HoldReport } from '../src/bench/hold.ts';
import { holdInVirtualTime, withHold } from '../src/bench/hold.ts';
import { loadCallTypes } from '../src/main/call-types.ts';
import { loadScenario } from '../src/sandbox/payor/scenario.ts';
import { holdOnSockets } from './payorbench/hold-on-sockets.ts';
import type { SocketHoldReport } from './payorbench/hold-on-sockets.ts';

const help = `Usage: npm run bench:hold -- [--minutes N] [--scenario FILE] [--wire] [--voice KIND] [--json]

Holds one call for long and looks at what that costs.

  (default)         90 minutes in virtual time: the machine's state in bytes, heap after a collection, processor time,
                    every ten minutes of the call. What is measured is the machine, turn-taking and the session level.
  --wire            5 minutes on real sockets: resident memory and processor time of the server's process every ten
                    seconds of the hold, audio of the ear flowing
  --voice KIND      with --wire: text (default), where words ride inside the audio, or audio
  --minutes N       another length
  --scenario FILE   a scenario with a hold (default fixtures/scenarios/claim-long-hold.yaml)
  --json            one JSON document
`;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string' },
    scenario: { type: 'string', default: 'fixtures/scenarios/claim-long-hold.yaml' },
    wire: { type: 'boolean', default: false },
    voice: { type: 'string', default: 'text' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

const kib = (bytes: number) => `${(bytes / 1024).toFixed(0)} KiB`;
const mib = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(1)} MiB`;

function printVirtual({ minutes, samples, outcome, realMs }: HoldReport): string {
  const rows = samples.map(
    ({ minute, stateBytes, heapBytes, cpuMs, events }) =>
      `${String(minute).padStart(5)} min   state ${String(stateBytes).padStart(6)} B   heap ${kib(heapBytes).padStart(10)}   ${String(cpuMs).padStart(5)} ms CPU   ${events} events`,
  );
  return [
    ...rows,
    `${minutes} minutes of hold in ${(realMs / 1000).toFixed(1)} s; the call ended as ${outcome}.`,
  ].join('\n');
}

function printSockets({ samples, outcome }: SocketHoldReport): string {
  const rows = samples.map(
    ({ second, rssBytes, cpuPercent }) =>
      `${String(second).padStart(5)} s   resident ${mib(rssBytes).padStart(10)}   ${cpuPercent.toFixed(1).padStart(5)} % of one core`,
  );
  return [...rows, `The call ended as ${outcome}.`].join('\n');
}

async function virtual(file: string): Promise<number> {
  const minutes = Number(values.minutes ?? '90');
  const report = await holdInVirtualTime(await loadScenario(file), await loadCallTypes(), minutes);
  process.stdout.write(`${values.json ? JSON.stringify(report, null, 2) : printVirtual(report)}\n`);
  return report.outcome === 'completed' ? 0 : 1;
}

async function onSockets(file: string): Promise<number> {
  const minutes = Number(values.minutes ?? '5');
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-hold-'));
  try {
    const scenarioFile = join(folder, 'hold.yaml');
    await writeFile(scenarioFile, stringify(withHold(await loadScenario(file), minutes)));
    const report = await holdOnSockets(
      { scenarioFile, logFile: join(folder, 'hold.log'), voice: values.voice === 'audio' ? 'audio' : 'text' },
      minutes,
    );
    process.stdout.write(`${values.json ? JSON.stringify(report, null, 2) : printSockets(report)}\n`);
    return report.outcome === 'completed' ? 0 : 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

if (values.help) process.stdout.write(help);
else {
  const file = resolve(process.env.INIT_CWD ?? '.', values.scenario);
  process.exitCode = await (values.wire ? onSockets(file) : virtual(file));
}
