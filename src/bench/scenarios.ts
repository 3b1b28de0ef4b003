import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Scenario } from '../sandbox/payor/scenario.ts';
import { casesOf, loadScenario } from '../sandbox/payor/scenario.ts';
import type { Subject } from './score/score.ts';

export interface NamedScenario {
  name: string;
  file: string;
  scenario: Scenario;
}

/** The scenarios of a folder, by name, with what is wrong with the files that are none. */
export async function readScenarios(
  directory: string,
  only: string | undefined,
  today: string,
): Promise<{ scenarios: NamedScenario[]; mistakes: string[] }> {
  const files = (await readdir(directory))
    .filter((file) => /\.ya?ml$/u.test(file))
    .filter((file) => only === undefined || only.split(',').some((part) => nameOf(file).includes(part)))
    .sort();
  const scenarios: NamedScenario[] = [];
  const mistakes: string[] = [];
  for (const name of files) {
    const file = join(directory, name);
    try {
      scenarios.push({ name: nameOf(name), file, scenario: await loadScenario(file, today) });
    } catch (error) {
      mistakes.push(error instanceof Error ? error.message : String(error));
    }
  }
  return { scenarios, mistakes };
}

function nameOf(file: string): string {
  return basename(file).replace(/\.ya?ml$/u, '');
}

/** What the score needs to know of a scenario. */
export function subjectOf({ name, file, scenario }: NamedScenario): Subject {
  const { task } = scenario;
  return {
    name,
    file,
    callType: task.callType,
    cooperative: isCooperative(scenario),
    cases: casesOf(scenario).map(({ truth, absent }) => ({
      truth: {
        state: truth.state,
        fields: truth.fields,
        doubtful: truth.doubtful,
        reason: truth.failure?.reason,
      },
      absent,
    })),
  };
}

/** The other side lets itself be asked: it answers, refuses nothing, and the line holds. */
function isCooperative({ representative, faults, line, truth }: Scenario): boolean {
  return (
    line.answer === 'answer' &&
    faults.drop === undefined &&
    representative !== undefined &&
    representative.refuses === undefined &&
    truth.state === 'completed'
  );
}
