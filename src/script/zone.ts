import type { Span } from './words.ts';

/** A stretch of a clause in which nothing is stated of our task, or only to somebody who asked for it. */
export interface Zone extends Span {
  /** What was just asked for may still be answered here, as a guess. */
  answers: boolean;
  /** It supposes: what is still to come is said so. */
  supposes?: boolean;
  /** They ask us for something there: what we asked for may be that. */
  requests?: boolean;
  /** Behind it the clause tells of our own case, of what is so in general, elsewhere or at another time. */
  then?: 'ours' | undefined;
}
