import type { TenantScope } from './access.ts';
import type { AudioFile, Waveform, WaveformRange } from './live.ts';
import type { AnswerStatus, FieldValue, OutcomeState } from './outcome.ts';

export const transcriptFormats = ['text', 'json', 'vtt'] as const;

export type TranscriptFormat = (typeof transcriptFormats)[number];

/** One word with its place in the recording, in milliseconds. */
export interface TranscriptWord {
  text: string;
  startMs: number;
  endMs: number;
  /** Of recognition, 0 to 1; null where nothing was recognised: our own words. */
  confidence: number | null;
  /** True where only the time of the whole utterance is known, over which its words are spread by their length. */
  estimated: boolean;
}

/** One utterance; its words joined by spaces are its text. Times are milliseconds from the moment the call was placed, as in the recording. */
export interface TranscriptTurn {
  turn: string;
  speaker: 'menu' | 'representative' | 'agent';
  text: string;
  startMs: number;
  endMs: number;
  words: readonly TranscriptWord[];
}

export interface Transcript {
  callId: string;
  turns: readonly TranscriptTurn[];
  /** When each part of the call began: `menu.…`, `hold.…`, `conversation.…`, `ended`. */
  phases: readonly { phase: string; atMs: number }[];
}

/** Where one value of an outcome was said. */
export interface FieldEvidence {
  field: string;
  value: FieldValue | null;
  status: AnswerStatus;
  confirmed: boolean;
  callId: string;
  turn: string;
  speaker: 'representative' | 'menu';
  quote: string;
  /** Second of the recording. */
  atSeconds: number;
  confidence: number;
}

/** What a link shows to whoever holds it. */
export interface LinkTarget {
  organizationId: string;
  /** Who made it: what the audit names. */
  madeBy: string;
  callId: string;
  shows: 'recording' | TranscriptFormat;
}

/** Which outcomes an export holds: those of one call type that ended in a span of time. */
export interface ExportFilter {
  callType: string;
  from: string;
  to: string;
  practiceId?: string | undefined;
  payorId?: string | undefined;
  state?: OutcomeState | undefined;
}

/** What calls brought: read by those who may, and handed on by links that expire. */
export interface ResultsDesk {
  /** Undefined where the call is not seen. */
  transcript(scope: TenantScope, callId: string): Promise<Transcript | undefined>;
  recording(scope: TenantScope, callId: string): Promise<AudioFile | undefined>;
  waveform(scope: TenantScope, callId: string, range: WaveformRange): Promise<Waveform | undefined>;
  /** Undefined where the task is not seen or has no outcome yet. */
  evidence(scope: TenantScope, taskId: string): Promise<readonly FieldEvidence[] | undefined>;
  /** Undefined where the call is not seen. */
  link(
    scope: TenantScope,
    target: LinkTarget,
    seconds: number,
  ): Promise<{ token: string; expiresAt: string } | undefined>;
  /** Undefined where the token was not made here or has expired. */
  openLink(token: string): LinkTarget | undefined;
  /** Lines of CSV, the header first; undefined for an unknown call type. */
  exportCsv(scope: TenantScope, filter: ExportFilter): AsyncIterable<string> | undefined;
}
