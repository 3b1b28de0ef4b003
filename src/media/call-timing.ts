import type { RecognitionEvent, Word } from '../kernel/speech.ts';
import { bytesPerMs } from './mulaw.ts';
import { PayloadMatcher } from './payload-matcher.ts';

/** Changes of the sent-sample axis that are kept; each is a gap or another ear. */
const maxAnchors = 500;
/** Less than a frame: rounding and the ear's offset settling, not a gap. */
const gapMs = 20;

/**
 * One stream's own time put on the call's clock. Frames arrive late, in bursts, but never early: the smallest delay
 * seen is nearest to the truth.
 */
class StreamOffset {
  #offsetMs: number | undefined;

  toCallMs(timestampMs: number, arrivedMs: number, durationMs: number): number {
    const offsetMs = arrivedMs - durationMs - timestampMs;
    this.#offsetMs = Math.min(this.#offsetMs ?? Infinity, offsetMs);
    return timestampMs + this.#offsetMs;
  }

  reset(): void {
    this.#offsetMs = undefined;
  }
}

/**
 * One clock for all of a call's sound: ear and mouth count milliseconds since their own stream's start and
 * recognition counts what it was sent; all are mapped to milliseconds since the call was placed.
 */
export class CallTiming {
  readonly #callMs: () => number;
  readonly #ear = new StreamOffset();
  readonly #mouth = new StreamOffset();
  readonly #matcher = new PayloadMatcher();
  #mouthNowMs: number | undefined;
  #sentMs = 0;
  #anchors: { sentMs: number; callMs: number }[] = [];

  /** `callMs` is the call's clock now. */
  constructor(callMs: () => number) {
    this.#callMs = callMs;
  }

  /** Another ear: its timestamps start anew. */
  earStarted(): void {
    this.#ear.reset();
  }

  /** Returns when, on the call's clock, a frame of the ear began to sound. */
  earFrame(audio: Uint8Array, timestampMs: number): number {
    const atMs = this.#ear.toCallMs(timestampMs, this.#callMs(), audio.length / bytesPerMs);
    this.#matcher.reference(audio, atMs);
    return atMs;
  }

  mouthStarted(): void {
    this.#mouth.reset();
    this.#matcher.restart();
    this.#mouthNowMs = undefined;
  }

  /** The same for what the mouth hears: by the ear's clock where the same payload was heard there. */
  mouthFrame(audio: Uint8Array, timestampMs: number): number {
    const fallbackMs = this.#mouth.toCallMs(timestampMs, this.#callMs(), audio.length / bytesPerMs);
    const offsetMs = this.#matcher.offsetOf(audio, timestampMs);
    const atMs = offsetMs === undefined ? fallbackMs : timestampMs + offsetMs;
    this.#mouthNowMs = atMs + audio.length / bytesPerMs;
    return atMs;
  }

  /** When a mark that has just come back was played: marks and what the mouth hears travel together. */
  markMs(): number {
    return Math.min(this.#callMs(), this.#mouthNowMs ?? Infinity);
  }

  /** A new recognition: what it is sent counts from nought. */
  recognitionStarted(): void {
    this.#sentMs = 0;
    this.#anchors = [];
  }

  /** Audio that began to sound at `atMs` was handed to the recogniser. */
  sentToRecognition(audio: Uint8Array, atMs: number): void {
    const last = this.#anchors.at(-1);
    const expectedMs = last === undefined ? undefined : last.callMs + this.#sentMs - last.sentMs;
    if (expectedMs === undefined || Math.abs(expectedMs - atMs) > gapMs) {
      this.#anchors.push({ sentMs: this.#sentMs, callMs: atMs });
      if (this.#anchors.length > maxAnchors) this.#anchors.shift();
    }
    this.#sentMs += audio.length / bytesPerMs;
  }

  /** Recognition's events with their times on the call's clock. */
  recognised(event: RecognitionEvent): RecognitionEvent {
    switch (event.type) {
      case 'interim':
      case 'final':
        return {
          ...event,
          words: event.words.map((word) => this.#word(word)),
          startMs: this.#toCallMs(event.startMs),
          endMs: this.#toCallMs(event.endMs),
        };
      case 'utterance_end':
        return { ...event, lastWordEndMs: this.#toCallMs(event.lastWordEndMs) };
      case 'speech_started':
        return { ...event, atMs: this.#toCallMs(event.atMs) };
      case 'reconnecting':
      case 'reconnected':
      case 'failed':
        return event;
    }
  }

  #word(word: Word): Word {
    // An end that falls on a gap belongs before it.
    const startMs = this.#toCallMs(word.startMs);
    return {
      ...word,
      startMs,
      endMs: Math.min(startMs + (word.endMs - word.startMs), Math.round(this.#callMs())),
    };
  }

  #toCallMs(sentMs: number): number {
    const anchor = this.#anchors.findLast((candidate) => candidate.sentMs <= sentMs) ?? this.#anchors[0];
    const callMs = anchor === undefined ? sentMs : anchor.callMs + sentMs - anchor.sentMs;
    // Nothing was heard in the future: a recogniser that miscounts must not hold a turn open.
    return Math.round(Math.min(callMs, this.#callMs()));
  }
}
