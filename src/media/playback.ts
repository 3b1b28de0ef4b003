import type { Clock, Timer } from '../kernel/clock.ts';
import type { SayClause } from '../kernel/speech.ts';
import { bytesPerMs } from './mulaw.ts';
import type { SayReport } from './playback-ledger.ts';
import { PlaybackLedger } from './playback-ledger.ts';
import { SharedSpeech } from './shared-speech.ts';

/** The carrier never holds more than this of what we say: what it holds cannot be taken back quietly. */
const leadMs = 400;
/** Topped up when no more than this is left. */
const refillMs = 300;
const chunkMs = 100;
/** The last mark is due when the audio has played; so long after, the other end has lost it. */
const markLateMs = 3_000;
/** Echo is heard this long after it was played. */
const echoTailMs = 200;
/** Recognition may tell of words this much later, after a reconnection. */
const rememberMs = 30_000;

/** What playback needs of a mouth. */
interface MouthStream {
  sendAudio(audio: Uint8Array): void;
  sendMark(name: string): void;
  sendClear(): void;
}

export interface PlaybackOptions {
  mouth: MouthStream;
  clock: Clock;
  /** The call's clock, milliseconds. */
  callMs: () => number;
  /** Audio that has just been handed to the carrier, and when it plays (call-clock milliseconds). */
  onAudio: (audio: Uint8Array, playsAtMs: number) => void;
}

interface Running {
  ledger: PlaybackLedger;
  finish: (report: SayReport) => void;
  fail: (error: SayFailed) => void;
  cut: AbortController;
  timer: Timer | undefined;
}

/** A clause could not be synthesised (`cause`); `report` says what was heard before. */
export class SayFailed extends Error {
  override readonly name = 'SayFailed';
  readonly report: SayReport;

  constructor(report: SayReport, cause: unknown) {
    super('A clause could not be spoken.', { cause });
    this.report = report;
  }
}

/** Makes a clause's audio: the synthesiser with its cache. */
export type SpeakClause = (clause: SayClause, signal: AbortSignal) => AsyncIterable<Uint8Array>;

/**
 * Speaks through one mouth, one `say` at a time: paced with a bounded lead, a mark after every clause, and an account
 * of what was heard. Made anew for every mouth.
 */
export class Playback {
  readonly #options: PlaybackOptions;
  #generation = 0;
  #running: Running | undefined;
  #history: readonly { text: string; startMs: number; untilMs: number }[] = [];
  #closed = false;

  constructor(options: PlaybackOptions) {
    this.#options = options;
  }

