import type { Clock, Timer } from '../../kernel/clock.ts';
import type { SoundKind } from '../../kernel/speech.ts';

/** Seconds of a sound until it counts, as the product's classifier confirms them. */
const confirmMs: Readonly<Record<SoundKind, number>> = {
  silence: 3_000,
  speech: 1_000,
  music: 6_000,
  ringback: 1_000,
  busy: 2_000,
  fax: 1_000,
};

/** What the sound classifier would tell of a line whose sounds come by name. */
export class SimulatedSound {
  readonly #clock: Clock;
  readonly #changed: (sound: SoundKind) => void;
  #told: SoundKind = 'silence';
  #background: SoundKind = 'silence';
  #heard: SoundKind = 'silence';
  #speechUntilMs = 0;
  #timer: Timer | undefined;

  constructor(clock: Clock, changed: (sound: SoundKind) => void) {
    this.#clock = clock;
    this.#changed = changed;
  }

  background(sound: SoundKind): void {
    this.#background = sound;
    this.#hear();
  }

  speech(untilMs: number): void {
    this.#speechUntilMs = untilMs;
    this.#hear();
    this.#clock.after(untilMs - this.#clock.now(), () => this.#hear());
  }

  speechStopped(): void {
    this.#speechUntilMs = this.#clock.now();
    this.#hear();
  }

  #hear(): void {
    const sound = this.#speechUntilMs > this.#clock.now() ? 'speech' : this.#background;
    if (sound === this.#heard) return;
    this.#heard = sound;
    this.#timer?.cancel();
    this.#timer = this.#clock.after(confirmMs[sound], () => {
      if (this.#told === sound) return;
      this.#told = sound;
      this.#changed(sound);
    });
  }
}
