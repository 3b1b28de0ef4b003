import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import type { MediaStream } from '../media/twilio-stream.ts';
import type { SpeakClause } from '../media/playback.ts';
import { Playback, SayFailed } from '../media/playback.ts';
import type { ScriptEffect } from '../script/effect.ts';
import type { ScriptEvent } from '../script/event.ts';

type Say = Extract<ScriptEffect, { type: 'say' }>;

export interface SpeakingOptions {
  callId: string;
  callMs: () => number;
  clock: Clock;
  logger: Logger;
  speakClause: SpeakClause;
  /** Whether a mouth is wanted at all when one arrives. */
  mouthWanted: () => boolean;
  onSaid: (event: Extract<ScriptEvent, { type: 'said' }>) => void;
  onOpened: () => void;
  onClosed: () => void;
  /** Audio handed to the carrier, with the moment at which it plays. */
  onAudioSaid: (audio: Uint8Array, atMs: number) => void;
}

/** The mouth of one call: says wait for it, are spoken one after the other, and are accounted for when it goes. */
export class Speaking {
  readonly #options: SpeakingOptions;
  #queue: Say[] = [];
  #mouth: { stream: MediaStream; playback: Playback } | undefined;
  #pumping = false;
  #idleWaiters: (() => void)[] = [];
  #ended = false;

  constructor(options: SpeakingOptions) {
    this.#options = options;
  }

  /** A new mouth stands; one that stood before is forgotten. */
  attach(stream: MediaStream): void {
    const { clock, callMs, onAudioSaid, onOpened } = this.#options;
    if (this.#ended || !this.#options.mouthWanted()) return stream.close();
    this.#mouth?.playback.close();
    this.#mouth = { stream, playback: new Playback({ mouth: stream, clock, callMs, onAudio: onAudioSaid }) };
    onOpened();
    void this.#pump();
  }

  marked(stream: MediaStream, name: string): void {
    if (this.#mouth?.stream === stream) this.#mouth.playback.marked(name);
  }

  /** The mouth's socket closed, by whichever side. */
  lost(stream: MediaStream): void {
    if (this.#mouth?.stream !== stream) return;
    this.#mouth.playback.close();
    this.#mouth = undefined;
    this.#afterCurrent(() => this.#options.onClosed());
    this.#wakeIdle();
  }

  say(effect: Say): void {
    if (this.#ended) return;
    this.#queue.push(effect);
    void this.#pump();
  }

  /** Stops what is being said and drops what was to follow; each is accounted for, in that order. */
  interrupt(): void {
    this.#mouth?.playback.clear();
    this.#dropQueue();
  }

  /** What was being heard of us in that stretch of call-clock time, or shortly before. */
  playingText(startMs: number, endMs: number): string {
    return this.#mouth?.playback.playingText(startMs, endMs) ?? '';
  }

  get speaking(): boolean {
    return this.#mouth?.playback.speaking === true;
  }

  /** Whether what is being said may be interrupted. */
  get interruptible(): boolean {
    return this.#current?.interruptible ?? true;
  }

  /** Resolves when all that was to be said has been heard, or after `limitMs`. */
  idle(limitMs: number): Promise<void> {
    if (this.#isIdle) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = this.#options.clock.after(limitMs, resolve);
      this.#idleWaiters.push(() => {
        timer.cancel();
        resolve();
      });
    });
  }

  /** Lets the mouth go at once, also one that never came; what was still to be said is not said later. */
  closeMouth(): void {
    const mouth = this.#mouth;
    this.#mouth = undefined;
    mouth?.playback.close();
    this.#dropQueue();
    mouth?.stream.close();
    this.#afterCurrent(() => this.#options.onClosed());
    this.#wakeIdle();
  }

  /** The call is over. Resolves when everything that was to be said is accounted for. */
  end(): Promise<void> {
    this.#ended = true;
    this.#mouth?.playback.close();
    this.#dropQueue();
    this.#mouth?.stream.close();
    this.#mouth = undefined;
    this.#wakeIdle();
    return new Promise((resolve) => this.#afterCurrent(resolve));
  }

  get #isIdle(): boolean {
    return !this.#pumping && (this.#queue.length === 0 || this.#ended);
  }

  #current: Say | undefined;
  #waitingForCurrent: (() => void)[] = [];

  /** Runs once what is being said is accounted for: what happened first is told first. */
  #afterCurrent(run: () => void): void {
    if (this.#current === undefined) run();
    else this.#waitingForCurrent.push(run);
  }

  #dropQueue(): void {
    for (const say of this.#queue.splice(0)) this.#afterCurrent(() => this.#unsaid(say));
  }

  async #pump(): Promise<void> {
    if (this.#pumping) return;
    this.#pumping = true;
    for (;;) {
      const playback = this.#mouth?.playback;
      const say = playback === undefined ? undefined : this.#queue.shift();
      if (playback === undefined || say === undefined) break;
      this.#current = say;
      await this.#speak(playback, say);
      this.#current = undefined;
      for (const run of this.#waitingForCurrent.splice(0)) run();
    }
    this.#pumping = false;
    if (this.#isIdle) this.#wakeIdle();
  }

  async #speak(playback: Playback, say: Say): Promise<void> {
    const { callMs, callId, logger, onSaid, speakClause } = this.#options;
    const report = await playback.say(say.sayId, say.clauses, speakClause).catch((error: unknown) => {
      logger.warn({ callId, sayId: say.sayId }, 'speech could not be made');
      return error instanceof SayFailed ? error.report : undefined;
    });
    if (report === undefined) {
      this.#unsaid(say);
      return;
    }
    const { sayId, heardText, startMs, complete } = report;
    onSaid({ type: 'said', atMs: callMs(), sayId, heardText, startMs, complete });
  }

  #unsaid({ sayId }: Say): void {
    const atMs = this.#options.callMs();
    this.#options.onSaid({ type: 'said', atMs, sayId, heardText: '', startMs: atMs, complete: false });
  }

  #wakeIdle(): void {
    const waiters = this.#idleWaiters;
    this.#idleWaiters = [];
    for (const wake of waiters) wake();
  }
}
