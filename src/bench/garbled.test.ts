import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { benchToday } from './options.ts';
import type { NamedScenario } from './scenarios.ts';
import { readScenarios } from './scenarios.ts';
import { forbidden, play } from './testing/play.ts';

/** One call in so many: all of them take minutes. */
const everyNth = 37;
/** Of a hundred calls so many come to the whole truth, since what is asked again is told plainly. */
const leastShare = 0.85;

const meaningless = [
  'That one went the way of the willow.',
  'Somewhere over by the big oak there.',
  'Oh, the usual sort of thing you know.',
  'Round about the same as the cousins have.',
];

/** A call for each of a scenario's fields, which is first told in words that mean nothing. */
function garbled({ name, file, scenario }: NamedScenario): NamedScenario[] {
  const { representative, truth } = scenario;
  if (representative === undefined || truth.state !== 'completed') return [];
  return Object.keys(truth.fields)
    .filter((field) => field !== 'repName' && representative.telling[field] === undefined)
    .map((field, index) => {
      const say = meaningless[index % meaningless.length] ?? '';
      const telling = { ...representative.telling, [field]: { say } };
      return {
        name: `${name}--${field}`,
        file,
        scenario: { ...scenario, representative: { ...representative, telling } },
      };
    });
}

const directory = fileURLToPath(new URL('../../fixtures/scenarios', import.meta.url));
const { scenarios } = await readScenarios(directory, undefined, benchToday);
const calls = scenarios.flatMap(garbled).filter((_, index) => index % everyNth === 0);

describe('a field that is first told in words that mean nothing', () => {
  it('is never reported with a value that is not true, and mostly told when it is asked for again', async () => {
    const scores = await play(calls);
    const amiss = scores.flatMap((score) => forbidden(score).map((what) => ({ call: score.name, what })));
    expect(calls.length).toBeGreaterThan(15);
    expect(amiss).toEqual([]);
    expect(scores.filter(({ success }) => success).length).toBeGreaterThanOrEqual(calls.length * leastShare);
  });
});
