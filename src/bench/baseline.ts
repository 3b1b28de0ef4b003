import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { ScenarioScore } from './score/score.ts';

/** Which scenarios succeed without a model, by name. */
export type Baseline = Readonly<Record<string, boolean>>;

const baselineSchema = z.record(z.string(), z.boolean());

function fileIn(directory: string): string {
  return join(directory, 'baseline.json');
}

export async function readBaseline(directory: string): Promise<Baseline> {
  return baselineSchema.parse(JSON.parse(await readFile(fileIn(directory), 'utf8')));
}

export async function writeBaseline(directory: string, scores: readonly ScenarioScore[]): Promise<void> {
  const entries = scores.map(({ name, success }) => [name, success] as const);
  const sorted = Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  await writeFile(fileIn(directory), `${JSON.stringify(sorted, null, 2)}\n`);
}

/** Scenarios that used to succeed and do not. */
export function regressions(baseline: Baseline, scores: readonly ScenarioScore[]): string[] {
  return scores.filter(({ name, success }) => baseline[name] === true && !success).map(({ name }) => name);
}
