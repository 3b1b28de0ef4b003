import type { Principal } from './access.ts';
import type { CallTaskState, CallTaskSummary, CallTaskView } from './call-task.ts';
import type { ProblemError } from './errors.ts';
import type { Outcome } from './outcome.ts';

/** What became of one of many requests. `repeated`: a task of the same request was there already. */
export type RowResult =
  | { kind: 'created' | 'repeated'; externalId: string; taskId: string; state: CallTaskState }
  /** A dry run: it would be created. */
  | { kind: 'acceptable'; externalId: string }
  | { kind: 'refused'; externalId: string | null; problem: ProblemError };

export interface RowCounts {
  rows: number;
  created: number;
  repeated: number;
  refused: number;
}

/** Takes many requests for tasks at once. A request that is refused harms no other. */
export interface TaskBatches {
  /** Results in the order of the bodies. Tasks are committed in chunks; a chunk is there whole or not at all. */
  accept(
    principal: Principal,
    bodies: readonly unknown[],
  ): Promise<{ batchId: string; results: readonly RowResult[] }>;
}

export interface TaskFilters {
  states?: readonly CallTaskState[] | undefined;
  callType?: string | undefined;
  payorId?: string | undefined;
  practiceId?: string | undefined;
  externalId?: string | undefined;
  batchId?: string | undefined;
  reason?: string | undefined;
  needsReview?: boolean | undefined;
  /** ISO times; `from` inclusive, `to` exclusive. */
  createdFrom?: string | undefined;
  createdTo?: string | undefined;
  updatedSince?: string | undefined;
}

export interface TaskPage {
  data: readonly CallTaskSummary[];
  nextCursor: string | null;
}

/** One asking of a task: a task that is asked again keeps what came of the times before. */
export interface TaskAsking {
  revision: number;
  /** ISO. */
  askedAt: string;
  /** Key or user; null for the first asking of a task of old. */
  askedBy: string | null;
  note: string | null;
  state: CallTaskState;
  /** Why it failed or was taken back; null otherwise. */
  reason: string | null;
  /** ISO; null while it is under way, and for one of before that was taken back. */
  finishedAt: string | null;
  /** Null while it is under way, and where it was taken back. */
  outcome: Outcome | null;
}

/** Undefined members stay as they are. */
export interface TaskChange {
  priority?: number | undefined;
  /** Null means now. */
  notBefore?: string | null | undefined;
  /** Null takes it away. */
  dueBy?: string | null | undefined;
}

export interface RetryWish {
  note?: string | undefined;
  /** Null means now; without it, one that lies ahead is kept. */
  notBefore?: string | null | undefined;
  /** Without it, one that lies ahead is kept. */
  dueBy?: string | undefined;
}

/**
 * Tasks that are there: looked at, changed, taken back and asked again. Undefined where the principal sees no such
 * task; what does not fit the task's state is thrown as a conflict.
 */
export interface TaskBoard {
  list(
    principal: Principal,
    filters: TaskFilters,
    page: { limit: number; cursor?: string | undefined },
  ): Promise<TaskPage>;
  askings(principal: Principal, taskId: string): Promise<readonly TaskAsking[] | undefined>;
  change(principal: Principal, taskId: string, change: TaskChange): Promise<CallTaskView | undefined>;
  /** Canceling a canceled task changes nothing. A call under way is told, and ends or goes on without the task. */
  cancel(principal: Principal, taskId: string): Promise<CallTaskView | undefined>;
  retry(principal: Principal, taskId: string, wish: RetryWish): Promise<CallTaskView | undefined>;
}

/**
 * Asks an ended task again as part of something greater: `within` runs first in the same transaction, and what it throws
 * undoes all. False where the principal sees no such task.
 */
export type TaskRetry<Tx> = (
  principal: Principal,
  taskId: string,
  wish: RetryWish,
  within: (tx: Tx) => Promise<void>,
) => Promise<boolean>;

/** What an import has come to. */
export interface TaskImport extends RowCounts {
  id: string;
  /** `broken_off`: the rows ended early; what is counted was taken in, and sending all again is safe. */
  state: 'running' | 'finished' | 'broken_off';
  dryRun: boolean;
  startedAt: string;
  updatedAt: string;
}

/** Where a row of a file stands: the line on which it begins, from 1 and with the header. */
export interface ImportRow {
  row: number;
  result: RowResult;
}

export interface ImportWish {
  dryRun: boolean;
  /** Column → member of the request, such as `Member #` → `inputs.memberId`; null leaves a column out. */
  mapping: Readonly<Record<string, string | null>>;
  /** Members that every row shares, such as callType or payor. */
  defaults: Readonly<Record<string, unknown>>;
  delimiter?: string | undefined;
}

export interface TaskImports {
  /** Takes a CSV file in as it comes. Rows come out in their order; the last thing is the import itself. */
  run(
    principal: Principal,
    bytes: AsyncIterable<Uint8Array>,
    wish: ImportWish,
  ): AsyncGenerator<{ kind: 'row'; row: ImportRow }, { import: TaskImport; stopped: ProblemError | null }>;
  get(principal: Principal, importId: string): Promise<TaskImport | undefined>;
  list(
    principal: Principal,
    page: { limit: number; cursor?: string | undefined },
  ): Promise<{ data: readonly TaskImport[]; nextCursor: string | null }>;
}
