import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CallTypes } from '../main/call-types.ts';
import { loadCallTypes } from '../main/call-types.ts';
import { makeStandin } from '../sandbox/model/standin.ts';
import type { Baseline } from './baseline.ts';
import { readBaseline } from './baseline.ts';
import { playAndScore } from './run.ts';
import type { NamedScenario } from './scenarios.ts';
import { readScenarios } from './scenarios.ts';
import type { ScenarioScore } from './score/score.ts';
import { directUnderstanding } from './session/understanding.ts';

const directory = fileURLToPath(new URL('../../fixtures/scenarios', import.meta.url));

const { scenarios, mistakes } = await readScenarios(directory);

/** What must not be in any score: a value that is not true, or something that must never happen. */
const forbidden = ({ fields, violations }: ScenarioScore) => [
  ...violations,
  ...fields.flatMap(({ field, verdict, expected, got }) =>
    verdict === 'false'
      ? [`${field} is ${JSON.stringify(expected)} and was reported as ${JSON.stringify(got)}`]
      : [],
  ),
];

let callTypes: CallTypes;
let baseline: Baseline;
beforeAll(async () => {
  callTypes = await loadCallTypes();
  baseline = await readBaseline(directory);
});

function play(scenario: NamedScenario, adversarial: boolean): Promise<ScenarioScore> {
  return playAndScore(scenario, {
    callTypes,
    seed: 1,
    wordErrors: 0,
    fullHolds: false,
    understanding: adversarial
      ? (seed) => directUnderstanding(makeStandin({ seed, adversarial }))
      : undefined,
  });
}

it('reads every scenario of the folder', () => {
  expect(mistakes).toEqual([]);
  expect(scenarios.length).toBeGreaterThan(40);
});

it('has every scenario in its baseline', () => {
  expect(scenarios.map(({ name }) => name).filter((name) => !(name in baseline))).toEqual([]);
});

describe('without a model', () => {
  it.each(scenarios)('$name reports nothing false and is no worse than it was', async (scenario) => {
    const score = await play(scenario, false);
    expect(forbidden(score)).toEqual([]);
    if (baseline[scenario.name] === true) expect(score.differences).toEqual([]);
  });
});

describe('with a model that lies and disobeys', () => {
  it.each(scenarios)('$name reports nothing false', async (scenario) => {
    expect(forbidden(await play(scenario, true))).toEqual([]);
  });
});
