import { isDeepStrictEqual } from 'node:util';

/** The part of a scenario file that the demo reads: the task to queue, the line to seed, the expected outcome. */
export interface DemoScenario {
  title: string;
  payor: { name: string; phoneNumber: string; aliases?: string[] };
  task: { externalId: string } & Record<string, unknown>;
  truth: {
    state: string;
    fields?: Record<string, unknown>;
    failure?: { reason: string } | null;
  };
}

interface OutcomeDocument {
  state: string;
  fields: Record<string, { value: unknown; status: string }>;
  failure: { reason: string } | null;
}

/** Every way in which an outcome differs from the truth, a line each; empty where it is exact. */
export function differences(truth: DemoScenario['truth'], outcome: OutcomeDocument): string[] {
  const lines: string[] = [];
  if (outcome.state !== truth.state) lines.push(`state: expected ${truth.state}, got ${outcome.state}`);
  const expectedReason = truth.failure?.reason ?? null;
  const reason = outcome.failure?.reason ?? null;
  if (reason !== expectedReason)
    lines.push(`failure: expected ${expectedReason ?? 'none'}, got ${reason ?? 'none'}`);
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
