import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { benchToday, readOptions } from './options.ts';
import { playAll, threadsFor } from './play-all.ts';
import { readScenarios } from './scenarios.ts';

const directory = fileURLToPath(new URL('../../fixtures/scenarios', import.meta.url));

describe('calls on several threads', () => {
  it('come to the same as on one, in the order of their scenarios', async () => {
    const options = readOptions(['--model', 'standin', '--adversarial']);
    if (!('command' in options)) throw new Error('The command line is right.');
    const { scenarios } = await readScenarios(directory, 'hard-01,hard-02,hard-03,hard-04', benchToday);
    const setup = { options, access: { apiKey: undefined, baseUrl: undefined, model: undefined } };
    const counts: number[] = [];
    const alone = await playAll(scenarios, setup, 1, () => undefined);
    const sharing = await playAll(scenarios, setup, 2, (count) => counts.push(count));
    expect(sharing).toStrictEqual(alone);
    expect(sharing.map(({ name }) => name)).toEqual(scenarios.map(({ name }) => name));
    expect(counts).toEqual(scenarios.map((_, index) => index + 1));
  });

  it('are as many as asked for, where that many are worth their start', () => {
    expect(threadsFor(300, 4)).toBe(4);
    expect(threadsFor(300, 1)).toBe(1);
    expect(threadsFor(45, 4)).toBe(2);
    expect(threadsFor(3, 4)).toBe(1);
    expect(threadsFor(300, undefined)).toBeGreaterThan(0);
  });
});
