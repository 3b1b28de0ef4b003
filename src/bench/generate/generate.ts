import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { ScenarioInput } from '../../sandbox/payor/scenario.ts';
import { scenarioSchema } from '../../sandbox/payor/scenario.ts';
import { seedOf } from '../random.ts';
import type { Draft, Truth } from './draft.ts';
import type { Draw } from './draw.ts';
import { makeDraw } from './draw.ts';
import type { Case } from './facts.ts';
import { aboutOf } from './facts.ts';
import { lineSteps } from './line.ts';
import { caseOf } from './makers.ts';
import { laidOver } from './mixture.ts';
import { payor, practice, representativeName, subjectInputs } from './people.ts';
import { representative } from './representative.ts';
import { reference } from './values.ts';

const shares = { claim_status: 40, eligibility: 30, prior_auth: 24, credentialing_status: 6 } as const;

/** A scenario with the names of what was laid over the plain call. */
interface Generated {
  scenario: ScenarioInput;
  kinds: readonly string[];
}

/** Writes `count` scenarios into a folder, all different, the same for the same seed. */
export async function writeScenarios(directory: string, seed: number, count: number): Promise<void> {
  await mkdir(directory, { recursive: true });
  for (let number = 1; number <= count; number += 1) {
    const name = `generated-${seed}-${String(number).padStart(5, '0')}`;
    const { scenario } = makeScenario(name, seedOf(seed, name));
    await writeFile(join(directory, `${name}.yaml`), stringify(scenario, { aliasDuplicateObjects: false }));
  }
}

/** One scenario whose truth follows from how it is made. Throws where it would not be a valid one. */
export function makeScenario(name: string, seed: number): Generated {
  const draw = makeDraw(seed);
  const draft = laidOver(draw, plainCall(draw, name));
  const scenario = assembled(draft);
  const parsed = scenarioSchema.safeParse(scenario);
  if (!parsed.success) throw new Error(`${name} would be no scenario: ${parsed.error.message}`);
  return { scenario, kinds: draft.kinds };
}

/** A call that is answered, served and true to the end. */
function plainCall(draw: Draw, name: string): Draft {
  const callType = draw.weighed(shares);
  const about = caseOf(draw, callType);
  const repName = representativeName(draw);
  const its = payor(draw);
  const ours = practice(draw);
  const hasMember = callType !== 'credentialing_status';
  return {
    about,
    payor: its,
    task: {
      callType,
      payor: { name: its.name },
      practice: ours,
      inputs: { ...subjectInputs(draw, callType), npi: ours.npi, taxId: ours.taxId, ...about.inputs },
      externalId: name,
    },
    line: {
      ringMs: draw.int(10, 120) * 100,
      steps: lineSteps(draw, { callType, payorName: its.name, hasMember }),
    },
    before: [],
    person: representative(draw, about, repName),
    after: [],
    further: [],
    faults: {},
    commands: [],
    truth: truthOf(draw, about, repName),
    absent: [],
    never: [],
    kinds: [],
  };
}

/** One in eight payors gives no reference number: the name and the day of the call stand for it. */
function truthOf(draw: Draw, about: Case, repName: string): Truth {
  const fields: Record<string, string | number> = { ...about.fields, repName };
  if (!draw.chance(0.12)) fields.callReference = reference(draw);
  return { state: 'completed', fields };
}

function assembled(draft: Draft): ScenarioInput {
  const { about, before, person, after } = draft;
  const [first, ...colleagues] = [...before, ...(person === undefined ? [] : [person]), ...after];
  const what = draft.kinds.length === 0 ? '' : `; ${draft.kinds.join(', ')}`;
  return {
    title: `Generated: ${about.callType}, ${aboutOf(about)}${what}`,
    payor: draft.payor,
    task: draft.task,
    ...(draft.further.length === 0 ? {} : { tasks: [...draft.further] }),
    line: draft.line,
    ...(first === undefined ? {} : { representative: first }),
    ...(colleagues.length === 0 ? {} : { colleagues }),
    faults: draft.faults,
    ...(draft.commands.length === 0 ? {} : { commands: draft.commands }),
    truth: draft.truth,
    absent: [...draft.absent],
    never: draft.never,
  };
}
