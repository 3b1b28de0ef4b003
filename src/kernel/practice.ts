import type { Principal } from './access.ts';
import type { Practice } from './call-task.ts';
import type { PracticeChanges, PracticeProfile } from './practice-profile.ts';

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

/** A practice on file. The first of each list is the one that calls give. */
export interface PracticeView extends Omit<PracticeProfile, 'timeZone'> {
  id: string;
  /** IANA name. */
  timeZone: string;
  createdAt: string;
  updatedAt: string;
  /** Takes no tasks since; null for one in use. */
  archivedAt: string | null;
}

export interface PracticeSearch {
  /** Part of the name, an NPI or a tax ID. */
  query?: string | undefined;
  archived: boolean;
  limit: number;
  cursor?: string | undefined;
}

/** Practices as people and programs work with them. Refusals are thrown as ProblemError. */
export interface PracticeDesk {
  search(
    principal: Principal,
    search: PracticeSearch,
  ): Promise<{ data: readonly PracticeView[]; nextCursor: string | null }>;
  get(principal: Principal, practiceId: string): Promise<PracticeView>;
  create(principal: Principal, profile: PracticeProfile): Promise<PracticeView>;
  change(principal: Principal, practiceId: string, changes: PracticeChanges): Promise<PracticeView>;
  /** Takes no more tasks, or takes them again. What is queued goes on. */
  archive(principal: Principal, practiceId: string, archived: boolean): Promise<PracticeView>;
}
