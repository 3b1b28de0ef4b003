/** One synthesis that several may read, each from its beginning, while it is still being made. */
export class SharedSpeech {
  readonly #chunks: Uint8Array[] = [];
  readonly #done: Promise<void>;
  #bytes = 0;
  #state: 'making' | 'finished' | 'failed' = 'making';
  #error: unknown;
  #waiting: (() => void)[] = [];

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#done = this.#collect(source);
  }

  get bytes(): number {
    return this.#bytes;
  }

  get finished(): boolean {
    return this.#state === 'finished';
  }

  get failed(): boolean {
    return this.#state === 'failed';
  }

  /** All of it; rejects with the synthesiser's error. */
  async whole(): Promise<Uint8Array> {
    await this.#done;
    if (this.#state === 'failed') throw this.#error;
    return Buffer.concat(this.#chunks);
  }

  /** Ends early, without throwing, when the signal is raised. */
  async *read(signal: AbortSignal): AsyncGenerator<Uint8Array, void> {
    const wakeAll = () => this.#wake();
    signal.addEventListener('abort', wakeAll, { once: true });
    try {
      for (let next = 0; !signal.aborted;) {
        const chunk = this.#chunks[next];
        if (chunk !== undefined) {
          next += 1;
          yield chunk;
        } else if (this.#state === 'making') {
          await new Promise<void>((resolve) => this.#waiting.push(resolve));
        } else {
          if (this.#state === 'failed') throw this.#error;
          return;
        }
      }
    } finally {
      signal.removeEventListener('abort', wakeAll);
    }
  }

  async #collect(source: AsyncIterable<Uint8Array>): Promise<void> {
    try {
      for await (const chunk of source) {
        this.#chunks.push(chunk);
        this.#bytes += chunk.length;
        this.#wake();
      }
      this.#state = 'finished';
    } catch (error) {
      this.#error = error;
      this.#state = 'failed';
    }
    this.#wake();
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
