import type { Clock } from '../kernel/clock.ts';
import type { ScriptEffect } from '../script/effect.ts';
import type { ScriptEvent } from '../script/event.ts';
import { EffectQueue } from './effect-queue.ts';
import type { GroupCommitLog } from './group-commit-log.ts';
import type { Line } from './line.ts';
import type { LiveCallState } from './live-writer.ts';
import type { Speaking } from './speaking.ts';

/** What is being said may take this long to be heard before the mouth is closed or the call hung up regardless. */
const lastWordsMs = 15_000;
/** After hanging up the carrier's word that the call is over usually takes well under a second. */
const hangUpConfirmMs = 4_000;
const hangUpAttempts = 3;

/** What is done on the line itself; the model and the call's end are no business of the hands. */
export type LineEffect = Exclude<ScriptEffect, { type: 'propose' | 'finish' }>;

export interface HandsOptions {
  line: Line;
  speaking: Speaking;
  live: LiveCallState;
  log: GroupCommitLog;
  clock: Clock;
  callMs: () => number;
  feed: (event: ScriptEvent) => void;
  /** Whether the call is over, or not ours any more; asked anew after every wait. */
  isOver: () => boolean;
  /** Asks the carrier how the call stands. */
  lookUp: () => Promise<void>;
  report: (error: unknown, message: string) => void;
}

/**
 * Carries out what the machine does on the line, one thing after another. Keys, identifiers, phones that are dialed and
 * hanging up wait until what led to them is durable.
 */
export class Hands {
  readonly #options: HandsOptions;
  readonly #effects: EffectQueue;

  constructor(options: HandsOptions) {
    this.#options = options;
    this.#effects = new EffectQueue((error) => options.report(error, 'effect failed'));
  }

  execute(effect: LineEffect): void {
    const { line, speaking } = this.#options;
    if (effect.type === 'hang_up' && effect.atOnce === true) speaking.interrupt();
    this.#effects.push(() => {
      switch (effect.type) {
        case 'open_mouth':
          return line.openMouth();
        case 'close_mouth':
          return this.#closeMouth();
        case 'press':
          return this.#press(effect.pressId, effect.keys);
        case 'say':
          return this.#say(effect);
        case 'hang_up':
          return this.#hangUp();
        case 'dial':
          return this.#dial(effect.phoneNumber);
      }
    });
  }

  /** Nothing that waits for its turn is carried out any more. */
  stop(): void {
    this.#effects.stop();
  }

  async #closeMouth(): Promise<void> {
    const { line, speaking } = this.#options;
    await speaking.idle(lastWordsMs);
    line.closeMouth();
    speaking.closeMouth();
  }

  async #press(pressId: string, keys: string): Promise<void> {
    const { log, line, feed, callMs } = this.#options;
    await log.durable();
    await line.press(keys);
    feed({ type: 'keys_pressed', atMs: callMs(), pressId });
  }

  async #say(effect: Extract<LineEffect, { type: 'say' }>): Promise<void> {
    const { log, live, speaking } = this.#options;
    if (effect.disclosing) await log.durable();
    live.says(effect.sayId, effect.clauses.map(({ text }) => text).join(' '));
    speaking.say(effect);
  }

  /** Where the carrier refuses, the machine goes on as if nobody had answered. */
  async #dial(phoneNumber: string): Promise<void> {
    const { speaking, log, line, isOver, report, feed, callMs } = this.#options;
    await speaking.idle(lastWordsMs);
    await log.durable();
    if (isOver()) return;
    try {
      await line.dial(phoneNumber);
    } catch (error) {
      report(error, 'a phone could not be dialed into the call');
      feed({ type: 'dial_ended', atMs: callMs(), how: 'failed' });
    }
  }

  async #hangUp(): Promise<void> {
    const { speaking, log, line, clock, isOver, lookUp, report } = this.#options;
    await speaking.idle(lastWordsMs);
    await log.durable();
    for (let attempt = 1; attempt <= hangUpAttempts && !isOver(); attempt++) {
      try {
        await line.hangUp();
      } catch (error) {
        report(error, 'hanging up failed');
      }
      await new Promise<void>((resolve) => clock.after(hangUpConfirmMs, resolve));
      if (!isOver()) await lookUp();
    }
    // Without its mouth the carrier asks what to do next, and is told to hang up.
    if (!isOver()) speaking.closeMouth();
  }
}
