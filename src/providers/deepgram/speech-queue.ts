/** Chunks handed from a socket to whoever reads them, in order; ends or fails once. */
export class SpeechQueue {
  readonly #chunks: Uint8Array[] = [];
  #outcome: { error?: Error } | undefined;
  #wake: (() => void) | undefined;

  push(chunk: Uint8Array): void {
    if (this.#outcome !== undefined) return;
    this.#chunks.push(chunk);
    this.#wake?.();
  }

  end(error?: Error): void {
    this.#outcome ??= error === undefined ? {} : { error };
    this.#wake?.();
  }

  async *read(): AsyncGenerator<Uint8Array, void> {
    for (;;) {
      const chunk = this.#chunks.shift();
      if (chunk !== undefined) {
        yield chunk;
      } else if (this.#outcome !== undefined) {
        if (this.#outcome.error !== undefined) throw this.#outcome.error;
        return;
      } else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
        this.#wake = undefined;
      }
    }
  }
}
