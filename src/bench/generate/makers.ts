import { claimCase } from './claim-status.ts';
import { credentialingCase } from './credentialing.ts';
import type { Draw } from './draw.ts';
import { eligibilityCase } from './eligibility.ts';
import type { Case } from './facts.ts';
import { priorAuthCase } from './prior-auth.ts';

/** What may be true, by call type. */
export const makers: Readonly<Record<string, (draw: Draw) => Case>> = {
  claim_status: claimCase,
  eligibility: eligibilityCase,
  prior_auth: priorAuthCase,
  credentialing_status: credentialingCase,
};
