import type { Word } from '../kernel/speech.ts';
import { bytesPerMs, mulawLevel } from './mulaw.ts';

const frameBytes = 160;
/** Recognition settles words a few seconds after they sounded; long turns last longer. */
const keptMs = 30_000;
/** 12 dB below the other side's voice: an echo that is left on a line lies 20 dB below and more. */
const echoShare = 0.25;
/** A voice is as loud as its loudest words of late: each word takes so much off what is remembered. */
const wordDecay = 0.95;

/** How loud the other side speaks on this line, and so which words are too soft to be theirs. */
export class VoiceLevel {
  #frames: { atMs: number; level: number }[] = [];
  #usual = 0;

  /** Audio as it was heard, with the time on the call's clock at which it began to sound. */
  heard(audio: Uint8Array, atMs: number): void {
    for (let at = 0; at < audio.length; at += frameBytes)
      this.#frames.push({
        atMs: atMs + at / bytesPerMs,
        level: mulawLevel(audio.subarray(at, at + frameBytes)),
      });
    const first = this.#frames.findIndex((frame) => frame.atMs > atMs - keptMs);
    if (first > 50) this.#frames.splice(0, first);
  }

  /** Words that were said while nothing of ours was played: nobody else's. */
  spoken(words: readonly Word[]): void {
    for (const { startMs, endMs } of words)
      this.#usual = Math.max(this.#usual * wordDecay, this.#loudest(startMs, endMs));
  }

  /** Far softer than the other side is known to speak. False while nothing is known. */
  isSoft({ startMs, endMs }: Word): boolean {
    const level = this.#loudest(startMs, endMs);
    return level > 0 && level < this.#usual * echoShare;
  }

  /** Loudest frame of a stretch; 0 where no sound of it is kept. */
  #loudest(startMs: number, endMs: number): number {
    let loudest = 0;
    for (const { atMs, level } of this.#frames)
      if (atMs >= startMs && atMs < endMs) loudest = Math.max(loudest, level);
    return loudest;
  }
}
