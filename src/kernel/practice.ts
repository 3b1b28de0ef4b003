import type { Principal } from './access.ts';
import type { Practice } from './call-task.ts';

export type PracticeMatch =
  { kind: 'found'; practiceId: string; practice: Practice } | { kind: 'unknown' } | { kind: 'archived' };

/** Practices as intake asks them. The copy that goes with a task stays as it was when the task came in. */
export interface PracticeLookup {
  /** A practice on file that the principal may see. */
  byId(principal: Principal, practiceId: string): Promise<PracticeMatch>;
  /**
   * The practice on file with this NPI and tax ID, put on file where there is none; `unknown` where the principal is
   * limited to other practices.
   */
  onFile(principal: Principal, practice: Practice): Promise<PracticeMatch>;
}
