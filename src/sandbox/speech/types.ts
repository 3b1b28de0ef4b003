/** What a speech engine does, whichever way it does it. */
import type { Lag } from './lag.ts';

export type SpeechMode = 'audio' | 'text';

export const fliteVoices = ['slt', 'rms', 'awb', 'kal16'] as const;
export type FliteVoice = (typeof fliteVoices)[number];

export interface SynthesisOptions {
  voice: FliteVoice;
  /** 1 is normal, 0.9 slower. */
  rate?: number | undefined;
}

export interface RecognizedWord {
  word: string;
  /** Milliseconds of audio fed since the session began. */
  startMs: number;
  endMs: number;
  /** 0–1. */
  confidence: number;
}

export interface RecognitionResult {
  /** A final stands; a partial may still change and is replaced by the next result. */
  final: boolean;
  text: string;
  words: RecognizedWord[];
  startMs: number;
  endMs: number;
  /** Final because silence of the asked length followed, not because of finalize or a long segment. */
  endpointed: boolean;
}

interface RecognizeOptions {
  /** Silence after which a segment becomes final; 300 unless told. */
  endpointingMs?: number | undefined;
}

export interface RecognitionSession {
  /** µ-law bytes as they come, any number of them. */
  feed(mulaw: Uint8Array): void;
  onResult(listener: (result: RecognitionResult) => void): void;
  /** Gives out what is pending as a final result; resolves when everything fed so far has been answered. */
  finalize(): Promise<void>;
  close(): Promise<void>;
}

export interface SpeechEngine {
  readonly mode: SpeechMode;
  /** µ-law at 8 kHz, mono. */
  synthesize(text: string, options: SynthesisOptions): Promise<Uint8Array>;
  recognize(options?: RecognizeOptions): RecognitionSession;
  /** How late recognition was so far; undefined where it takes no time to speak of. */
  lag?(): Lag;
  close(): Promise<void>;
}

export interface SpeechEngineOptions {
  mode: SpeechMode;
  /** Recognisers kept warm; 2 unless told. More are started when more are used at once. */
  workers?: number | undefined;
  /** Sentences that will be said, for the language model. */
  sentences?: readonly string[] | undefined;
  /** Names that will be said, for the language model and lexicon. */
  names?: readonly string[] | undefined;
  /** Where the generated model is kept; a folder of the system's temporary directory unless told. */
  cacheDir?: string | undefined;
}
