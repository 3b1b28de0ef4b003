import { bytesPerMs, mulawLevel } from './mulaw.ts';

const frameBytes = 160;
/** Recognition settles words a few seconds after they sounded; long turns last longer. */
const keptMs = 30_000;
/**
 * 12 dB: words of one voice stay within it of its loudest words of late, all but one in three hundred; an echo that is
 * left on a line lies 20 dB below the other side's voice, somebody else in their room 15 and more.
 */
const softShare = 0.25;
/** A voice is as loud as the loudest of so many of its words. */
const wordsKept = 30;

/** A stretch of call-clock time, milliseconds. */
interface Stretch {
  startMs: number;
  endMs: number;
}

/** How loud the other side speaks on this line, and so which words are too soft to be theirs. */
export class VoiceLevel {
  #frames: { atMs: number; level: number }[] = [];
  /** Levels of the last words that were the other side's. */
  #words: number[] = [];

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

  /** Words that are sure to be the other side's. */
  spoken(words: readonly Stretch[]): void {
    this.#words = [...this.#words, ...words.map((word) => this.#loudest(word))].slice(-wordsKept);
  }

  /** From here on these words' voice is the other side's, however softly it speaks. */
  follow(words: readonly Stretch[]): void {
    this.#words = [this.#loudestOf(words)];
  }

  /** This sounded far softer than the other side is known to speak. False while nothing is known. */
  isSoft(stretch: Stretch): boolean {
    const level = this.#loudest(stretch);
    return level > 0 && level < this.#usual * softShare;
  }

  /**
   * Those of the words, said in one breath, that are far softer than the rest of them, or than the other side is known
   * to speak where all are. Somebody else on the other side may speak less loudly than who was heard before.
   */
  softAmong<T extends Stretch>(words: readonly T[]): T[] {
    const levels = words.map((word) => this.#loudest(word));
    const loudest = Math.max(0, ...levels);
    const limit = softShare * (loudest < this.#usual * softShare ? this.#usual : loudest);
    return words.filter((_, index) => {
      const level = levels[index] ?? 0;
      return level > 0 && level < limit;
    });
  }

  get #usual(): number {
    return Math.max(0, ...this.#words);
  }

  #loudestOf(stretches: readonly Stretch[]): number {
    return Math.max(0, ...stretches.map((stretch) => this.#loudest(stretch)));
  }

  /** Loudest frame of a stretch; 0 where no sound of it is kept. */
  #loudest({ startMs, endMs }: Stretch): number {
    let loudest = 0;
    for (const { atMs, level } of this.#frames)
      if (atMs >= startMs && atMs < endMs) loudest = Math.max(loudest, level);
    return loudest;
  }
}
