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
  | { kind: 'ended'; sequence: number; atMs: number; how: string };

/** Reads a call of the organization as a timeline; undefined where it is not theirs. */
export interface CallViewer {
  timeline(
    organizationId: string,
    callId: string,
    afterSequence: number,
  ): Promise<readonly TimelineItem[] | undefined>;
  /** Stereo WAV bytes, in pieces; undefined where there is no such call. */
  recording(organizationId: string, callId: string): Promise<AsyncIterable<Uint8Array> | undefined>;
}
