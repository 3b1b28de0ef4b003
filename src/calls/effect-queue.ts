/**
 * Runs a call's effects one after another. An effect that fails is reported and does not hold up the next; `stop`
 * lets nothing further begin.
 */
export class EffectQueue {
  #tail: Promise<void> = Promise.resolve();
  #stopped = false;
  readonly #report: (error: unknown) => void;

  constructor(report: (error: unknown) => void) {
    this.#report = report;
  }

  push(run: () => Promise<void> | void): void {
    this.#tail = this.#tail.then(async () => {
      if (this.#stopped) return;
      try {
        await run();
      } catch (error) {
        this.#report(error);
      }
    });
  }

  stop(): void {
    this.#stopped = true;
  }
}
