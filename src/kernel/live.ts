import type { TenantScope } from './access.ts';
import type { OperatorCommand } from './operator.ts';
import type { Word } from './speech.ts';

/** What a person watching a call sees, derived from its log. Times are call-clock milliseconds. */
export type TimelineItem =
  | { kind: 'phase'; sequence: number; atMs: number; phase: string }
  | {
      kind: 'heard';
      sequence: number;
      atMs: number;
      turn: string;
      speaker: 'menu' | 'representative';
      text: string;
      words: readonly Word[];
      startMs: number;
      endMs: number;
    }
  | {
      kind: 'said';
      sequence: number;
      atMs: number;
      turn: string;
      text: string;
      startMs: number;
      endMs: number;
      complete: boolean;
    }
  | { kind: 'keys'; sequence: number; atMs: number; keys: string }
  | {
      kind: 'answer';
      sequence: number;
      atMs: number;
      taskId: string;
      field: string;
      value: unknown;
      status: string;
      quote: string;
    }
  /** What a model made of a turn: the tools it called, or why there is nothing of it. */
  | {
      kind: 'proposal';
      sequence: number;
      atMs: number;
      turn: string;
      /** Of the prompt that it was asked with; null where the log does not say. */
      promptVersion: string | null;
      tools: readonly string[];
      failure: string | null;
    }
  /** What a person who watches had the call do. */
  | { kind: 'operator'; sequence: number; atMs: number; command: OperatorCommand }
  | { kind: 'ended'; sequence: number; atMs: number; how: string };

/** A sound file that may be read from any place, without being held. */
export interface AudioFile {
  bytes: number;
  /** From one byte to before another. */
  read(from: number, to: number): AsyncIterable<Uint8Array>;
}

/** Which part of a recording is to be drawn, and how finely. */
export interface WaveformRange {
  /** Peaks of each side at most. */
  points: number;
  /** The whole recording where these are left out. */
  fromMs?: number | undefined;
  toMs?: number | undefined;
}

/** How loud each side of a recording is. Times are milliseconds from the moment the call was placed. */
export interface Waveform {
  /** Of the whole recording. */
  durationMs: number;
  /** What the peaks span, each an equal part of it. */
  fromMs: number;
  toMs: number;
  channels: readonly { speaker: 'payor' | 'agent'; /** 0 to 1. */ peaks: readonly number[] }[];
  /** Where neither side is heard for a while. Music on hold is no silence. */
  silences: readonly { startMs: number; endMs: number }[];
}

/** Reads calls that are seen from a scope; undefined where one is not. */
export interface CallViewer {
  timeline(
    scope: TenantScope,
    callId: string,
    afterSequence: number,
  ): Promise<readonly TimelineItem[] | undefined>;
  /** Undefined where there is no such call. */
  recording(scope: TenantScope, callId: string): Promise<AudioFile | undefined>;
  waveform(scope: TenantScope, callId: string, range: WaveformRange): Promise<Waveform | undefined>;
}
