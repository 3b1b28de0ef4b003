/** What came this long before the gate opened is delivered after all, milliseconds: a window and its doubt. */
const preRollMs = 2_000;
const bytesPerMs = 8;

interface Chunk {
  audio: Uint8Array;
  atMs: number;
}

/**
 * Keeps steady music, ringing and silence from the recogniser while a call is on hold. Fails open: whatever is not known
 * to be steady goes through, with what came just before it.
 */
export class SoundGate {
  #kept: Chunk[] = [];
  #keptBytes = 0;

  /** The chunks to deliver now, oldest first. `closed` where the sound up to this chunk is known to be steady. */
  take(audio: Uint8Array, atMs: number, closed: boolean): readonly Chunk[] {
    this.#kept.push({ audio, atMs });
    this.#keptBytes += audio.length;
    if (!closed) {
      const all = this.#kept;
      this.#kept = [];
      this.#keptBytes = 0;
      return all;
    }
    for (let first = this.#kept[0]; first !== undefined; first = this.#kept[0]) {
      if (this.#keptBytes - first.audio.length < preRollMs * bytesPerMs) break;
      this.#kept.shift();
      this.#keptBytes -= first.audio.length;
    }
    return [];
  }
}
