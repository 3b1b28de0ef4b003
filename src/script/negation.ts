import type { Span } from './words.ts';

/** Characters between a negation and what it negates: "was not actually denied". */
export const negationReach = 22;

/** Whether what begins at `start` stands close enough behind a negation to be negated by it. */
export function isBehindNegation(start: number, { end }: Span): boolean {
  return end <= start && start - end <= negationReach;
}
