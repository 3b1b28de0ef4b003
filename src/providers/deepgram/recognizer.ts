import type { Clock, Timer } from '../../kernel/clock.ts';
import type { Logger } from '../../kernel/logger.ts';
import type { RecognitionEvent, RecognitionStream, Recognizer } from '../../kernel/speech.ts';
import { parseListenMessage } from './listen-messages.ts';
import { ReplayBuffer } from './replay-buffer.ts';
import { ResultReader } from './results.ts';
import type { Socket, SocketEnd } from './socket.ts';
import { openSocket, socketUrl } from './socket.ts';

/** Deepgram closes a socket that got nothing for 10 s; 4 s leaves room for one that is lost. */
const keepAliveMs = 4_000;
/** Audio went out and nothing at all came back for so long: the connection is dead whatever it says. */
const halfOpenMs = 10_000;
const connectMs = 5_000;
/** Older audio than this is not worth recognising when the socket is back: the other side is long elsewhere. */
const replayMs = 30_000;
/** Catching up runs at four times real time, in steps, so that a replay is no flood. */
const catchUpStepMs = 100;
const catchUpRate = 4;
/** With so little outstanding audio is handed on as it comes. */
const liveMs = 500;
/** Finalize is usually, not always, answered. */
const finalizeMs = 1_000;
const closeMs = 2_000;
/** 0.25, 0.5, 1, 2, 4, 4 s: about twelve seconds until a recogniser counts as gone. */
const maxAttempts = 6;
const firstBackOffMs = 250;
const lastBackOffMs = 4_000;
const tickMs = 1_000;

export interface RecognizerOptions {
  apiKey: string;
  /** Such as `https://api.deepgram.com`; the sockets derive wss from it. */
  baseUrl: string;
  /** Such as `nova-3`. */
  model: string;
  clock: Clock;
  logger: Logger;
}

/** Deepgram's live recognition (v1) behind the kernel's {@link Recognizer}. One socket a stream, opened with the first audio. */
export function makeRecognizer(options: RecognizerOptions): Recognizer {
  return {
    open: (settings, listener, signal) => {
      const url = socketUrl(options.baseUrl, '/v1/listen', [
        ['model', options.model],
        ['encoding', 'mulaw'],
        ['sample_rate', '8000'],
        ['channels', '1'],
        ['punctuate', 'true'],
        // Formatting numbers would wait up to 3 s for them and hide how they were said.
        ['smart_format', 'false'],
        ['numerals', 'false'],
        ['interim_results', 'true'],
        ['endpointing', String(settings.endpointingMs)],
        ['utterance_end_ms', '1000'],
        ['vad_events', 'true'],
        ['mip_opt_out', 'true'],
        ...settings.keyterms.map((term) => ['keyterm', term] as const),
      ]);
      return new LiveRecognition(options, url, listener, signal);
    },
  };
}

class LiveRecognition implements RecognitionStream {
  readonly #options: RecognizerOptions;
  readonly #url: string;
  readonly #listener: (event: RecognitionEvent) => void;
  readonly #buffer = new ReplayBuffer(replayMs);
  readonly #results: ResultReader;
  #socket: Socket | undefined;
  #open = false;
  #everOpened = false;
  #attempts = 0;
  #lastSentMs = 0;
  /** When audio was first sent without anything received since. */
  #waitingSinceMs: number | undefined;
  #timers: { tick?: Timer; pump?: Timer; retry?: Timer; finalize?: Timer; close?: Timer } = {};
  #state: 'idle' | 'running' | 'closing' | 'done' = 'idle';
  #closed: (() => void)[] = [];

