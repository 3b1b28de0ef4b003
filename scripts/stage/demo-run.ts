import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { readScenario } from './scenario.ts';

export interface DemoRun {
  exitCode: number;
  stdout: string;
  stderr: string;
  /** What the server logged, without times: these are figures too, and now and then hold those of a short number. */
  log: string;
}

/** Plays a scenario with `scripts/demo.ts --json`, as anybody would. The log is kept in `directory`. */
export async function runDemo(
  scenario: string,
  voice: 'audio' | 'text',
  directory: string,
): Promise<DemoRun> {
  const logFile = join(directory, `${basename(scenario)}-${voice}.log`);
  const args = ['scripts/demo.ts', '--json', '--scenario', scenario, '--voice', voice, '--log', logFile];
  const run = await new Promise<Omit<DemoRun, 'log'>>((resolve) => {
    execFile(process.execPath, args, { maxBuffer: 64 << 20 }, (error, stdout, stderr) => {
      resolve({ exitCode: typeof error?.code === 'number' ? error.code : error ? 1 : 0, stdout, stderr });
    });
  });
  const log = (await readFile(logFile, 'utf8')).replace(/"time":\d+,?/g, '');
  return { ...run, log };
}

/** Every way in which the scenario's patient, member and claim could be written in a log. */
export async function identifiersOf(scenario: string): Promise<string[]> {
  const { task, truth } = await readScenario(scenario);
  const inputs = task.inputs as Record<string, string | number>;
  const secret = [
    'memberId',
    'patientFirstName',
    'patientLastName',
    'patientDateOfBirth',
    'dateOfService',
    'claimNumber',
  ];
  const said = ['claimNumber', 'paymentNumber', 'callReference'].map((field) => truth.fields?.[field]);
  return [...secret.map((name) => inputs[name]), ...said].filter((value) => typeof value === 'string');
}
