import { readdir } from 'node:fs/promises';
import { withHold } from '../../src/bench/hold.ts';
import { benchToday } from '../../src/bench/options.ts';
import { runScenario } from '../../src/bench/session/run-scenario.ts';
import type { LoggedEvent } from '../../src/kernel/call-store.ts';
import type { Outcome } from '../../src/kernel/outcome.ts';
import type { CallTypes } from '../../src/main/call-types.ts';
import { loadScenario, type Scenario } from '../../src/sandbox/payor/scenario.ts';

const directory = 'fixtures/scenarios';
/** With announcements every few seconds, so that its transcript is as long as transcripts get. */
const longCall = { file: 'claim-long-hold.yaml', minutes: 86, everyMs: 5_000 };

interface Line {
  seed: number;
  /** Share of words that are misheard. */
  wordErrors: number;
}

const goodLine: Line = { seed: 1, wordErrors: 0.01 };
/** Bad ones leave values in doubt, which is what reviews are for. */
const lines: readonly Line[] = [goodLine, { seed: 2, wordErrors: 0.07 }];

/** A call as the product itself made it, in virtual time: what seeded tasks are copies of. */
export interface Reel {
  name: string;
  task: Scenario['task'];
  payor: Scenario['payor'];
  outcome: Outcome;
  log: readonly LoggedEvent[];
  durationMs: number;
  holdMs: number;
}

/** Plays every scenario of one task on each line; calls that come to no outcome are left out. */
export async function playReels(callTypes: CallTypes): Promise<Reel[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.yaml')).sort();
  const reels: Reel[] = [];
  for (const name of names) {
    const scenario = await loadScenario(`${directory}/${name}`, benchToday);
    for (const line of lines) {
      const reel = await play(callTypes, name, scenario, line);
      if (reel !== undefined) reels.push(reel);
    }
  }
  return reels;
}

/** A call of an hour and a half. */
export async function playLongReel(callTypes: CallTypes): Promise<Reel> {
  const scenario = withHold(
    await loadScenario(`${directory}/${longCall.file}`, benchToday),
    longCall.minutes,
  );
  for (const step of scenario.line.steps) if ('hold' in step) step.hold.everyMs = longCall.everyMs;
  const reel = await play(callTypes, longCall.file, scenario, goodLine);
  if (reel === undefined) throw new Error('The long call came to no outcome.');
  return reel;
}

async function play(
  callTypes: CallTypes,
  name: string,
  scenario: Scenario,
  line: Line,
): Promise<Reel | undefined> {
  const log: LoggedEvent[] = [];
  let phase = '';
  let onHoldSince: number | undefined;
  let holdMs = 0;
  const watched: CallTypes = {
    catalogue: callTypes.catalogue,
    bindingOf(callType) {
      const binding = callTypes.bindingOf(callType);
      return {
        ...binding,
        step(state, event) {
          log.push({ sequence: log.length, event });
          const next = binding.step(state, event);
          const entered = binding.phase(next.state);
          if (entered === phase) return next;
          if (onHoldSince !== undefined) holdMs += event.atMs - onHoldSince;
          onHoldSince = entered.startsWith('hold') ? event.atMs : undefined;
          phase = entered;
          return next;
        },
      };
    },
  };
  const run = await runScenario(name, scenario, {
    callTypes: watched,
    ...line,
    fullHolds: true,
    today: benchToday,
    understanding: undefined,
  });
  const [outcome, ...more] = run.outcomes;
  if (outcome === undefined || more.length > 0 || run.report.problem !== undefined) return undefined;
  const { task, payor } = scenario;
  return { name, task, payor, outcome, log, durationMs: run.report.durationMs, holdMs };
}
