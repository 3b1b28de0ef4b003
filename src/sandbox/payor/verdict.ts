import type { Background, HeardTurn, SaidTurn, Speaker } from './line.ts';
import type { Disclosure } from './disclosures.ts';

export type CallPhase = 'ringing' | 'menu' | 'hold' | 'verification' | 'answers' | 'goodbye' | 'ended';

/** What representatives noted of the caller. Times are ms since the answer, at the beginning of the caller's turn. */
export interface ConversationNotes {
  /** Every question that was understood, a field each. `task` counts from 0. */
  questions: { field: string; atMs: number; task: number }[];
  /** Turns that made no sense to a representative. */
  notUnderstood: { text: string; atMs: number }[];
  /** Values that the caller read back, and whether they were right. */
  readBacks: { text: string; fields: string[]; right: boolean; atMs: number }[];
  /** Identifiers that a representative read back, rightly or not, and whether the caller put a wrong one right. */
  identifierReadBacks: { identifier: string; right: boolean; corrected: boolean; atMs: number }[];
  refusals: { atMs: number; accepted: boolean }[];
  /** Which tasks were looked up, in order. */
  tasks: { task: number; atMs: number }[];
  /** When it was said that no more tasks fit into this call. */
  limitSaidAtMs: number | null;
}

/** What the payor's side of one call saw. Times are ms since the answer. */
export interface CallVerdict extends ConversationNotes {
  callSid: string;
  scenario: string;
  from: string;
  to: string;
  /** Milliseconds from placing the call to its answer; null where nobody answered. */
  answeredAfterMs: number | null;
  /** The answer, in ms since the epoch; null where nobody answered, and in virtual time. */
  answeredAt: number | null;
  phases: { phase: CallPhase; startMs: number }[];
  /** What the caller said, as it was heard, and what was to be heard on the line when it began to. */
  heard: (HeardTurn & { during: Speaker | Background })[];
  said: SaidTurn[];
  /** What was to be heard between the words, from each time on. */
  sounds: { sound: Background; atMs: number }[];
  keys: { digit: string; atMs: number }[];
  entered: { field: string; digits: string; right: boolean }[];
  /** Each person's first words, by name, and when they began. */
  persons: { name: string; firstWords: string; atMs: number; endMs: number }[];
  /** How many facts had been said in all, each time that there were more of them. */
  told: { facts: number; atMs: number }[];
  /** Identifiers that the caller gave, and whether anybody had asked for each by then. */
  disclosures: readonly Disclosure[];
  /** null while it lasts. dropped: the line failed, as the scenario says. */
  endedBy: 'caller' | 'payor' | 'dropped' | 'rejected' | null;
  /** Who was speaking when it ended. */
  speakingAtEnd: 'machine' | 'person' | null;
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
