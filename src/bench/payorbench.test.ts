import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { readBaseline } from './baseline.ts';
import { benchToday } from './options.ts';
import { readScenarios } from './scenarios.ts';
import type { ScenarioScore } from './score/score.ts';
import { forbidden, play } from './testing/play.ts';

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
