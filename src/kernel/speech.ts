/** One recognised word. Times are milliseconds on the stream's own axis until the call's clock maps them. */
export interface Word {
  text: string;
  startMs: number;
  endMs: number;
  /** 0 to 1. */
  confidence: number;
}

/**
 * What a recogniser tells. Times count milliseconds of audio sent since `open`, whatever happened to the socket.
 * `interim` replaces the previous interim; `final` segments never change and follow each other.
 */
export type RecognitionEvent =
  | { type: 'interim'; text: string; words: readonly Word[]; startMs: number; endMs: number }
  | {
      type: 'final';
      text: string;
      words: readonly Word[];
      startMs: number;
      endMs: number;
      confidence: number;
      /** The recogniser saw the end of an utterance here. */
      endOfUtterance: boolean;
    }
  | { type: 'utterance_end'; lastWordEndMs: number }
  | { type: 'speech_started'; atMs: number }
  | { type: 'reconnecting' }
  | { type: 'reconnected'; replayedMs: number; skippedMs: number }
  | { type: 'failed'; reason: string };

export interface RecognitionStream {
  /** µ-law 8 kHz bytes as they came. */
  send(audio: Uint8Array): void;
  /** Asks for what is pending as a final result. */
  finalize(): void;
  close(): Promise<void>;
}

export interface Recognizer {
  /** Opens one live recognition. Never throws later: failures arrive as events. */
  open(
    options: { keyterms: readonly string[]; endpointingMs: number },
    listener: (event: RecognitionEvent) => void,
    signal: AbortSignal,
  ): RecognitionStream;
}

export interface Synthesizer {
  /** µ-law 8 kHz mono without a header, in chunks as they are made. Ends early, without throwing, on abort. */
  speak(text: string, signal: AbortSignal): AsyncIterable<Uint8Array>;
}

/**
 * A piece of what the agent says, played with one mark after it. `sensitive` text is never cached; where `parts` are
 * given they are spoken one after the other from cached single words (digits, letters, fixed phrases).
 */
export interface SayClause {
  text: string;
  sensitive: boolean;
  parts?: readonly string[] | undefined;
}

/** What one side said, from its first word to the moment the other may speak. Call-clock milliseconds. */
export interface HeardTurn {
  id: string;
  text: string;
  words: readonly Word[];
  startMs: number;
  endMs: number;
  confidence: number;
  /** Said while the agent was being heard. */
  overlapped: boolean;
}

/** What the script expects to hear, so that turn-taking can be patient where it must be. */
export interface Listening {
  to: 'menu' | 'hold' | 'person';
  /** The kind of value asked for last, where one is expected. */
  slot?:
    | {
        kind: SlotKind;
        pattern?: string | undefined;
        /** Characters of the value, where they are known. */
        length?: number | undefined;
        /** Values of this kind that were asked for together; one unless told. */
        count?: number | undefined;
      }
    | undefined;
}

export type SlotKind =
  | 'identifier'
  | 'money'
  | 'date'
  | 'code'
  | 'telephone'
  | 'duration'
  | 'cardinal'
  | 'percent'
  | 'yes_no'
  | 'letters'
  | 'text';

export type SoundKind = 'silence' | 'speech' | 'music' | 'ringback' | 'busy' | 'fax';
