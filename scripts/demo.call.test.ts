import { execFile } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Outcome } from '../src/kernel/outcome.ts';
import { describeCallTypes, loadCallTypes } from '../src/main/call-types.ts';
import type { DemoDocument } from './demo-view/document.ts';
import { readScenario } from './stage/scenario.ts';

/**
 * One call of each kind, in real time; all scenarios are played at session level, where time is virtual. Two more are
 * made on real audio below, and others by the tests of takeover and of models.
 */
const scenarios = [
  'claim-denied-code',
  'claim-in-process',
  'claim-three-identifiers',
  'claim-corrected-number',
  'claims-two-in-one-call',
  'closed',
  'line-drops',
  'prior-auth-approved',
].map((name) => `fixtures/scenarios/${name}.yaml`);
const speechInstalled =
  existsSync('/usr/share/pocketsphinx/model/en-us') &&
  globSync('/usr/lib/*/libflite_cmu_us_slt.so.1').length > 0;

let directory: string;
beforeAll(async () => void (directory = await mkdtemp(join(tmpdir(), 'holdfast-demo-test-'))));
afterAll(() => rm(directory, { recursive: true, force: true }));

interface Run {
  exitCode: number;
  stdout: string;
  stderr: string;
  log: string;
}

async function demo(scenario: string, voice: 'audio' | 'text'): Promise<Run> {
  const logFile = join(directory, `${basename(scenario)}-${voice}.log`);
  const args = ['scripts/demo.ts', '--json', '--scenario', scenario, '--voice', voice, '--log', logFile];
  const run = await new Promise<Omit<Run, 'log'>>((resolve) => {
    execFile(process.execPath, args, { maxBuffer: 64 << 20 }, (error, stdout, stderr) => {
      resolve({ exitCode: typeof error?.code === 'number' ? error.code : error ? 1 : 0, stdout, stderr });
    });
  });
  // Times are figures too, and now and then hold those of a short number.
  const log = (await readFile(logFile, 'utf8')).replace(/"time":\d+,?/g, '');
  return { ...run, log };
}

/** Every way in which the scenario's patient, member and claim could be written in a log. */
async function identifiersOf(scenario: string): Promise<string[]> {
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

/** What the schema that the API serves says against an outcome. */
async function problemsOf(outcome: Outcome): Promise<unknown[]> {
  const { catalogue } = await loadCallTypes();
  const description = describeCallTypes(catalogue).find(({ callType }) => callType === outcome.callType);
  const ajv = new Ajv2020({ strictTypes: false, strictRequired: false, allErrors: true });
  addFormats.default(ajv);
  const validate = ajv.compile(description?.outcome ?? false);
  return validate(outcome) ? [] : (validate.errors ?? []);
}

describe('one call from task to webhook, words inside the audio', () => {
  it.concurrent.each(scenarios)('%s ends as its truth says, and no log line holds PHI', async (scenario) => {
    const run = await demo(scenario, 'text');
    expect(run.stderr).not.toContain('differs from the truth');
    expect(run.exitCode, run.stderr).toBe(0);
    const document = JSON.parse(run.stdout) as DemoDocument;
    for (const { outcome, webhook } of [document, ...document.others]) {
      const problems = await problemsOf(outcome);
      expect(problems).toEqual([]);
      expect(webhook.payload).toMatchObject({ data: { outcome } });
    }
    expect(run.log.length).toBeGreaterThan(0);
    for (const identifier of await identifiersOf(scenario))
      expect(run.log.toLowerCase()).not.toContain(identifier.toLowerCase());
  });
});

describe.skipIf(!speechInstalled)('one call from task to webhook, on real audio', () => {
  it.concurrent.each([
    'fixtures/scenarios/claim-paid-check.yaml',
    'fixtures/scenarios/eligibility-active.yaml',
  ])('%s is understood out of recognised speech, and both sides are recorded', async (scenario) => {
    const run = await demo(scenario, 'audio');
    expect(run.exitCode, run.stderr).toBe(0);
    const document = JSON.parse(run.stdout) as DemoDocument;
    expect(document.webhook).toMatchObject({ verified: true });
    expect(document.call.phases.map((phase) => phase.phase)).toContain('hold');
    expect(document.call.keys.length).toBeGreaterThan(0);
    expect(new Set(document.call.turns.map((turn) => turn.speaker))).toEqual(
      new Set(['menu', 'agent', 'representative']),
    );
    const levels = await channelLevels(document.call.recording ?? '');
    expect(levels.left).toBeGreaterThan(100);
    expect(levels.right).toBeGreaterThan(50);
    const seconds = (await stat(document.call.recording ?? '')).size / 32_000;
    expect(seconds).toBeCloseTo(document.call.durationMs / 1000, -1);
    for (const identifier of await identifiersOf(scenario))
      expect(run.log.toLowerCase()).not.toContain(identifier.toLowerCase());
  });
});

/** Root mean square of each channel of a 16-bit stereo WAV. */
async function channelLevels(file: string): Promise<{ left: number; right: number }> {
  const bytes = await readFile(file);
  let left = 0;
  let right = 0;
  const frames = Math.floor((bytes.length - 44) / 4);
  for (let i = 0; i < frames; i++) {
    left += bytes.readInt16LE(44 + i * 4) ** 2;
    right += bytes.readInt16LE(46 + i * 4) ** 2;
  }
  return { left: Math.sqrt(left / frames), right: Math.sqrt(right / frames) };
}
