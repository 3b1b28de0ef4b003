import type { Principal } from './access.ts';
import type { CallTypeContract } from './call-type.ts';
import type { Waiting } from './dialing.ts';
import type { Outcome } from './outcome.ts';
import type { PayorResolution } from './payor.ts';

export interface Practice {
  name: string;
  npi: string;
  taxId: string;
  /** Number at which a person of the practice can be reached, E.164. */
  phone: string;
  state?: string | undefined;
  address?: string | undefined;
  /** IANA zone in which its days begin and end; that of the eastern United States where it is not given. */
  timeZone?: string | undefined;
}

export type InputValue = string | number;

/** Waiting to be called, on a call, ended with an outcome, or taken back by the caller. */
export type CallTaskState = 'queued' | 'calling' | 'completed' | 'partial' | 'failed' | 'canceled';

/** A business question to one payor: what whoever queues work hands in. Holds PHI in `inputs`. */
export interface CallTask {
  id: string;
  organizationId: string;
  callType: string;
  externalId: string;
  state: CallTaskState;
  payor: { id: string | null; name: string; phoneNumber: string };
  practice: Practice;
  /** The practice on file; null where the request brought its own words for one. */
  practiceId: string | null;
  inputs: Readonly<Record<string, InputValue>>;
  /** Which asking this is, from 1: a task that is asked again after its end counts on. */
  revision: number;
  webhookUrl: string | null;
  createdAt: string;
}

/** Where a task stands in the queue; nothing of it is PHI. Times are ISO. */
export interface TaskStanding {
  /** -10 to 10; higher goes first. */
  priority: number;
  /** Not called before. */
  notBefore: string;
  /** Not begun after it: what was not called by then ends as `expired`. */
  dueBy: string | null;
  /** Calls made for it. */
  attempts: number;
  /** Calls that may be made for it; null where the server decides. */
  maxAttempts: number | null;
  nextAttemptAt: string | null;
  /** Why the last call, or the task, came to nothing. */
  lastReason: string | null;
  needsReview: boolean;
  /** The batch or import that it came in with. */
  batchId: string | null;
  updatedAt: string;
  finishedAt: string | null;
}

/** A task as a list shows it: without what was asked and what came back. */
export interface CallTaskSummary
  extends Omit<CallTask, 'organizationId' | 'practice' | 'inputs' | 'webhookUrl'>, TaskStanding {}

export interface CallTaskView extends CallTask, TaskStanding {
  /** How the payor's name led to its number; null where that is not known. */
  resolution: PayorResolution | null;
  /** Why it is not being called at this moment; null where it does not wait. */
  waiting: Waiting | null;
  /** Null before the end, and for those who may not read results. */
  outcome: Outcome | null;
  calls: readonly CallSummary[];
}

export interface CallSummary {
  id: string;
  state: CallState;
  startedAt: string;
  answeredAt: string | null;
  endedAt: string | null;
}

export type CallState = 'placing' | 'ringing' | 'live' | 'ended';

/** From where a request came, as the audit keeps it. */
export interface RequestOrigin {
  requestId: string;
  address: string;
}

/** The door through which work comes in and is looked at. Problems are thrown as ProblemError, all at once. */
export interface CallTaskDesk {
  /**
   * Accepts a task, or returns the one first accepted under the same externalId. Where the origin is given, `task.create`
   * is recorded in the audit together with the task.
   */
  accept(
    principal: Principal,
    body: unknown,
    origin?: RequestOrigin,
  ): Promise<{ task: CallTaskView; created: boolean }>;
  get(principal: Principal, taskId: string): Promise<CallTaskView | undefined>;
}

export type CallTypeCatalogue = ReadonlyMap<string, CallTypeContract>;

/** What `GET /readyz` asks: each part by name, true where it works. */
export interface Readiness {
  check(): Promise<Readonly<Record<'database' | 'migrations' | 'queue', boolean>>>;
}
