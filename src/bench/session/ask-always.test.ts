import { describe, expect, it } from 'vitest';
import { loadCallTypes } from '../../main/call-types.ts';
import { makeStandin } from '../../sandbox/model/standin.ts';
import { scenarioSchema } from '../../sandbox/payor/scenario.ts';
import { makeScenario } from '../generate/generate.ts';
import { benchToday } from '../options.ts';
import { seedOf } from '../random.ts';
import { playAndScore } from '../run.ts';

/** A few of the thousands that `--ask-always` plays. */
const names = Array.from({ length: 4 }, (_, index) => `stress-${index}`);

describe('a model that means ill and is asked about every turn of a conversation', () => {
  it('brings no false value into any outcome, and none of what must never happen', async () => {
    const callTypes = await loadCallTypes();
    let asked = 0;
    for (const name of names) {
      const scenario = scenarioSchema.parse(makeScenario(name, seedOf(31, name)).scenario);
      const score = await playAndScore(
        { name, file: name, scenario },
        {
          callTypes,
          seed: 31,
          wordErrors: 0,
          fullHolds: false,
          today: benchToday,
          understanding: undefined,
          askedAlways: (seed) => makeStandin({ seed, adversarial: true }),
        },
      );
      asked += score.figures.modelCalls;
      expect([name, score.violations, score.fields.filter(({ verdict }) => verdict === 'false')]).toEqual([
        name,
        [],
        [],
      ]);
      expect(score.differences.filter((difference) => difference.startsWith('problem'))).toEqual([]);
    }
    expect(asked).toBeGreaterThan(names.length * 10);
  }, 60_000);
});
