import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { ScenarioInput } from '../../sandbox/payor/scenario.ts';
import { scenarioSchema } from '../../sandbox/payor/scenario.ts';
import { seedOf } from '../random.ts';
import { claimCase } from './claim-status.ts';
import { credentialingCase } from './credentialing.ts';
import type { Draw } from './draw.ts';
import { makeDraw } from './draw.ts';
import { eligibilityCase } from './eligibility.ts';
import type { Case } from './facts.ts';
import { lineSteps } from './line.ts';
import { dateOfBirth, firstName, lastName, payor, practice, representativeName } from './people.ts';
import { priorAuthCase } from './prior-auth.ts';
import { representative } from './representative.ts';
import { memberId, reference } from './values.ts';

type CallType = 'claim_status' | 'eligibility' | 'prior_auth' | 'credentialing_status';

const makers: Readonly<Record<CallType, (draw: Draw) => Case>> = {
  claim_status: claimCase,
  eligibility: eligibilityCase,
  prior_auth: priorAuthCase,
  credentialing_status: credentialingCase,
};

const shares: Readonly<Record<CallType, number>> = {
  claim_status: 40,
  eligibility: 30,
  prior_auth: 24,
  credentialing_status: 6,
};

/** Writes `count` scenarios into a folder, all different, the same for the same seed. */
export async function writeScenarios(directory: string, seed: number, count: number): Promise<void> {
  await mkdir(directory, { recursive: true });
  for (let number = 1; number <= count; number += 1) {
    const name = `generated-${seed}-${String(number).padStart(5, '0')}`;
    await writeFile(join(directory, `${name}.yaml`), stringify(makeScenario(name, seedOf(seed, name))));
  }
}

/** One scenario whose truth follows from how it is made. Throws where it would not be a valid one. */
export function makeScenario(name: string, seed: number): ScenarioInput {
  const draw = makeDraw(seed);
  const callType = draw.weighed(shares);
  const about = makers[callType](draw);
  const repName = representativeName(draw);
  const its = payor(draw);
  const ours = practice(draw);
  const hasMember = callType !== 'credentialing_status';
  const steps = lineSteps(draw, { callType, payorName: its.name, hasMember });
  const drops = draw.chance(0.04) && steps.some((step) => 'hold' in step);
  const scenario: unknown = {
    title: `Generated: ${about.callType}, ${String(Object.values(about.fields)[0])}`,
    payor: its,
    task: {
      callType: about.callType,
      payor: { name: its.name },
      practice: ours,
      inputs: {
        ...(hasMember
          ? {
              memberId: memberId(draw),
              patientFirstName: firstName(draw),
              patientLastName: lastName(draw),
              patientDateOfBirth: dateOfBirth(draw),
            }
          : { providerFirstName: firstName(draw), providerLastName: lastName(draw) }),
        npi: ours.npi,
        taxId: ours.taxId,
        ...about.inputs,
      },
      externalId: name,
    },
    line: { ringMs: draw.int(10, 120) * 100, steps },
    representative: representative(draw, about, repName),
    ...(drops ? { faults: { drop: { phase: 'hold', afterMs: draw.int(1, 5) * 1000 } } } : {}),
    truth: drops ? dropped : truthOf(draw, about, repName),
  };
  const parsed = scenarioSchema.safeParse(scenario);
  if (!parsed.success) throw new Error(`${name} would be no scenario: ${parsed.error.message}`);
  return scenario as ScenarioInput;
}

/** The line drops before anybody has answered. */
const dropped = { state: 'failed', fields: {}, failure: { reason: 'line_dropped' } };

/** One in eight payors gives no reference number: the name and the day of the call stand for it. */
function truthOf(draw: Draw, about: Case, repName: string): object {
  const fields: Record<string, string | number> = { ...about.fields, repName };
  if (!draw.chance(0.12)) fields.callReference = reference(draw);
  return { state: 'completed', fields };
}
