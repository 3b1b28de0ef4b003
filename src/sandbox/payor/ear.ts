import { decodeMulaw } from '../audio/mulaw.ts';
import type { HeardTurn } from './line.ts';
import type { PayorSpeech } from './speech-port.ts';

/** Mean level of a frame above which somebody speaks: about 1 % of full scale. */
const voicedLevel = 330;
/** Segments end after this much silence; a turn, which may hold several, after the listener's patience. */
const segmentEndMs = 400;
/** Less sound than this without words was a click. */
const unclearVoiceMs = 700;

/** Hears what was really played: recognition, and the silence that ends a turn. Times are ms since the answer. */
export interface Ear {
  feed(frame: Uint8Array): void;
  /** To be called every 20 ms. */
  tick(nowMs: number): void;
  /** Sound of the caller since the last {@link Ear.forget}, in ms. */
  readonly voicedMs: number;
  /** Sound of the turn that is not over yet, in ms. */
  readonly turnVoicedMs: number;
  /** Starts to count the caller's sound anew. */
  forgetVoice(): void;
  /** Drops what was heard and not yet taken. */
  forget(): void;
  patience(ms: number): void;
  close(): Promise<void>;
}

export function makeEar(engine: PayorSpeech, onTurn: (turn: HeardTurn) => void): Ear {
  const session = engine.recognize({ endpointingMs: segmentEndMs });
  let nowMs = 0;
  let patienceMs = 800;
  let voicedMs = 0;
  let turnVoicedMs = 0;
  let lastVoicedMs = 0;
  let flushing = false;
  let closed = false;
  let turnStartMs = 0;
  let pending: string[] = [];

  session.onResult((result) => {
    if (result.final && result.text.trim() !== '') pending.push(result.text);
  });

  const deliver = () => {
    const turn = pending;
    const sounded = turnVoicedMs;
    pending = [];
    turnVoicedMs = 0;
    if (turn.length === 0 && sounded < unclearVoiceMs) return;
    onTurn({
      text: turn.join(' '),
      startMs: turnStartMs,
      endMs: lastVoicedMs,
    });
  };

  const flush = async () => {
    flushing = true;
    const flushedAt = lastVoicedMs;
    try {
      await session.finalize();
    } finally {
      flushing = false;
    }
    // The caller went on while the last words were being recognised: the turn is not over.
    if (!closed && lastVoicedMs === flushedAt) deliver();
  };

  return {
    feed(frame) {
      if (closed) return;
      session.feed(frame);
      if (levelOf(frame) < voicedLevel) return;
      lastVoicedMs = nowMs;
      if (turnVoicedMs === 0) turnStartMs = nowMs;
      voicedMs += 20;
      turnVoicedMs += 20;
    },
    tick(now) {
      nowMs = now;
      if (closed || flushing || (turnVoicedMs === 0 && pending.length === 0)) return;
      if (nowMs - lastVoicedMs >= patienceMs) void flush();
    },
    get voicedMs() {
      return voicedMs;
    },
    get turnVoicedMs() {
      return turnVoicedMs;
    },
    forgetVoice() {
      voicedMs = 0;
    },
    forget() {
      pending = [];
      turnVoicedMs = 0;
      voicedMs = 0;
    },
    patience(ms) {
      patienceMs = ms;
    },
    async close() {
      closed = true;
      await session.close();
    },
  };
}

function levelOf(frame: Uint8Array): number {
  let sum = 0;
  for (const sample of decodeMulaw(frame)) sum += Math.abs(sample);
  return frame.length === 0 ? 0 : sum / frame.length;
}
