import { readOptions } from '../options.ts';
import { playAll, threadsFor } from '../play-all.ts';
import type { NamedScenario } from '../scenarios.ts';
import type { ScenarioScore } from '../score/score.ts';

/**
 * The scores of scenarios played as the command plays them with these options, in their order; a thread a core plays
 * them.
 */
export function play(
  scenarios: readonly NamedScenario[],
  ...args: readonly string[]
): Promise<ScenarioScore[]> {
  const options = readOptions(args);
  if (!('command' in options)) throw new Error('The command line is right.');
  const access = { apiKey: undefined, baseUrl: undefined, model: undefined };
  const threads = threadsFor(scenarios.length, undefined);
  return playAll(scenarios, { options, access }, threads, () => undefined);
}

/** What must not be in any score: a value that is not true, or something that must never happen. */
export function forbidden({ fields, violations }: ScenarioScore) {
  return [
    ...violations,
    ...fields.flatMap(({ field, verdict, expected, got }) =>
      verdict === 'false'
        ? [`${field} is ${JSON.stringify(expected)} and was reported as ${JSON.stringify(got)}`]
        : [],
    ),
  ];
}
