import type { Wanted } from './call-type.ts';

/** `open`: it hangs on an answer that is not there yet. */
export type Verdict = 'holds' | 'fails' | 'open';

/** What a condition is judged by. */
export interface Known {
  answers: Readonly<Record<string, { value: unknown } | undefined>>;
  inputs: Readonly<Record<string, unknown>>;
}

/**
 * Whether a condition holds for what is known of a task. `strict` is for what to ask: "in place of an answer" then
 * counts. What is volunteered beside that answer is taken all the same.
 */
export function judgeWanted(known: Known, wanted: Wanted | undefined, strict = true): Verdict {
  if (wanted === undefined) return 'holds';
  if ('all' in wanted)
    return joint(
      wanted.all.map((one) => judgeWanted(known, one, strict)),
      'fails',
      'holds',
    );
  if ('any' in wanted)
    return joint(
      wanted.any.map((one) => judgeWanted(known, one, strict)),
      'holds',
      'fails',
    );
  if ('input' in wanted) return isGiven(known.inputs[wanted.input]) ? 'holds' : 'fails';
  const value = known.answers[wanted.field]?.value;
  if ('in' in wanted) {
    if (value == null) return 'open';
    return typeof value === 'string' && wanted.in.includes(value) ? 'holds' : 'fails';
  }
  if ('above' in wanted) {
    if (typeof value !== 'number') return 'open';
    return value > wanted.above ? 'holds' : 'fails';
  }
  if (!strict) return 'open';
  if (wanted.answered) return value == null ? 'open' : 'holds';
  return value == null ? 'holds' : 'fails';
}

/** One `decisive` verdict decides; else an open one leaves it open. */
function joint(verdicts: readonly Verdict[], decisive: Verdict, otherwise: Verdict): Verdict {
  if (verdicts.includes(decisive)) return decisive;
  return verdicts.includes('open') ? 'open' : otherwise;
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== '';
}
