/** Answers every question that practices have. */
const general: readonly string[] = ['provider', 'general'];

/** What payors call the line for a call type, beside the call type's own name; the likeliest first. */
const wordsOf: Readonly<Record<string, readonly string[]>> = {
  eligibility: ['benefits', 'member_eligibility'],
  claim_status: ['claims'],
  prior_auth: ['authorizations', 'utilization_management'],
  credentialing: ['provider_enrollment', 'network'],
};

/**
 * The line to call for a call type: one that is there for it, or else one that answers every question. Of two that
 * serve alike the first. Undefined where all lines are for something else.
 */
export function lineFor<Line extends { purpose: string }>(
  lines: readonly Line[],
  callType: string,
): Line | undefined {
  const wanted = [callType, ...(wordsOf[callType] ?? []), ...general];
  return wanted.flatMap((purpose) => lines.filter((line) => line.purpose === purpose))[0];
}
