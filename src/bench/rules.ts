import type { Outcome } from '../kernel/outcome.ts';
import { judge } from '../sandbox/payor/judge.ts';
import type { Scenario } from '../sandbox/payor/scenario.ts';
import type { CallVerdict } from '../sandbox/payor/verdict.ts';

/** What must never happen and did in this call, a line each. */
export function brokenRules(
  verdict: CallVerdict,
  scenario: Scenario,
  outcomes: readonly (Outcome | undefined)[],
): string[] {
  const values = outcomes.map((outcome) =>
    Object.fromEntries(Object.entries(outcome?.fields ?? {}).map(([name, { value }]) => [name, value])),
  );
  return judge(verdict, scenario, values).map(
    ({ rule, detail, atMs }) => `${rule}: ${detail} (${Math.round(atMs / 1000)} s after the answer)`,
  );
}
