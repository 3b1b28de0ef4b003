import type { Clock } from '../kernel/clock.ts';
import type { PayorLookup, PayorMatch } from '../kernel/payor.ts';
import type { PracticeLookup, PracticeMatch } from '../kernel/practice.ts';

/** Requests one after the other name the same few payors and practices. What is changed meanwhile counts this soon. */
const freshMs = 2_000;
const mostRemembered = 5_000;

/** The directory with what was found in it a moment ago. What was not found is always looked up. */
export function withRecentPayors(payors: PayorLookup, clock: Clock): PayorLookup {
  const recent = makeRecent<PayorMatch>(clock);
  return {
    refusalOfNumber: (phoneNumber) => payors.refusalOfNumber(phoneNumber),
    resolve: (organizationId, wanted) =>
      recent(JSON.stringify([organizationId, wanted]), () => payors.resolve(organizationId, wanted)),
  };
}

/** Practices with those that were found a moment ago. */
export function withRecentPractices(practices: PracticeLookup, clock: Clock): PracticeLookup {
  const recent = makeRecent<PracticeMatch>(clock);
  return {
    byId: (principal, practiceId) =>
      recent(JSON.stringify([principal.organizationId, principal.practiceIds, practiceId]), () =>
        practices.byId(principal, practiceId),
      ),
    onFile: (principal, practice) =>
      recent(JSON.stringify([principal.organizationId, principal.practiceIds, practice]), () =>
        practices.onFile(principal, practice),
      ),
  };
}

function makeRecent<Answer extends { kind: string }>(clock: Clock) {
  const answers = new Map<string, { untilMs: number; answer: Answer }>();
  return async (key: string, ask: () => Promise<Answer>): Promise<Answer> => {
    const known = answers.get(key);
    if (known !== undefined && clock.monotonic() < known.untilMs) return known.answer;
    const answer = await ask();
    answers.delete(key);
    if (answer.kind !== 'found') return answer;
    if (answers.size >= mostRemembered) answers.clear();
    answers.set(key, { untilMs: clock.monotonic() + freshMs, answer });
    return answer;
  };
}
