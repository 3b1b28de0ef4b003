import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CallTypes } from '../main/call-types.ts';
import { loadCallTypes } from '../main/call-types.ts';
import { makeStandin } from '../sandbox/model/standin.ts';
import { readBaseline } from './baseline.ts';
import { benchToday } from './options.ts';
import { playAndScore } from './run.ts';
import type { NamedScenario } from './scenarios.ts';
import { readScenarios } from './scenarios.ts';
import type { ScenarioScore } from './score/score.ts';
import { directUnderstanding } from './session/understanding.ts';

const folders = await Promise.all(
  ['scenarios', 'outside-scenarios'].map(async (name) => {
    const directory = fileURLToPath(new URL(`../../fixtures/${name}`, import.meta.url));
    return {
      name,
      ...(await readScenarios(directory, undefined, benchToday)),
      baseline: await readBaseline(directory),
    };
  }),
);

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
beforeAll(async () => {
  callTypes = await loadCallTypes();
});

function play(scenario: NamedScenario, adversarial: boolean): Promise<ScenarioScore> {
  return playAndScore(scenario, {
    callTypes,
    seed: 1,
    wordErrors: 0,
    fullHolds: false,
    today: benchToday,
    understanding: adversarial
      ? (seed) => directUnderstanding(makeStandin({ seed, adversarial }))
      : undefined,
  });
}

describe.each(folders)('the folder $name', ({ scenarios, mistakes, baseline }) => {
  it('is read whole, and has its baseline', () => {
    expect(mistakes).toEqual([]);
    expect(scenarios.length).toBeGreaterThan(40);
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
});
