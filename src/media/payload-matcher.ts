/** The mouth's socket opens and its frames arrive within seconds of the ear's. */
const rememberMs = 5_000;
/** So many frames in a row must agree before the match is believed. */
const votesNeeded = 3;

/**
 * Finds how two streams of one call stand to each other: both carry the same inbound audio, so equal payloads are
 * the same moment. Quiet and constant frames, which look alike everywhere, do not vote.
 */
export class PayloadMatcher {
  readonly #seen = new Map<string, number>();
  #offsetMs: number | undefined;
  #candidateMs: number | undefined;
  #votes = 0;

  /** A frame of the reference stream, and when it sounded. */
  reference(audio: Uint8Array, atMs: number): void {
    const key = keyOf(audio);
    if (key === undefined) return;
    this.#seen.delete(key);
    this.#seen.set(key, atMs);
    for (const [oldest, oldestMs] of this.#seen) {
      if (oldestMs >= atMs - rememberMs) break;
      this.#seen.delete(oldest);
    }
  }

  restart(): void {
    this.#offsetMs = undefined;
    this.#candidateMs = undefined;
    this.#votes = 0;
  }

  /** What to add to the other stream's timestamps, as far as it is known. */
  offsetOf(audio: Uint8Array, timestampMs: number): number | undefined {
    const key = keyOf(audio);
    const atMs = key === undefined ? undefined : this.#seen.get(key);
    if (atMs === undefined) return this.#offsetMs;
    const offsetMs = atMs - timestampMs;
    if (this.#candidateMs !== undefined && Math.abs(offsetMs - this.#candidateMs) < 1) this.#votes += 1;
    else this.#votes = 1;
    this.#candidateMs = offsetMs;
    if (this.#votes >= votesNeeded) this.#offsetMs = offsetMs;
    return this.#offsetMs;
  }
}

/** Undefined for a frame that tells nothing: all of one byte, or next to silence. */
function keyOf(audio: Uint8Array): string | undefined {
  const distinct = new Set(audio);
  return distinct.size < 8 ? undefined : Buffer.from(audio).toString('latin1');
}
