import type { Principal } from './access.ts';
import type { CallSummary, CallTaskState, InputValue, Practice, RequestOrigin } from './call-task.ts';
import type { FieldContract, InputContract } from './call-type.ts';
import type { ProblemError } from './errors.ts';
import type { Answer, CorrectionAction, Outcome } from './outcome.ts';
import type { Transcript } from './result.ts';

/** clear: completed and nothing doubtful, so that nobody need look. sent_back: asked again, its next end reopens it. */
export const reviewStates = ['open', 'approved', 'sent_back', 'clear'] as const;

export type ReviewState = (typeof reviewStates)[number];

/** Why a person should look, the most urgent first. */
export const reviewReasons = ['doubtful_value', 'failed_check', 'refusal', 'partial', 'failed'] as const;

export type ReviewReason = (typeof reviewReasons)[number];

/** `mine` and `unassigned` are of the open ones. */
export const reviewQueues = ['open', 'mine', 'unassigned', 'approved', 'sent_back', 'all'] as const;

export type ReviewQueue = (typeof reviewQueues)[number];

/** A task with an outcome as the inbox lists it. Holds no PHI but what the caller put into externalId. Times are ISO. */
export interface InboxItem {
  taskId: string;
  externalId: string;
  callType: string;
  taskState: CallTaskState;
  reviewState: ReviewState;
  reasons: readonly ReviewReason[];
  /** Why there is no full answer; null where there is one. */
  failureReason: string | null;
  payor: { id: string | null; name: string };
  practice: { id: string | null; name: string };
  assignee: ReviewPerson | null;
  /** Which asking of the task the outcome answers. */
  revision: number;
  /** Counts every change of the review: what a change is based on. */
  version: number;
  openedAt: string;
  /** Null where the task is under way again. */
  finishedAt: string | null;
  decidedAt: string | null;
}

export interface ReviewPerson {
  id: string;
  name: string;
}

export interface InboxFilter {
  queue: ReviewQueue;
  callType?: string | undefined;
  payorId?: string | undefined;
  practiceId?: string | undefined;
  reason?: ReviewReason | undefined;
  /** Id of a user. */
  assignee?: string | undefined;
  /** Beginning of an external id, or a whole member id, claim, reference, authorization or check number. */
  q?: string | undefined;
}

export interface InboxPage {
  data: readonly InboxItem[];
  nextCursor: string | null;
}

/** How many there are to see from where the asker stands. */
export interface InboxCounts {
  open: number;
  mine: number;
  unassigned: number;
  approved: number;
  sentBack: number;
  /** Of the open ones; one may have several reasons. */
  byReason: Readonly<Record<ReviewReason, number>>;
}

/** A passage of a transcript that a person points to. */
export interface Passage {
  callId: string;
  turn: string;
  /** Words of that turn, as they stand there. */
  quote: string;
}

export interface ValueChange {
  field: string;
  action: CorrectionAction;
  /** For `correct` and `add`. */
  value?: unknown;
  reason?: string | undefined;
  /** Demanded by `add`, and where the value that is corrected rests on no words. */
  evidence?: Passage | undefined;
}

/** One change of one field as it was saved. */
export interface CorrectionView {
  revision: number;
  /** Version of the review that it made. */
  version: number;
  field: string;
  action: CorrectionAction;
  before: Answer;
  after: Answer;
  reason: string | null;
  by: { id: string; name: string | null };
  at: string;
}

/** Context under which a correction is sealed. */
export const correctionContext = (taskId: string, version: number, field: string) =>
  `task_corrections.sealed:${taskId}:${version}:${field}`;

/** What was asked, for whom. */
export interface ReviewedTask {
  inputs: Readonly<Record<string, InputValue>>;
  practice: Practice;
  payorPhone: string;
  /** Without its query; null where the task named none. */
  webhookUrl: string | null;
  createdAt: string;
  attempts: number;
}

/** All that a reviewer needs of one task. Where it is masked, `•••` stands for what tells of a patient. */
export interface ReviewView {
  item: InboxItem;
  masked: boolean;
  task: ReviewedTask;
  outcome: Outcome;
  contract: { title: string; fields: readonly FieldContract[]; inputs: readonly InputContract[] };
  /** The latest in front. */
  corrections: readonly CorrectionView[];
  calls: readonly CallSummary[];
  /** Of each call that was logged, in the order of the calls. */
  transcripts: readonly Transcript[];
}

/** What stands for a masked word. */
export const maskText = '•••';

/** Reviews as they are read. Undefined where the principal sees no such review. */
export interface ReviewReader {
  list(
    principal: Principal,
    filter: InboxFilter,
    page: { limit: number; cursor?: string | undefined },
  ): Promise<InboxPage>;
  counts(principal: Principal): Promise<InboxCounts>;
  /** Whom a review can be assigned to. */
  people(principal: Principal): Promise<readonly ReviewPerson[]>;
  item(principal: Principal, taskId: string): Promise<InboxItem | undefined>;
  /** Unless it is revealed, what tells of a patient is masked. */
  view(principal: Principal, taskId: string, reveal: boolean): Promise<ReviewView | undefined>;
}

/** Who decides, and from where: what the audit names. */
export interface Reviewer {
  principal: Principal;
  origin: RequestOrigin;
}

/**
 * Where a person decides on outcomes. Each change is based on a version of the review and answers the next one;
 * undefined where the principal sees no such review. Refusals are thrown as ProblemError, a change that is based on an
 * older version as VersionConflict: then nothing is changed. The audit is written with the change.
 */
export interface ReviewDesk {
  /** Saves all changes or none. The outcome is judged anew with them, and told again. */
  changeValues(
    reviewer: Reviewer,
    taskId: string,
    version: number,
    changes: readonly ValueChange[],
  ): Promise<number | undefined>;
  approve(reviewer: Reviewer, taskId: string, version: number): Promise<number | undefined>;
  /** Has the task called again. */
  sendBack(
    reviewer: Reviewer,
    taskId: string,
    version: number,
    wish: SendBackWish,
  ): Promise<number | undefined>;
  /** To a user, or with null to nobody. */
  assign(
    reviewer: Reviewer,
    taskId: string,
    version: number,
    assignee: string | null,
  ): Promise<number | undefined>;
  /** Takes an approval back, or opens what nobody had to look at. */
  reopen(reviewer: Reviewer, taskId: string, version: number): Promise<number | undefined>;
  /** The same for many, each by itself: one that is refused harms no other. Results in their order. */
  bulk(
    reviewer: Reviewer,
    decision: BulkDecision,
    items: readonly ReviewedVersion[],
  ): Promise<readonly BulkResult[]>;
}

export type BulkDecision =
  | { action: 'approve' }
  | { action: 'assign'; assignee: string | null }
  | { action: 'send_back'; wish: SendBackWish };

export interface ReviewedVersion {
  taskId: string;
  version: number;
}

export type BulkResult =
  { taskId: string; ok: true; version: number } | { taskId: string; ok: false; problem: ProblemError };

export interface SendBackWish {
  /** What whoever looks at the next call should know; kept sealed. */
  note: string;
  /** ISO; null means now. */
  notBefore?: string | null | undefined;
}
