import { readFile } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { parse } from 'yaml';
import type { Outcome } from '../../src/kernel/outcome.ts';
import { atDay, dayNow } from '../../src/sandbox/payor/relative-dates.ts';

/** The part of a scenario file that concerns the product: the task, the line to seed, the expected outcome. */
export interface Scenario {
  title: string;
  payor: { name: string; phoneNumber: string; aliases?: string[] };
  task: ScenarioTask;
  /** Further tasks of the same call. */
  tasks?: ScenarioCase[];
  truth: Truth;
}

type ScenarioTask = { externalId: string } & Record<string, unknown>;

interface Truth {
  state: string;
  fields?: Record<string, unknown>;
  failure?: { reason: string } | null;
}

/** One task with what is true of it. */
export interface ScenarioCase {
  task: ScenarioTask;
  truth: Truth;
}

/** Every task of the scenario, in the order in which they are queued. */
export function casesOf({ task, truth, tasks = [] }: Scenario): [ScenarioCase, ...ScenarioCase[]] {
  return [{ task, truth }, ...tasks];
}

export async function readScenario(file: string): Promise<Scenario> {
  return atDay(parse(await readFile(file, 'utf8')), dayNow()) as Scenario;
}

/** Every way in which an outcome differs from the truth, a line each; empty where it is exact. */
export function differences(truth: Truth, outcome: Outcome): string[] {
  const lines: string[] = [];
  if (outcome.state !== truth.state) lines.push(`state: expected ${truth.state}, got ${outcome.state}`);
  const expectedReason = truth.failure?.reason ?? 'none';
  const reason = outcome.failure?.reason ?? 'none';
  if (reason !== expectedReason) lines.push(`failure: expected ${expectedReason}, got ${reason}`);
  const expected = truth.fields ?? {};
  for (const name of new Set([...Object.keys(expected), ...Object.keys(outcome.fields)])) {
    const field = outcome.fields[name];
    const value = field?.value ?? null;
    const wanted = expected[name] ?? null;
    if (!isDeepStrictEqual(value, wanted))
      lines.push(`${name}: expected ${JSON.stringify(wanted)}, got ${JSON.stringify(value)}`);
    else if (wanted !== null && field?.status !== 'answered')
      lines.push(`${name}: the value is right but its status is ${field?.status ?? 'missing'}`);
  }
  return lines;
}
