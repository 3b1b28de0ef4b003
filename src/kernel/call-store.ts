import type { CallTask, CallState } from './call-task.ts';
import type { DialEnd, OperatorCommand } from './operator.ts';
import type { TaskResult } from './outcome.ts';
import type { CallDocument, CarrierStatus, StatusCallback } from './telephony.ts';

/** A call as the database knows it. `fence` counts owners, `generation` the documents served. */
export interface CallRecord {
  id: string;
  organizationId: string;
  carrierSid: string | null;
  state: CallState;
  to: string;
  from: string;
  ownerNode: string | null;
  fence: number;
  generation: number;
  /** Epoch milliseconds; the zero of the call's clock. */
  startedAtMs: number;
  recordingAllowed: boolean;
  /** Words with which the caller says what it is, where payor or state want their own; null for the script's. */
  disclosure?: string | null | undefined;
}

/** A call that this node may act on, with the tasks it serves. */
export interface OwnedCall extends CallRecord {
  tasks: readonly CallTask[];
}

/** One entry of a call's log, exactly as the machine consumed it. `event` is plain JSON. */
export interface LoggedEvent {
  sequence: number;
  event: unknown;
}

/** Thrown where a write carries a fence that is no longer the call's: another node owns it now. */
export class FencedError extends Error {
  override readonly name = 'FencedError';
}

export interface CallLog {
  /** Appends in one transaction, encrypted. Appending a sequence again with the same fence changes nothing. */
  append(
    call: { id: string; organizationId: string; fence: number },
    events: readonly LoggedEvent[],
  ): Promise<void>;
  /** Entries behind that sequence, in order; all of them where it is left out. */
  read(callId: string, afterSequence?: number): Promise<readonly LoggedEvent[]>;
}

export interface CallStore {
  find(callId: string): Promise<CallRecord | undefined>;
  /** The stored document of that generation, if one was ever decided. */
  documentOf(callId: string, generation: number): Promise<CallDocument | undefined>;
  /** Stores a document for a generation unless there is one already; returns the one that counts. Fenced. */
  storeDocument(
    callId: string,
    fence: number,
    generation: number,
    document: CallDocument,
  ): Promise<CallDocument>;
  /** False where the call has another owner now. */
  renewLease(callId: string, fence: number, leaseMs: number): Promise<boolean>;
  /** Takes a call whose lease has run out. Undefined where it is still owned, ended or unknown. */
  claim(callId: string, node: string, leaseMs: number): Promise<OwnedCall | undefined>;
  /** Gives leases up at once, for an orderly stop. */
  releaseLease(callId: string, fence: number): Promise<void>;
  /** Live calls whose owner has let the lease run out. */
  orphans(limit: number): Promise<readonly CallRecord[]>;
  /** Links the carrier's call; the first sid stays. */
  linkCarrierCall(callId: string, sid: string): Promise<void>;
  /**
   * Takes a status callback in: deduplicated by sequence, never back from a terminal state. Returns the call's
   * carrier status after it, and whether this callback changed it.
   */
  applyStatus(
    callId: string,
    callback: StatusCallback,
  ): Promise<{ status: CarrierStatus; changed: boolean } | undefined>;
  /**
   * Ends a call and its tasks: outcomes, task states and webhook messages in one transaction. Fenced, idempotent.
   * `spent` is the time on hold and not, where somebody counted.
   */
  finish(callId: string, fence: number, results: readonly TaskResult[], spent?: CallTimes): Promise<void>;
  /** Leaves a command for the call's owner, whichever node that is. */
  leaveCommand(callId: string, command: CallCommand): Promise<void>;
  /** Commands that were left for this call (cancel…) and not yet taken; taking marks them. */
  takeCommands(callId: string, fence: number): Promise<readonly CallCommand[]>;
}

/** How a call's time was spent once it was answered, milliseconds. */
export interface CallTimes {
  holdMs: number;
  activeMs: number;
}

/** `taskId`: only that task of the call is called off. */
export type CallCommand =
  | { kind: 'cancel'; taskId?: string | undefined }
  | { kind: 'hang_up' }
  | { kind: 'operator'; command: OperatorCommand }
  /** The person whose phone was dialed has answered, or is gone: told to a node that does not own the call. */
  | { kind: 'person_answered' }
  | { kind: 'person_left'; how: DialEnd };

/**
 * Has the carrier dial a call, at most once: a request without an answer is reconciled with what callbacks and the
 * carrier's own list say before it counts as not placed.
 */
export interface CallPlacer {
  place(
    call: OwnedCall,
    signal: AbortSignal,
  ): Promise<{ placed: true; sid: string } | { placed: false; how: 'failed' | 'canceled'; reason: string }>;
}

/** Runs calls: dialing hands a placed call's record over before the carrier is asked to dial. */
export interface CallRunner {
  /** Starts the session of a call that this node owns; it places the call itself through `place`. */
  begin(call: OwnedCall): void;
  /** Number of sessions alive here. */
  active(): number;
}
