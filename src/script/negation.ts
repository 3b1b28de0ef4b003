import type { Span } from './words.ts';

/** Characters between a negation and what it negates: "was not actually denied". */
export const negationReach = 22;

/** "No, out of pocket limit …": a no that answers, and denies nothing of what stands behind its pause. */
export function isOnlyAnswer(text: string): boolean {
  return /^(?:no|nope)\s*[,;:–—]/i.test(text);
}

/** Whether what begins at `start` stands close enough behind a negation to be negated by it. */
export function isBehindNegation(start: number, { end }: Span): boolean {
  return end <= start && start - end <= negationReach;
}
