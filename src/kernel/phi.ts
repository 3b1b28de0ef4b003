import type { TenantScope } from './access.ts';

/**
 * Seals and opens protected health information under the organization's own data key. `context` (table, column and
 * row id) is authenticated, so that a sealed value moved elsewhere does not open.
 */
export interface PhiCodec {
  seal(organizationId: string, context: string, plain: Uint8Array): Promise<Uint8Array>;
  open(organizationId: string, context: string, sealed: Uint8Array): Promise<Uint8Array>;
  /** By how much a sealed value is longer than the plain one. */
  readonly overheadBytes: number;
}

/** Append-only record of who read or changed what; identifiers only. */
export interface AuditTrail {
  record(entry: {
    organizationId: string;
    actor: string;
    action: string;
    subject: string;
    requestId?: string | undefined;
    address?: string | undefined;
  }): Promise<void>;
}

/** One stretch of a recording: its place is known before it is opened. */
export interface RecordedSegment {
  startMs: number;
  /** Bytes of audio, both channels. */
  length: number;
  /** Opens it; undefined where its file is missing or cut short. */
  load: () => Promise<Uint8Array | undefined>;
}

/** Stereo µ-law segments of one call: left heard, right said, interleaved sample by sample. */
export interface RecordingStore {
  /** Appends a segment durably: encrypted file first, then its row of the manifest. */
  append(
    organizationId: string,
    callId: string,
    segment: { sequence: number; startMs: number; audio: Uint8Array },
  ): Promise<void>;
  /** Segments in order; empty where there is no recording, or none that is seen from this scope. */
  segments(scope: string | TenantScope, callId: string): Promise<readonly RecordedSegment[]>;
  /** The sequence number that the next segment takes (after a takeover too). */
  nextSequence(organizationId: string, callId: string): Promise<number>;
}
