/** Samples a second of the telephone network; the page plays at the same rate. */
export const telephoneRate = 8_000;

/** Sound that came in bursts is played evenly once this much of it lies ready. */
const startSamples = telephoneRate * 0.12;
/** What lies ready beyond this is old news: it is cut, and playing goes on with the latest. */
const mostSamples = telephoneRate * 0.6;
const keptSamples = telephoneRate * 0.2;

/** Keeps one side's sound between the network and the loudspeaker: evens bursts out, and never falls far behind. */
export class JitterBuffer {
  #samples = new Float32Array(mostSamples * 2);
  #from = 0;
  #to = 0;
  #plays = false;

  /** Samples that lie ready. */
  get length(): number {
    return this.#to - this.#from;
  }

  push(samples: Float32Array): void {
    const taken = samples.subarray(Math.max(0, samples.length - mostSamples));
    if (this.#to + taken.length > this.#samples.length) this.#moveToFront();
    if (this.#to + taken.length > this.#samples.length) this.#keepLatest(keptSamples);
    this.#samples.set(taken, this.#to);
    this.#to += taken.length;
    if (this.length > mostSamples) this.#keepLatest(keptSamples);
  }

  /** Adds what is to be heard next to `out`, at this loudness; nothing while too little lies ready. */
  mixInto(out: Float32Array, gain: number): void {
    if (!this.#plays && this.length >= startSamples) this.#plays = true;
    if (!this.#plays) return;
    const count = Math.min(out.length, this.length);
    for (let at = 0; at < count; at += 1)
      out[at] = (out[at] ?? 0) + gain * (this.#samples[this.#from + at] ?? 0);
    this.#from += count;
    if (count < out.length) this.#plays = false;
  }

  #keepLatest(count: number): void {
    this.#from = Math.max(this.#from, this.#to - count);
    this.#moveToFront();
  }

  #moveToFront(): void {
    this.#samples.copyWithin(0, this.#from, this.#to);
    this.#to -= this.#from;
    this.#from = 0;
  }
}
