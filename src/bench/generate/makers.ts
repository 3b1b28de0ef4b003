import { claimCase } from './claim-status.ts';
import { credentialingCase } from './credentialing.ts';
import type { Draw } from './draw.ts';
import { eligibilityCase } from './eligibility.ts';
import { withExtras } from './extras.ts';
import type { Case } from './facts.ts';
import { priorAuthCase } from './prior-auth.ts';

/** What may be true, by call type. */
const makers: Readonly<Record<string, (draw: Draw) => Case>> = {
  claim_status: claimCase,
  eligibility: eligibilityCase,
  prior_auth: priorAuthCase,
  credentialing_status: credentialingCase,
};

/** A case of this call type. Throws where there is no such call type. */
export function caseOf(draw: Draw, callType: string): Case {
  const maker = makers[callType];
  if (maker === undefined) throw new Error(`There are no cases of ${callType}.`);
  return withExtras(draw, maker(draw));
}
