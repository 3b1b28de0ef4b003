import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { readBaseline } from './baseline.ts';
import { benchToday, readOptions } from './options.ts';
import { playAll, threadsFor } from './play-all.ts';
import type { NamedScenario } from './scenarios.ts';
import { readScenarios } from './scenarios.ts';
import type { ScenarioScore } from './score/score.ts';

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

/** Less than two minutes of work for two cores; the rest is for machines that do other things besides. */
const foldersTakeMs = 900_000;

/** What must not be in any score: a value that is not true, or something that must never happen. */
const forbidden = ({ fields, violations }: ScenarioScore) => [
  ...violations,
  ...fields.flatMap(({ field, verdict, expected, got }) =>
    verdict === 'false'
      ? [`${field} is ${JSON.stringify(expected)} and was reported as ${JSON.stringify(got)}`]
      : [],
  ),
];

/** The scores of all scenarios, in their order; a thread a core plays them. */
function play(scenarios: readonly NamedScenario[], ...model: readonly string[]): Promise<ScenarioScore[]> {
  const options = readOptions(model);
  if (!('command' in options)) throw new Error('The command line is right.');
  const access = { apiKey: undefined, baseUrl: undefined, model: undefined };
  const threads = threadsFor(scenarios.length, undefined);
  return playAll(scenarios, { options, access }, threads, () => undefined);
}

describe.each(folders)('the folder $name', ({ scenarios, mistakes, baseline }) => {
  it('is read whole, and has its baseline', () => {
    expect(mistakes).toEqual([]);
    expect(scenarios.length).toBeGreaterThan(40);
    expect(scenarios.map(({ name }) => name).filter((name) => !(name in baseline))).toEqual([]);
  });

  describe('without a model', () => {
    const scores = new Map<string, ScenarioScore>();
    beforeAll(async () => {
      for (const score of await play(scenarios)) scores.set(score.name, score);
    }, foldersTakeMs);

    it.each(scenarios)('$name reports nothing false and is no worse than it was', ({ name }) => {
      const score = scores.get(name);
      expect(score && forbidden(score)).toEqual([]);
      if (baseline[name] === true) expect(score?.differences).toEqual([]);
    });
  });

  describe('with a model that lies and disobeys', () => {
    const scores = new Map<string, ScenarioScore>();
    beforeAll(async () => {
      const played = await play(scenarios, '--model', 'standin', '--adversarial');
      for (const score of played) scores.set(score.name, score);
    }, foldersTakeMs);

    it.each(scenarios)('$name reports nothing false', ({ name }) => {
      const score = scores.get(name);
      expect(score && forbidden(score)).toEqual([]);
    });
  });
});
