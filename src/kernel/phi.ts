/**
 * Seals and opens protected health information under the organization's own data key. `context` (table, column and
 * row id) is authenticated, so that a sealed value moved elsewhere does not open.
 */
export interface PhiCodec {
  seal(organizationId: string, context: string, plain: Uint8Array): Promise<Uint8Array>;
  open(organizationId: string, context: string, sealed: Uint8Array): Promise<Uint8Array>;
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

/** Stereo µ-law segments of one call: left heard, right said, interleaved sample by sample. */
export interface RecordingStore {
  /** Appends a segment durably: encrypted file first, then its row of the manifest. */
  append(
    organizationId: string,
    callId: string,
    segment: { sequence: number; startMs: number; audio: Uint8Array },
  ): Promise<void>;
  /** Segments in order; empty where there is no recording. */
  read(organizationId: string, callId: string): AsyncIterable<{ startMs: number; audio: Uint8Array }>;
  /** The sequence number that the next segment takes (after a takeover too). */
  nextSequence(organizationId: string, callId: string): Promise<number>;
}
