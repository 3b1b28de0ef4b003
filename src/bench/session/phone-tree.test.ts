import { beforeAll, describe, expect, it } from 'vitest';
import { fileURLToPath } from 'node:url';
import type { PhoneTree } from '../../kernel/phone-tree.ts';
import type { CallTypes } from '../../main/call-types.ts';
import { loadCallTypes } from '../../main/call-types.ts';
import { benchToday } from '../options.ts';
import { loadScenario } from '../../sandbox/payor/scenario.ts';
import type { Scenario } from '../../sandbox/payor/scenario.ts';
import { learnTree, visitOf } from '../../script/tree-learning.ts';
import { runScenario } from './run-scenario.ts';
import type { TraceLine } from './transcript.ts';

let callTypes: CallTypes;
let scenario: Scenario;

beforeAll(async () => {
  callTypes = await loadCallTypes();
  scenario = await loadScenario(
    fileURLToPath(new URL('../../../fixtures/scenarios/claim-paid-check.yaml', import.meta.url)),
  );
});

/** One call of the whole product in virtual time, and the tree after it. */
async function call(line: Scenario, tree: PhoneTree, number: number) {
  const lines: TraceLine[] = [];
  const settings = {
    callTypes,
    seed: number,
    wordErrors: 0,
    fullHolds: false,
    today: benchToday,
    understanding: undefined,
    tree,
  };
  const run = await runScenario('claim-paid-check', line, settings, (one) => lines.push(one));
  const { state } = run.report;
  const visit = visitOf(state);
  if (visit === undefined) throw new Error('The call met no menu.');
  return {
    outcome: run.outcomes[0]?.state,
    keys: lines.filter(({ who }) => who === 'keys').map(({ text }) => text.trim()),
    pressedMs: lines.filter(({ who }) => who === 'keys').map(({ atMs }) => atMs),
    tree: learnTree(tree, visit, { id: `call_${number}`, seenOn: '2026-11-16' }),
  };
}

async function learned(calls: number): Promise<PhoneTree> {
  let tree: PhoneTree = { version: 1, nodes: [] };
  for (let number = 1; number <= calls; number++) ({ tree } = await call(scenario, tree, number));
  return tree;
}

/** The same payor after its first menu was changed, though not its first words. */
function changed(): Scenario {
  const [first, ...rest] = scenario.line.steps;
  if (first === undefined || !('menu' in first)) throw new Error('The scenario begins with another step.');
  const say = `${first.menu.say.split('. ')[0] ?? ''}. For providers press five. For members press two.`;
  const [members, providers] = first.menu.choices;
  if (members === undefined || providers === undefined) throw new Error('The first menu has two choices.');
  const choices = [
    { ...providers, key: '5' },
    { ...members, key: '2' },
  ];
  const steps = [{ menu: { ...first.menu, say, choices } }, ...rest];
  return { ...scenario, line: { ...scenario.line, steps } };
}

describe('the fourth call to a payor', { timeout: 60_000 }, () => {
  it('presses the same keys earlier than the first', async () => {
    const first = await call(scenario, { version: 1, nodes: [] }, 1);
    const fourth = await call(scenario, await learned(3), 4);
    expect(fourth.keys).toEqual(first.keys);
    expect(fourth.outcome).toBe('completed');
    expect((first.pressedMs[0] ?? 0) - (fourth.pressedMs[0] ?? 0)).toBeGreaterThan(4_000);
    expect((first.pressedMs[1] ?? 0) - (fourth.pressedMs[1] ?? 0)).toBeGreaterThan(6_000);
  });

  it('is lost once where the menu has changed, and no more thereafter', async () => {
    const wrong = await call(changed(), await learned(3), 4);
    expect(wrong.tree.nodes.some(({ drifted }) => drifted)).toBe(true);
    const next = await call(changed(), wrong.tree, 5);
    expect(next.keys[0]).toBe('5');
    expect(next.outcome).toBe('completed');
  });
});
