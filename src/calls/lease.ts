import type { Clock, Timer } from '../kernel/clock.ts';

/** Commands and the carrier's view of the call are looked at with each renewal of the lease. */
const renewalsPerLease = 4;

export interface LeaseOptions {
  clock: Clock;
  leaseMs: number;
  /** Renews the lease, and does what is done with each renewal. */
  renew: () => Promise<void>;
  report: (error: unknown, message: string) => void;
}

/** Keeps a call's lease: renews it in good time, again and again, until it is let go. */
export class Lease {
  readonly #options: LeaseOptions;
  #timer: Timer | undefined;
  #over = false;

  constructor(options: LeaseOptions) {
    this.#options = options;
  }

  keep(): void {
    const { clock, leaseMs, renew, report } = this.#options;
    if (this.#over) return;
    this.#timer = clock.after(leaseMs / renewalsPerLease, () => {
      void renew()
        .catch((error: unknown) => report(error, 'lease could not be renewed'))
        .finally(() => this.keep());
    });
  }

  letGo(): void {
    this.#over = true;
    this.#timer?.cancel();
  }
}
