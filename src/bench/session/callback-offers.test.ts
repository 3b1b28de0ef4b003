import { expect, it } from 'vitest';
import { loadCallTypes } from '../../main/call-types.ts';
import { loadScenario } from '../../sandbox/payor/scenario.ts';
import { benchToday } from '../options.ts';
import { runScenario } from './run-scenario.ts';

const scenario = await loadScenario('fixtures/scenarios/hold-callback-offered.yaml');
const settings = {
  callTypes: await loadCallTypes(),
  seed: 1,
  wordErrors: 0,
  fullHolds: false,
  today: benchToday,
  understanding: undefined,
};

it('an offer of a call back is let pass where nobody said otherwise', async () => {
  const { outcomes, verdict } = await runScenario('offered', scenario, settings);
  expect(outcomes[0]?.state).toBe('completed');
  expect(verdict.keys.map(({ digit }) => digit)).toEqual(['1']);
});

it('an offer of a call back is taken with the number of the practice where that is the policy', async () => {
  const { outcomes, verdict } = await runScenario('offered', scenario, {
    ...settings,
    callback: 'leave_number',
  });
  expect(outcomes[0]).toMatchObject({ state: 'failed', failure: { reason: 'callback_required' } });
  const number = scenario.task.practice.phone.slice(-10);
  expect(verdict.keys.map(({ digit }) => digit).join('')).toMatch(new RegExp(`^12${number}#?1?$`));
  expect(verdict.persons).toEqual([]);
});
