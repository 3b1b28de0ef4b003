/** What the payor needs of a speech engine; the sandbox's engine fits it, and so does a test's. */
export interface PayorSpeech {
  readonly mode: 'audio' | 'text';
  /** µ-law, 8 kHz, mono. */
  synthesize(text: string, options: { voice: Voice; rate?: number }): Promise<Uint8Array>;
  recognize(options?: { endpointingMs?: number }): PayorEar;
}

export interface PayorEar {
  feed(mulaw: Uint8Array): void;
  /** Times are ms of audio fed since the start. */
  onResult(
    listener: (result: { final: boolean; text: string; startMs: number; endMs: number }) => void,
  ): void;
  /** Flushes what is pending as a final result. */
  finalize(): Promise<void>;
  close(): Promise<void>;
}

export type Voice = 'slt' | 'rms' | 'awb' | 'kal16';
