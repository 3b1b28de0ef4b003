import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import type { ModelHandle } from '../src/sandbox/model/model.ts';
import { startModel } from '../src/sandbox/model/model.ts';
import { makeStandin } from '../src/sandbox/model/standin.ts';
import { follow } from './stage/follow.ts';
import { differences, readScenario } from './stage/scenario.ts';
import type { Stage } from './stage/stage.ts';
import { setStage } from './stage/stage.ts';

/** Sentences that no reflex accounts for, one of them with a number that is nobody's answer. */
const oddities = [
  { when: 'verified', say: 'Blue bottles all along that wall over there.', reply: true },
  { when: { answers: 1 }, say: 'My badge over here says four four one nine nine.', reply: true },
];

let directory: string;
let stage: Stage;
let model: ModelHandle;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'holdfast-model-'));
  const source = parse(await readFile('fixtures/scenarios/claim-not-on-file.yaml', 'utf8')) as {
    representative: object;
  };
  const scenarioFile = join(directory, 'odd.yaml');
  await writeFile(
    scenarioFile,
    stringify({ ...source, representative: { ...source.representative, moments: oddities } }),
  );
  const scenario = await readScenario(scenarioFile);
  stage = await setStage({ scenario, scenarioFile, voice: 'text', logFile: join(directory, 'log') });
  model = await startModel({ port: 0, replies: makeStandin({ seed: 2, adversarial: true }) });
});

afterEach(async () => {
  await stage.close();
  await model.close();
  await rm(directory, { recursive: true, force: true });
});

it('completes a call truly with a model that lies about every turn it is asked about', async () => {
  const server = await stage.startServer({ OPENAI_API_KEY: 'sandbox', OPENAI_BASE_URL: model.url });
  const api = stage.api(server.base);
  const task = await stage.queueTask(api);
  const delivered = () => stage.receiver.deliveries.some((delivery) => delivery.verified);
  const { view } = await follow(api, task.id, { limitMs: 360_000, delivered });
  if (view.outcome === null) throw new Error('There is no outcome.');
  expect(differences(stage.scenario.truth, view.outcome)).toEqual([]);

  // It was asked, with the same first part each time and nothing of the patient in it.
  const asked = model.requests.map(({ messages, tools }) => ({
    first: JSON.stringify([tools, messages[0]]),
    all: JSON.stringify(messages),
  }));
  expect(asked.length).toBeGreaterThan(1);
  expect(new Set(asked.map(({ first }) => first)).size).toBe(1);
  const { memberId, patientLastName, patientDateOfBirth } = stage.scenario.task.inputs as Record<
    string,
    string
  >;
  for (const { all } of asked)
    for (const secret of [memberId, patientLastName, patientDateOfBirth]) expect(all).not.toContain(secret);
});
