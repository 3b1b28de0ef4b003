import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Outcome } from '../src/kernel/outcome.ts';
import { describeCallTypes, loadCallTypes } from '../src/main/call-types.ts';
import type { DemoDocument } from './demo-view/document.ts';
import { identifiersOf, runDemo } from './stage/demo-run.ts';

/**
 * Calls of each kind, in real time, the longest first; all scenarios are played at session level, where time is virtual.
 * Others are made on real audio, and by the tests of takeover, of the floor, of models and of the console.
 */
const scenarios = [
  'claims-two-in-one-call',
  'claim-denied-code',
  'eligibility-active',
  'claim-in-process',
  'prior-auth-approved',
  'cred-approved',
  'line-drops',
  'closed',
].map((name) => `fixtures/scenarios/${name}.yaml`);

let directory: string;
beforeAll(async () => void (directory = await mkdtemp(join(tmpdir(), 'holdfast-demo-test-'))));
afterAll(() => rm(directory, { recursive: true, force: true }));

describe('one call from task to webhook, words inside the audio', () => {
  it.concurrent.each(scenarios)('%s ends as its truth says, and no log line holds PHI', async (scenario) => {
    const run = await runDemo(scenario, 'text', directory);
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

/** What the schema that the API serves says against an outcome. */
async function problemsOf(outcome: Outcome): Promise<unknown[]> {
  const { catalogue } = await loadCallTypes();
  const description = describeCallTypes(catalogue).find(({ callType }) => callType === outcome.callType);
  const ajv = new Ajv2020({ strictTypes: false, strictRequired: false, allErrors: true });
  addFormats.default(ajv);
  const validate = ajv.compile(description?.outcome ?? false);
  return validate(outcome) ? [] : (validate.errors ?? []);
}
