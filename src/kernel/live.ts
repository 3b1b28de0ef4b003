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
