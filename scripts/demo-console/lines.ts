import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readScenario, type Scenario } from '../stage/scenario.ts';

const minuteMs = 60_000;

/** Who is called on the floor, and how long one waits there; where nothing is said, as long as the scenario's demo takes. */
const cast: readonly { file: string; payor: string; holdMs?: number }[] = [
  { file: 'claim-long-hold', payor: 'Silver Lakeview Health', holdMs: 60 * minuteMs },
  { file: 'auth-approved', payor: 'Copper Canyon Benefits', holdMs: 60 * minuteMs },
  { file: 'elig-secondary', payor: 'Lantern Bay Health Plan', holdMs: 45 * minuteMs },
  { file: 'claim-pended-for-records', payor: 'Northern Valley Health', holdMs: 45 * minuteMs },
  { file: 'claim-paid-check', payor: 'Summit Ridge Health', holdMs: 2 * minuteMs },
  { file: 'elig-family-and-limits', payor: 'Juniper Valley Health', holdMs: minuteMs },
  { file: 'claim-denied-code', payor: 'Granite Point Mutual', holdMs: minuteMs },
  { file: 'claim-contradicts-itself', payor: 'Meadowlark Mutual' },
  { file: 'eligibility-active', payor: 'Prairie Field Insurance' },
  { file: 'auth-pended-for-notes', payor: 'Twin Rivers Plan' },
  { file: 'claim-declines-one-answer', payor: 'Harbor Bridge Benefit Group' },
  { file: 'hard-02-no-information-to-ai', payor: 'Aspen Gate Insurance' },
];

export interface FloorLine {
  scenario: Scenario;
  /** The scenario as the sandbox reads it. */
  file: string;
}

interface ScenarioDocument {
  payor: { name: string; phoneNumber: string };
  task: { payor: { name: string } };
  line: { steps: Record<string, unknown>[] };
}

/** The lines of the floor as scenario files in a folder: each with a number and a payor of its own, some with long holds. */
export function writeLines(folder: string): Promise<FloorLine[]> {
  return Promise.all(
    cast.map(async ({ file, payor, holdMs }, index) => {
      const text = await readFile(`fixtures/scenarios/${file}.yaml`, 'utf8');
      const { name } = (parse(text) as ScenarioDocument).payor;
      // Its menus name it too.
      const document = parse(text.replaceAll(name, payor)) as ScenarioDocument;
      const phoneNumber = `+1303555${String(150 + index).padStart(4, '0')}`;
      const steps = holdMs === undefined ? document.line.steps : withHold(document.line.steps, holdMs);
      const written = join(folder, `${file}.yaml`);
      await writeFile(
        written,
        JSON.stringify({
          ...document,
          payor: { name: payor, phoneNumber },
          task: { ...document.task, payor: { name: payor } },
          line: { ...document.line, steps },
        }),
      );
      return { scenario: await readScenario(written), file: written };
    }),
  );
}

/** The hold of a line made that long; at its end where it had none. */
function withHold(steps: readonly Record<string, unknown>[], ms: number): Record<string, unknown>[] {
  const known = steps.find((step) => 'hold' in step)?.hold as object | undefined;
  const hold = { announcements: ['Please stay on the line.'], ...known, ms, demoMs: ms, everyMs: 20_000 };
  if (known === undefined) return [...steps, { hold }];
  return steps.map((step) => ('hold' in step ? { hold } : step));
}
