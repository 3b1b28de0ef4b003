import { ProviderError } from '../kernel/errors.ts';
import type { Proposer } from '../kernel/proposal.ts';
import type { ScriptEffect } from '../script/effect.ts';
import type { ScriptEvent } from '../script/event.ts';

export interface ProposalsOptions {
  /** Undefined where no model is to be had. */
  proposer: Proposer | undefined;
  callMs: () => number;
  feed: (event: ScriptEvent) => void;
}

/** Asks the model what a turn means, one turn at a time: a newer question, or `abort`, gives the older one up. */
export class Proposals {
  readonly #options: ProposalsOptions;
  #asked: AbortController | undefined;

  constructor(options: ProposalsOptions) {
    this.#options = options;
  }

  /** What comes of it is fed to the machine; of a question that was given up nothing is. */
  ask({ turnId, request }: Extract<ScriptEffect, { type: 'propose' }>): void {
    const { proposer, callMs, feed } = this.#options;
    this.#asked?.abort();
    const asked = new AbortController();
    this.#asked = asked;
    const { promptVersion } = request;
    const failed = (reason: string) => {
      if (!asked.signal.aborted) feed({ type: 'proposal_failed', atMs: callMs(), turnId, reason });
    };
    if (proposer === undefined) return queueMicrotask(() => failed('unavailable'));
    proposer.propose(request, asked.signal).then(
      (calls) => {
        if (!asked.signal.aborted) feed({ type: 'proposed', atMs: callMs(), turnId, calls, promptVersion });
      },
      (error: unknown) => failed(error instanceof ProviderError ? error.category : 'unexpected'),
    );
  }

  abort(): void {
    this.#asked?.abort();
  }
}
