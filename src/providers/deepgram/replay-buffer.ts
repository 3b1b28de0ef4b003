/** µ-law at 8 kHz: eight bytes a millisecond. */
const bytesPerMs = 8;

/**
 * The audio that no final result covers yet, on the axis of milliseconds sent since the start. A socket that drops
 * loses nothing of it, as long as it is not longer than the bound.
 */
export class ReplayBuffer {
  readonly #maxMs: number;
  #chunks: { startByte: number; audio: Uint8Array }[] = [];
  /** Everything before has been recognised for good, or was given up. */
  #startByte = 0;
  #endByte = 0;
  /** What the socket now open has been given. */
  #sentByte = 0;
  #coveredByte = 0;

  constructor(maxMs: number) {
    this.#maxMs = maxMs;
  }

  get endMs(): number {
    return this.#endByte / bytesPerMs;
  }

  get coveredMs(): number {
    return this.#coveredByte / bytesPerMs;
  }

  /** Not yet given to the socket that is open now. */
  get unsentMs(): number {
    return (this.#endByte - this.#sentByte) / bytesPerMs;
  }

  push(audio: Uint8Array): void {
    if (audio.length === 0) return;
    this.#chunks.push({ startByte: this.#endByte, audio });
    this.#endByte += audio.length;
    this.#dropBefore(this.#endByte - this.#maxMs * bytesPerMs);
  }

  /** A final result reaches up to here: it will not be needed again. */
  cover(untilMs: number): void {
    const byte = Math.min(Math.round(untilMs * bytesPerMs), this.#endByte);
    if (byte <= this.#coveredByte) return;
    this.#coveredByte = byte;
    this.#dropBefore(byte);
  }

  /**
   * A new socket starts: everything kept counts as unsent again. Returns where its own axis begins, how much is
   * sent again and how much was lost to the bound.
   */
  rewind(): { baseMs: number; replayedMs: number; skippedMs: number } {
    const replayedMs = Math.max(0, this.#sentByte - this.#startByte) / bytesPerMs;
    const skippedMs = Math.max(0, this.#startByte - this.#coveredByte) / bytesPerMs;
    this.#sentByte = this.#startByte;
    this.#coveredByte = Math.max(this.#coveredByte, this.#startByte);
    return { baseMs: this.#startByte / bytesPerMs, replayedMs, skippedMs };
  }

  /** The next audio for the socket, at most so much; undefined where it has everything. */
  take(maxMs: number): Uint8Array | undefined {
    const length = Math.min(this.#endByte - this.#sentByte, Math.round(maxMs * bytesPerMs));
    if (length <= 0) return undefined;
    const taken = new Uint8Array(length);
    const from = this.#sentByte;
    for (const { startByte, audio } of this.#chunks) {
      const begin = Math.max(from, startByte);
      const end = Math.min(from + length, startByte + audio.length);
      if (begin < end) taken.set(audio.subarray(begin - startByte, end - startByte), begin - from);
    }
    this.#sentByte += length;
    return taken;
  }

  #dropBefore(byte: number): void {
    if (byte <= this.#startByte) return;
    this.#startByte = byte;
    this.#sentByte = Math.max(this.#sentByte, byte);
    let first = this.#chunks[0];
    while (first !== undefined && first.startByte + first.audio.length <= byte) {
      this.#chunks.shift();
      first = this.#chunks[0];
    }
  }
}
