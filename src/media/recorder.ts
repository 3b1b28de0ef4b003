import type { Clock, Timer } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import type { RecordingStore } from '../kernel/phi.ts';
import { bytesPerMs, mulawSilence } from './mulaw.ts';

const segmentMs = 5_000;
/** A segment is written this long after its end: frames come late, and what was said may yet be cut. */
const settleMs = 1_000;
const tickMs = 1_000;
/** A restart of the database must not cost sound: a segment waits a minute for it. */
const storeAttempts = 60;
const storeRetryMs = 1_000;
/** A minute: segments are small, and a database restart takes seconds. */
const sequenceAttempts = 60;

export interface RecorderOptions {
  store: RecordingStore;
  organizationId: string;
  callId: string;
  clock: Clock;
  /** The call's clock, milliseconds. */
  callMs: () => number;
  logger: Logger;
}

interface Segment {
  startMs: number;
  /** Interleaved, left heard, right said. */
  audio: Uint8Array;
}

/**
 * Records one call in stereo µ-law, aligned to the call's clock, written in segments as it goes. Where nothing was
 * heard or said there is silence; a stretch without any sound is not written at all. Made anew after a takeover, it
 * continues with the next sequence number from the moment it was made.
 */
export class CallRecorder {
  readonly #options: RecorderOptions;
  readonly #originMs: number;
  readonly #segments = new Map<number, Segment>();
  /** Segments before this one are written or given up. */
  #nextIndex = 0;
  #sequence: Promise<number | undefined>;
  #timer: Timer | undefined;
  #lateMs = 0;

  constructor(options: RecorderOptions) {
    this.#options = options;
    this.#originMs = Math.floor(options.callMs());
    this.#sequence = this.#firstSequence();
    this.#tick();
  }

  /** Sound of the other side that began at `atMs` on the call's clock. */
  heard(audio: Uint8Array, atMs: number): void {
    this.#put(audio, atMs, 0);
  }

  /** Our own sound, and when it plays. */
  said(audio: Uint8Array, atMs: number): void {
    this.#put(audio, atMs, 1);
  }

  /** What was to be said from `atMs` on was taken back. */
  cutSaid(atMs: number): void {
    for (const segment of this.#segments.values()) {
      const from = Math.max(0, Math.round((atMs - segment.startMs) * bytesPerMs));
      for (let i = from * 2 + 1; i < segment.audio.length; i += 2) segment.audio[i] = mulawSilence;
    }
  }

  /** Writes all there is and stops. Resolves when it is stored or given up. */
  async flush(): Promise<void> {
    this.#timer?.cancel();
    this.#timer = undefined;
    const nowMs = this.#options.callMs();
    for (const segment of this.#segments.values()) {
      const length = Math.max(0, Math.round((nowMs - segment.startMs) * bytesPerMs)) * 2;
      if (length < segment.audio.length) segment.audio = segment.audio.subarray(0, length);
    }
    this.#write(Infinity);
    await this.#sequence;
    if (this.#lateMs > 0) {
      this.#options.logger.warn(
        { callId: this.#options.callId, lateMs: this.#lateMs },
        'audio came too late to record',
      );
    }
  }

  #put(audio: Uint8Array, atMs: number, channel: 0 | 1): void {
    let at = Math.round((atMs - this.#originMs) * bytesPerMs);
    let rest = at < 0 ? audio.subarray(Math.min(audio.length, -at)) : audio;
    at = Math.max(0, at);
    const segmentBytes = segmentMs * bytesPerMs;
    while (rest.length > 0) {
      const index = Math.floor(at / segmentBytes);
      const offset = at - index * segmentBytes;
      const piece = rest.subarray(0, segmentBytes - offset);
      if (index < this.#nextIndex) this.#lateMs += piece.length / bytesPerMs;
      else {
        const { audio: target } = this.#segment(index);
        for (let i = 0; i < piece.length; i += 1)
          target[(offset + i) * 2 + channel] = piece[i] ?? mulawSilence;
      }
      rest = rest.subarray(piece.length);
      at += piece.length;
    }
  }

  #segment(index: number): Segment {
    const known = this.#segments.get(index);
    if (known !== undefined) return known;
    const segment = {
      startMs: this.#originMs + index * segmentMs,
      audio: new Uint8Array(segmentMs * bytesPerMs * 2).fill(mulawSilence),
    };
    this.#segments.set(index, segment);
    return segment;
  }

  #tick(): void {
    this.#timer = this.#options.clock.after(tickMs, () => {
      this.#write(Math.floor((this.#options.callMs() - this.#originMs - settleMs) / segmentMs));
      this.#tick();
    });
  }

  /** Queues the segments before `index` for the store, one after the other. */
  #write(index: number): void {
    const due = [...this.#segments.entries()].filter(([i]) => i < index).sort(([a], [b]) => a - b);
    this.#nextIndex = Math.max(this.#nextIndex, Number.isFinite(index) ? index : Number.MAX_SAFE_INTEGER);
    for (const [i, segment] of due) {
      this.#segments.delete(i);
      if (segment.audio.length > 0) {
        this.#sequence = this.#sequence.then((sequence) => this.#store(sequence, segment));
      }
    }
  }

  /** Segments wait in memory until the store can say where to continue; without that nothing is recorded. */
  async #firstSequence(): Promise<number | undefined> {
    const { store, organizationId, callId, logger } = this.#options;
    for (let attempt = 1; attempt <= sequenceAttempts; attempt += 1) {
      try {
        return await store.nextSequence(organizationId, callId);
      } catch {
        await this.#pause();
      }
    }
    logger.error({ callId }, 'recording could not be started');
    return undefined;
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => this.#options.clock.after(storeRetryMs, resolve));
  }

  /** Returns the next sequence number, also where the segment had to be given up. */
  async #store(sequence: number | undefined, segment: Segment): Promise<number | undefined> {
    if (sequence === undefined) return undefined;
    const { store, organizationId, callId, logger } = this.#options;
    for (let attempt = 1; ; attempt += 1) {
      try {
        await store.append(organizationId, callId, { sequence, ...segment });
        return sequence + 1;
      } catch {
        if (attempt === storeAttempts) {
          logger.error({ callId, sequence }, 'recording segment lost');
          return sequence;
        }
        await this.#pause();
      }
    }
  }
}
