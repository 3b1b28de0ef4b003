import type { TenantScope } from './access.ts';
import type { QueueOverview } from './dialing.ts';
import type { TimelineItem } from './live.ts';

export const livePhases = [
  'placing',
  'ringing',
  'menu',
  'hold',
  'conversation',
  /** A person's phone is being dialed into the call. */
  'transfer',
  /** A person speaks with the payor; nothing of ours does. */
  'taken_over',
  'ended',
] as const;

/** What a running call is doing, as a wallboard names it. */
export type LivePhase = (typeof livePhases)[number];

export const liveSpeakers = ['menu', 'representative', 'agent'] as const;

export type LiveSpeaker = (typeof liveSpeakers)[number];

/** One running call on the wallboard. Nothing in it is PHI: words are masked. */
export interface LiveCall {
  callId: string;
  tasks: readonly { taskId: string; externalId: string; callType: string }[];
  payor: { id: string | null; name: string };
  practice: { id: string | null; name: string };
  phase: LivePhase;
  /** ISO time. */
  phaseSince: string;
  startedAt: string;
  answeredAt: string | null;
  /** On hold and not, at `updatedAt`; whoever shows it counts on by the phase. */
  holdMs: number;
  activeMs: number;
  /** Null before anything was said. */
  lastWords: { speaker: LiveSpeaker; text: string; at: string } | null;
  updatedAt: string;
}

export interface FloorSnapshot {
  calls: readonly LiveCall[];
  queue: QueueOverview;
  capacity: { maxConcurrentCalls: number; running: number };
  at: string;
}

/** What a stream of the floor tells: everything first, then what changed. */
export type FloorNews =
  | { kind: 'snapshot'; snapshot: FloorSnapshot }
  | { kind: 'changes'; calls: readonly LiveCall[]; ended: readonly string[] }
  | { kind: 'queue'; queue: QueueOverview; capacity: FloorSnapshot['capacity'] };

/** What is being said at this moment, not yet a turn. PHI. */
export interface BeingSaid {
  speaker: LiveSpeaker;
  text: string;
}

/** What the row of a running call holds of its words. PHI. */
export interface LiveWords {
  /** `masked`: as a wallboard shows it. */
  last: { speaker: LiveSpeaker; text: string; masked: string; at: string } | null;
  beingSaid: BeingSaid | null;
}

/** What a stream of one call tells. PHI. */
export type CallNews =
  /** What one entry of the log brought. */
  | { kind: 'items'; sequence: number; items: readonly TimelineItem[] }
  /** Null where nobody speaks. */
  | { kind: 'partial'; partial: BeingSaid | null }
  | { kind: 'live'; call: LiveCall }
  | { kind: 'ended' };

/** A running call as its owner writes it. Times are ISO. */
export interface LiveRow {
  callId: string;
  organizationId: string;
  /** Of the writer: an earlier owner's word counts no more. */
  fence: number;
  phase: LivePhase;
  phaseSince: string;
  holdMs: number;
  activeMs: number;
  words: LiveWords;
}

export interface LiveStore {
  /**
   * Writes what changed, of however many calls, in one statement and with one wake-up. Returns the ids of those that
   * were written: not a call that is being written to by somebody else, that has ended, or has another owner.
   */
  write(rows: readonly LiveRow[]): Promise<ReadonlySet<string>>;
}

/** Running calls, for people who watch them. `null` in a stream: nothing new, the reader may show that it lives. */
export interface FloorDesk {
  snapshot(scope: TenantScope): Promise<FloorSnapshot>;
  follow(scope: TenantScope, signal: AbortSignal): AsyncIterable<FloorNews | null>;
}

/** A running call with what tells its present look from its last. */
export interface SeenCall {
  version: string;
  call: LiveCall;
  /** Undefined where its owner has not told of it yet. */
  words: LiveWords | undefined;
}

/** The running calls that one scope sees, kept up to date while anybody looks. */
export interface LiveLook {
  readonly calls: ReadonlyMap<string, SeenCall>;
  /** Resolves at the next change, after so long, or at the signal. */
  changed(ms: number, signal: AbortSignal): Promise<void>;
}

export interface LiveLooks {
  /** The look of that scope; let go of it with `release`. */
  take(scope: TenantScope): Promise<LiveLook>;
  release(look: LiveLook): void;
}

/** Follows one call, running or ended, from its log. */
export interface CallWatcher {
  /** Undefined where the call is not seen. Items up to `afterSequence` are left out. */
  watch(
    scope: TenantScope,
    callId: string,
    afterSequence: number,
    signal: AbortSignal,
  ): Promise<AsyncIterable<CallNews | null> | undefined>;
}
