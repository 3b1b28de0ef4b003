import type { TenantScope } from './access.ts';

/** Why a task is not being called at this moment. */
export type WaitCode =
  | 'not_before'
  | 'retry_later'
  | 'payor_closed'
  | 'paused'
  | 'payor_limit'
  | 'organization_limit'
  | 'server_limit'
  | 'daily_cap'
  | 'refuses_automation'
  | 'in_line';

export interface Waiting {
  /** All that hold it back, the one that lasts longest first. */
  reasons: readonly {
    code: WaitCode;
    /** A sentence for people. */
    detail: string;
    /** ISO time at which this reason ends; null where nobody can tell. */
    until: string | null;
  }[];
  /** ISO time of the next try as far as can be told; null where a person has to act first. */
  nextTryAt: string | null;
}

/** Explains waiting tasks. */
export interface WaitExplainer {
  /** Undefined where the task does not wait or is not seen from this scope. */
  explain(scope: TenantScope, taskId: string): Promise<Waiting | undefined>;
}
