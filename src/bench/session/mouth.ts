import type { Clock, Timer } from '../../kernel/clock.ts';
import { PlaybackLedger } from '../../media/playback-ledger.ts';
import type { ScriptEffect } from '../../script/effect.ts';
import type { ScriptEvent } from '../../script/event.ts';
import { clauseMs } from './speech-time.ts';

type Say = Extract<ScriptEffect, { type: 'say' }>;
type Said = Extract<ScriptEvent, { type: 'said' }>;

/** From handing a text over to its first sound. */
const firstSoundMs = 200;
/** A mark comes back so long after its sound. */
const markMs = 100;
const echoTailMs = 200;
const rememberMs = 30_000;

export interface MouthOptions {
  clock: Clock;
  onSaid: (event: Said) => void;
  /** Sound goes out. */
  onSpeaking: (text: string, durationMs: number) => void;
  /** It is cut off. */
  onSilenced: () => void;
}

interface Running {
  say: Say;
  ledger: PlaybackLedger;
  timers: Timer[];
  sounding: boolean;
}

/** Speaks in virtual time as the product's mouth does: one say after the other, accounted for by the product's ledger. */
export class SimulatedMouth {
  readonly #options: MouthOptions;
  #open = false;
  #queue: Say[] = [];
  #running: Running | undefined;
  #history: { text: string; startMs: number; untilMs: number }[] = [];
  #idleWaiters: (() => void)[] = [];
  #ended = false;

  constructor(options: MouthOptions) {
    this.#options = options;
  }

  get speaking(): boolean {
    return this.#running !== undefined;
  }

  get interruptible(): boolean {
    return this.#running?.say.interruptible ?? true;
  }

  opened(): void {
    this.#open = true;
    this.#pump();
  }

  say(say: Say): void {
    if (this.#ended) return;
    this.#queue.push(say);
    this.#pump();
  }

  /** Stops what is being said and drops what was to follow; each is accounted for, in that order. */
  interrupt(): void {
    const dropped = this.#queue.splice(0);
    this.#cut();
    this.#unsaid(dropped);
    this.#wakeIdle();
  }

  /** The socket went away under it; what waits to be said goes on waiting. */
  lost(): void {
    this.#open = false;
    this.#cut();
    this.#wakeIdle();
  }

  /** Goes at once; what was still to be said is not said later. */
  close(): void {
    this.#open = false;
    this.#cut();
    this.#unsaid(this.#queue.splice(0));
    this.#wakeIdle();
  }

  end(): void {
    this.#ended = true;
    this.close();
  }

  /** Resolves when all that was to be said has been heard, or after `limitMs`. */
  idle(limitMs: number): Promise<void> {
    if (this.#isIdle()) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = this.#options.clock.after(limitMs, resolve);
      this.#idleWaiters.push(() => {
        timer.cancel();
        resolve();
      });
    });
  }

  playingText(startMs: number, endMs: number): string {
    return [
      ...this.#history.filter((past) => past.startMs <= endMs && startMs <= past.untilMs + echoTailMs),
      ...this.#runningSpan(startMs, endMs),
    ]
      .map(({ text }) => text)
      .join(' ');
  }

  #runningSpan(startMs: number, endMs: number): { text: string }[] {
    const ledger = this.#running?.ledger;
    if (ledger?.startMs === undefined || ledger.startMs > endMs) return [];
    return startMs <= ledger.playingUntilMs + echoTailMs ? [{ text: ledger.textSentSoFar() }] : [];
  }

  #isIdle(): boolean {
    return this.#running === undefined && (this.#queue.length === 0 || this.#ended);
  }

  #pump(): void {
    const { clock } = this.#options;
    if (this.#running !== undefined || !this.#open) return;
    const say = this.#queue.shift();
    if (say === undefined) return this.#wakeIdle();
    const running: Running = {
      say,
      ledger: new PlaybackLedger(say.sayId, 0, say.clauses),
      timers: [],
      sounding: false,
    };
    this.#running = running;
    running.timers.push(clock.after(firstSoundMs, () => this.#sound(running)));
  }

  #sound(running: Running): void {
    const { clauses } = running.say;
    running.sounding = true;
    this.#options.onSpeaking(
      clauses.map(({ text }) => text.trim()).join(' '),
      clauses.reduce((ms, clause) => ms + clauseMs(clause), 0),
    );
    this.#clause(running, 0);
  }

  /** Hands one clause over as its sound begins, and the next when it has been heard. */
  #clause(running: Running, index: number): void {
    const { clock } = this.#options;
    const { say, ledger } = running;
    const clause = say.clauses[index];
    if (clause === undefined) return this.#finish(running);
    const durationMs = clauseMs(clause);
    ledger.sent(index, durationMs, clock.now());
    ledger.allSent(index);
    const last = index === say.clauses.length - 1;
    running.timers.push(
      clock.after(durationMs + (last ? markMs : 0), () => {
        ledger.echoed(ledger.markOf(index));
        this.#clause(running, index + 1);
      }),
    );
  }

  #cut(): void {
    const running = this.#running;
    if (running === undefined) return;
    if (running.sounding) this.#options.onSilenced();
    this.#finish(running);
  }

  #finish(running: Running): void {
    const { clock, onSaid } = this.#options;
    const nowMs = clock.now();
    for (const timer of running.timers) timer.cancel();
    const { startMs, playingUntilMs } = running.ledger;
    if (startMs !== undefined)
      this.#history = [
        ...this.#history.filter((past) => past.untilMs > nowMs - rememberMs),
        { text: running.ledger.textSentSoFar(), startMs, untilMs: Math.min(nowMs, playingUntilMs) },
      ];
    this.#running = undefined;
    const { sayId, heardText, startMs: saidMs, complete } = running.ledger.report(nowMs);
    onSaid({ type: 'said', atMs: nowMs, sayId, heardText, startMs: saidMs, complete });
    this.#pump();
  }

  #unsaid(says: readonly Say[]): void {
    const atMs = this.#options.clock.now();
    for (const { sayId } of says)
      this.#options.onSaid({ type: 'said', atMs, sayId, heardText: '', startMs: atMs, complete: false });
  }

  #wakeIdle(): void {
    for (const wake of this.#idleWaiters.splice(0)) wake();
  }
}