  constructor(
    options: RecognizerOptions,
    url: string,
    listener: (event: RecognitionEvent) => void,
    signal: AbortSignal,
  ) {
    this.#options = options;
    this.#url = url;
    this.#listener = listener;
    this.#results = new ResultReader(listener);
    if (signal.aborted) this.#finish();
    else signal.addEventListener('abort', () => this.#finish(), { once: true });
  }

  send(audio: Uint8Array): void {
    if (this.#state === 'closing' || this.#state === 'done') return;
    this.#buffer.push(audio);
    if (this.#state === 'idle') {
      this.#state = 'running';
      this.#connect();
      this.#tick();
    } else if (this.#open && this.#timers.pump === undefined) {
      this.#pump();
    }
  }

  finalize(): void {
    if (!this.#open) return;
    this.#socket?.sendText({ type: 'Finalize' });
    this.#timers.finalize?.cancel();
    this.#timers.finalize = this.#options.clock.after(finalizeMs, () => {
      const coveredMs = this.#results.promoteInterim();
      if (coveredMs !== undefined) this.#buffer.cover(coveredMs);
    });
  }

  close(): Promise<void> {
    if (this.#state === 'done') return Promise.resolve();
    return new Promise((resolve) => {
      this.#closed.push(resolve);
      if (this.#state === 'closing') return;
      const wasOpen = this.#open;
      this.#state = 'closing';
      if (!wasOpen) {
        this.#finish();
        return;
      }
      this.#sendAll();
      this.#socket?.sendText({ type: 'CloseStream' });
      this.#timers.close = this.#options.clock.after(closeMs, () => this.#finish());
    });
  }

  #connect(): void {
    const { apiKey, clock } = this.#options;
    this.#socket = openSocket(
      { url: this.#url, apiKey, clock, connectMs },
      {
        open: () => this.#opened(),
        text: (text) => this.#received(text),
        binary: () => undefined,
        end: (end) => this.#dropped(end),
      },
    );
  }

  #opened(): void {
    const { baseMs, replayedMs, skippedMs } = this.#buffer.rewind();
    this.#open = true;
    this.#results.restart(baseMs);
    this.#waitingSinceMs = undefined;
    if (this.#everOpened) this.#listener({ type: 'reconnected', replayedMs, skippedMs });
    this.#everOpened = true;
    this.#pump();
  }

  /** Hands on what is there: at once while it is little, otherwise in steps. */
  #pump(): void {
    delete this.#timers.pump;
    if (!this.#open) return;
    if (this.#buffer.unsentMs <= liveMs) {
      this.#sendAll();
      return;
    }
    this.#sendAudio(this.#buffer.take(catchUpStepMs * catchUpRate));
    this.#timers.pump = this.#options.clock.after(catchUpStepMs, () => this.#pump());
  }

  #sendAll(): void {
    this.#sendAudio(this.#buffer.take(this.#buffer.unsentMs));
  }

  #sendAudio(audio: Uint8Array | undefined): void {
    if (audio === undefined) return;
    this.#socket?.sendAudio(audio);
    this.#lastSentMs = this.#options.clock.monotonic();
    this.#waitingSinceMs ??= this.#lastSentMs;
  }

  #received(text: string): void {
    this.#waitingSinceMs = undefined;
    const message = parseListenMessage(text);
    if (message === undefined) return;
    if (message.type === 'Error') {
      this.#options.logger.warn({}, 'recogniser reported an error');
      return;
    }
    this.#attempts = 0;
    if (message.type === 'Results' && message.from_finalize) this.#timers.finalize?.cancel();
    const coveredMs = this.#results.read(message);
    if (coveredMs !== undefined) this.#buffer.cover(coveredMs);
  }

  #dropped(end: SocketEnd): void {
    this.#socket = undefined;
    const wasOpen = this.#open;
    this.#open = false;
    this.#timers.pump?.cancel();
    this.#timers.finalize?.cancel();
    delete this.#timers.pump;
    if (this.#state !== 'running') {
      this.#finish();
      return;
    }
    const { httpStatus, closeCode } = end;
    this.#options.logger.warn({ httpStatus, closeCode }, 'recogniser connection lost');
    if (httpStatus === 401 || httpStatus === 403) {
      this.#fail('unauthorized');
      return;
    }
    if (httpStatus === 400) {
      this.#fail('rejected');
      return;
    }
    if (++this.#attempts > maxAttempts) {
      this.#fail('unreachable');
      return;
    }
    if (wasOpen) this.#listener({ type: 'reconnecting' });
    const waitMs = Math.min(lastBackOffMs, firstBackOffMs * 2 ** (this.#attempts - 1));
    this.#timers.retry = this.#options.clock.after(waitMs, () => this.#connect());
  }

  #tick(): void {
    this.#timers.tick = this.#options.clock.after(tickMs, () => {
      const nowMs = this.#options.clock.monotonic();
      if (this.#open) {
        if (this.#waitingSinceMs !== undefined && nowMs - this.#waitingSinceMs >= halfOpenMs) {
          this.#socket?.drop();
          this.#dropped({ opened: true });
        } else if (nowMs - this.#lastSentMs >= keepAliveMs) {
          this.#socket?.sendText({ type: 'KeepAlive' });
          this.#lastSentMs = nowMs;
        }
      }
      if (this.#state === 'running') this.#tick();
    });
  }

  #fail(reason: string): void {
    this.#finish();
    this.#listener({ type: 'failed', reason });
  }

  #finish(): void {
    this.#state = 'done';
    this.#open = false;
    for (const timer of Object.values(this.#timers)) timer.cancel();
    this.#socket?.drop();
    this.#socket = undefined;
    for (const resolve of this.#closed.splice(0)) resolve();
  }
}