  /**
   * Text that was being heard at some moment of the given time (call-clock milliseconds) or until shortly
   * before it; empty where there was none. Reaches half a minute back, since recognition lags.
   */
  playingText(startMs: number, endMs: number): string {
    const texts = this.#history.filter(
      (past) => past.startMs <= endMs && startMs <= past.untilMs + echoTailMs,
    );
    const ledger = this.#running?.ledger;
    const running =
      ledger?.startMs !== undefined &&
      ledger.startMs <= endMs &&
      startMs <= ledger.playingUntilMs + echoTailMs
        ? [ledger.textSentSoFar()]
        : [];
    return [...texts.map((past) => past.text), ...running].join(' ');
  }

  get speaking(): boolean {
    return this.#running !== undefined;
  }

  /**
   * Speaks the clauses and resolves with the account once the last mark came back, the say was cut, the mouth closed,
   * or the mark is overdue (then the audio's own length counts). Rejects with a {@link SayFailed} where a clause could
   * not be made. One say at a time.
   */
  say(sayId: string, clauses: readonly SayClause[], speak: SpeakClause): Promise<SayReport> {
    if (this.#running !== undefined) throw new Error('A say is still being spoken.');
    const ledger = new PlaybackLedger(sayId, this.#generation, clauses);
    if (this.#closed || clauses.length === 0) return Promise.resolve(ledger.report(this.#options.callMs()));
    return new Promise<SayReport>((resolve, reject) => {
      const running: Running = {
        ledger,
        cut: new AbortController(),
        timer: undefined,
        finish: resolve,
        fail: reject,
      };
      this.#running = running;
      this.#speakAll(running, clauses, speak).catch((error: unknown) => {
        if (this.#running !== running) return;
        const failed = new SayFailed(running.ledger.report(this.#options.callMs()), error);
        this.#take(running);
        running.fail(failed);
      });
    });
  }

  /** The carrier echoed a mark. */
  marked(name: string): void {
    const running = this.#running;
    if (running?.ledger.echoed(name) === true && running.ledger.wholeHeard) this.#end(running);
  }

  /** Stops at once: empties the carrier's buffer and ends the running say with what was heard of it. */
  clear(): void {
    const running = this.#running;
    if (running === undefined) return;
    this.#generation += 1;
    // The account first: the carrier answers a clear with every mark that is pending.
    this.#end(running);
    this.#options.mouth.sendClear();
  }

  /** The mouth is gone: what runs ends with what was heard. */
  close(): void {
    this.#closed = true;
    if (this.#running !== undefined) this.#end(this.#running);
  }

  async #speakAll(running: Running, clauses: readonly SayClause[], speak: SpeakClause): Promise<void> {
    const { signal } = running.cut;
    // Each clause starts being made while the one before it is spoken, so that no gap is heard between them.
    const made: SharedSpeech[] = [];
    const make = (index: number) => {
      const clause = clauses[index];
      return clause === undefined ? undefined : (made[index] ??= new SharedSpeech(speak(clause, signal)));
    };
    for (const index of clauses.keys()) {
      const speech = make(index);
      make(index + 1);
      if (speech === undefined) break;
      for await (const chunk of inChunks(speech.read(signal))) {
        await this.#room(running);
        if (signal.aborted) return;
        this.#hand(running, index, chunk);
      }
      if (signal.aborted) return;
      running.ledger.allSent(index);
      this.#options.mouth.sendMark(running.ledger.markOf(index));
    }
    const { clock, callMs } = this.#options;
    const overdueMs = Math.max(0, running.ledger.playingUntilMs - callMs()) + markLateMs;
    running.timer = clock.after(overdueMs, () => {
      running.ledger.echoed(running.ledger.markOf(clauses.length - 1));
      this.#end(running);
    });
  }

  #hand(running: Running, clause: number, chunk: Uint8Array): void {
    const nowMs = this.#options.callMs();
    const playsAtMs = Math.max(nowMs, running.ledger.playingUntilMs);
    this.#options.mouth.sendAudio(chunk);
    running.ledger.sent(clause, chunk.length / bytesPerMs, nowMs);
    this.#options.onAudio(chunk, playsAtMs);
  }

  /** Waits until the carrier may be given more. */
  #room(running: Running): Promise<void> {
    const { clock, callMs } = this.#options;
    const aheadMs = running.ledger.playingUntilMs - callMs();
    if (aheadMs + chunkMs <= leadMs) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        timer.cancel();
        running.cut.signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = clock.after(aheadMs - refillMs, done);
      running.cut.signal.addEventListener('abort', done, { once: true });
    });
  }

  #take(running: Running): void {
    const nowMs = this.#options.callMs();
    const { startMs } = running.ledger;
    if (startMs !== undefined) {
      const untilMs = Math.min(nowMs, running.ledger.playingUntilMs);
      this.#history = [
        ...this.#history.filter((past) => past.untilMs > nowMs - rememberMs),
        { text: running.ledger.textSentSoFar(), startMs, untilMs },
      ];
    }
    this.#running = undefined;
    running.timer?.cancel();
    running.cut.abort();
  }

  #end(running: Running): void {
    const report = running.ledger.report(this.#options.callMs());
    this.#take(running);
    running.finish(report);
  }
}

/** Regroups audio into chunks of a tenth of a second; the last one is as long as it is. */
async function* inChunks(audio: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  const size = chunkMs * bytesPerMs;
  let pending = Buffer.alloc(0);
  for await (const piece of audio) {
    pending = Buffer.concat([pending, piece]);
    while (pending.length >= size) {
      yield pending.subarray(0, size);
      pending = pending.subarray(size);
    }
  }
  if (pending.length > 0) yield pending;
}
