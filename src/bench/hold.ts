import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { CallTypes } from '../main/call-types.ts';
import type { Scenario } from '../sandbox/payor/scenario.ts';
import { benchToday } from './options.ts';
import { runScenario } from './session/run-scenario.ts';

const minuteMs = 60_000;

/** One look at a call on hold. */
export interface HoldSample {
  /** Of the call's own time. */
  minute: number;
  /** The machine's state, as JSON. */
  stateBytes: number;
  /** After a collection. */
  heapBytes: number;
  /** Processor time of this process since the sample before. */
  cpuMs: number;
  /** Events that the machine took since the sample before. */
  events: number;
}

export interface HoldReport {
  minutes: number;
  samples: readonly HoldSample[];
  /** What the call came to in the end. */
  outcome: string;
  realMs: number;
}

/**
 * Plays a scenario with one hold of so many minutes in virtual time and looks at the machine's state, the heap and the
 * processor every ten minutes of the call.
 */
export async function holdInVirtualTime(
  scenario: Scenario,
  callTypes: CallTypes,
  minutes: number,
): Promise<HoldReport> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const samples: HoldSample[] = [];
  let events = 0;
  let nextMs = 0;
  let cpu = process.cpuUsage();
  const look = (atMs: number, state: unknown) => {
    const used = process.cpuUsage(cpu);
    collect();
    samples.push({
      minute: Math.round(atMs / minuteMs),
      stateBytes: JSON.stringify(state).length,
      heapBytes: process.memoryUsage().heapUsed,
      cpuMs: Math.round((used.user + used.system) / 1000),
      events,
    });
    events = 0;
    nextMs = atMs + 10 * minuteMs;
    cpu = process.cpuUsage();
  };
  const watched: CallTypes = {
    catalogue: callTypes.catalogue,
    bindingOf(callType) {
      const binding = callTypes.bindingOf(callType);
      return {
        ...binding,
        step(state, event) {
          const next = binding.step(state, event);
          events += 1;
          const onHold = binding.phase(next.state) === 'hold';
          if (onHold && event.atMs >= nextMs) look(event.atMs, next.state);
          return next;
        },
      };
    },
  };
  const startedMs = performance.now();
  const { outcomes } = await runScenario('hold', withHold(scenario, minutes), {
    callTypes: watched,
    seed: 1,
    wordErrors: 0,
    fullHolds: true,
    today: benchToday,
    understanding: undefined,
  });
  return {
    minutes,
    samples,
    outcome: outcomes[0]?.state ?? 'none',
    realMs: Math.round(performance.now() - startedMs),
  };
}

/** The same scenario with its first hold that long. */
export function withHold(scenario: Scenario, minutes: number): Scenario {
  const at = scenario.line.steps.findIndex((step) => 'hold' in step);
  if (at < 0) throw new Error('This scenario has no hold.');
  const steps = scenario.line.steps.map((step, index) =>
    index === at && 'hold' in step
      ? { hold: { ...step.hold, ms: minutes * minuteMs, demoMs: undefined } }
      : step,
  );
  return { ...scenario, line: { ...scenario.line, steps } };
}
