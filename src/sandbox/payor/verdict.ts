import type { Background, HeardTurn, SaidTurn } from './line.ts';
import type { Disclosure } from './verifier.ts';

export type CallPhase = 'ringing' | 'menu' | 'hold' | 'verification' | 'answers' | 'goodbye' | 'ended';

/** What the payor's side of one call saw. Times are ms since the answer. */
export interface CallVerdict {
  callSid: string;
  scenario: string;
  from: string;
  to: string;
  /** Milliseconds from placing the call to its answer; null where nobody answered. */
  answeredAfterMs: number | null;
  phases: { phase: CallPhase; startMs: number }[];
  heard: HeardTurn[];
  said: SaidTurn[];
  /** What was to be heard between the words, from each time on. */
  sounds: { sound: Background; atMs: number }[];
  keys: { digit: string; atMs: number }[];
  entered: { field: string; digits: string; right: boolean }[];
  /** Identifiers given to the representative, and whether it had asked for each by then. */
  disclosures: readonly Disclosure[];
  /** null while it lasts. dropped: the line failed, as the scenario says. */
  endedBy: 'caller' | 'payor' | 'dropped' | 'rejected' | null;
  durationMs: number;
}

export type PayorEvent =
  | { type: 'invite'; callSid: string; to: string; scenario: string }
  | { type: 'phase'; callSid: string; phase: CallPhase }
  | { type: 'heard'; callSid: string; turn: HeardTurn }
  | { type: 'said'; callSid: string; turn: SaidTurn }
  | { type: 'key'; callSid: string; digit: string }
  | { type: 'ended'; callSid: string; by: NonNullable<CallVerdict['endedBy']> }
  | { type: 'unknown-number'; callSid: string; to: string }
  | { type: 'mistake'; callSid: string; message: string };
