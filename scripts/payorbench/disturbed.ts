import { writeFile } from 'node:fs/promises';
import type { Disturbing } from '../../src/bench/options.ts';
import { loadScenario } from '../../src/sandbox/payor/scenario.ts';
import type { Scenario } from '../../src/sandbox/payor/scenario.ts';

/** What each kind does to a line: audible to anybody, and no reason to hang up. */
const faultsOf: Readonly<Record<Disturbing, Partial<Scenario['faults']>>> = {
  // Some 30 dB below a voice.
  noise: { noise: 0.06 },
  // One frame of 20 ms in a hundred, each way.
  loss: { loss: 0.01 },
  echo: { echo: { db: -20, delayMs: 150 } },
  voice: {
    secondVoice: {
      say: 'Yes, I told him so on Tuesday, and then we all went home.',
      voice: 'slt',
      db: -18,
      everyMs: 6000,
    },
  },
};

/** The scenario's file, or one that is written to `into` and has these disturbances beside its own faults. */
export async function disturbed(
  scenarioFile: string,
  kinds: readonly Disturbing[],
  into: string,
): Promise<string> {
  if (kinds.length === 0) return scenarioFile;
  const scenario = await loadScenario(scenarioFile);
  const faults = kinds.reduce((all, kind) => ({ ...all, ...faultsOf[kind] }), scenario.faults);
  await writeFile(into, JSON.stringify({ ...scenario, faults }), {
    mode: 0o600,
  });
  return into;
}
