import { z } from 'zod';
import type { Clock, Timer } from '../../kernel/clock.ts';
import { ProviderError } from '../../kernel/errors.ts';
import type { Logger } from '../../kernel/logger.ts';
import type { Socket, SocketEnd } from './socket.ts';
import { openSocket } from './socket.ts';
import { SpeechQueue } from './speech-queue.ts';

const connectMs = 5_000;
/** Neither audio nor an end for so long: this request is lost. */
const stallMs = 5_000;
/** A Clear is answered at once or the socket is not used again. */
const clearMs = 1_000;
/** Deepgram allows 20 flushes in 60 s on one socket. */
const maxFlushes = 18;
const flushWindowMs = 60_000;
/** One Speak takes 2000 characters. */
const maxTextLength = 1_900;

const control = z.object({ type: z.string() });

/** One synthesis socket: one request at a time, so that what arrives until Flushed belongs to it. */
export class VoiceSocket {
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #socket: Socket;
  readonly #flushTimesMs: number[] = [];
  #state: 'opening' | 'idle' | 'speaking' | 'clearing' | 'dead' = 'opening';
  #queue: SpeechQueue | undefined;
  #waitingText: string | undefined;
  #timer: Timer | undefined;
  #onFree: () => void;

  /** `onFree` is called whenever a request is over: the socket is idle again or dead. */
  constructor(options: { url: string; apiKey: string; clock: Clock; logger: Logger }, onFree: () => void) {
    this.#clock = options.clock;
    this.#logger = options.logger;
    this.#onFree = onFree;
    this.#socket = openSocket(
      { url: options.url, apiKey: options.apiKey, clock: options.clock, connectMs },
      {
        open: () => this.#opened(),
        text: (text) => this.#told(text),
        binary: (audio) => this.#heard(audio),
        end: (end) => this.#ended(end),
      },
    );
  }

  get idle(): boolean {
    return this.#state === 'idle';
  }

  get dead(): boolean {
    return this.#state === 'dead';
  }

  /** True where another flush is within the vendor's limit. */
  get mayFlush(): boolean {
    const sinceMs = this.#clock.monotonic() - flushWindowMs;
    while ((this.#flushTimesMs[0] ?? Infinity) < sinceMs) this.#flushTimesMs.shift();
    return this.#flushTimesMs.length < maxFlushes;
  }

  /** Only where the socket is idle or has just been made. */
  speak(text: string): SpeechQueue {
    const queue = new SpeechQueue();
    this.#queue = queue;
    if (this.#state === 'opening') this.#waitingText = text;
    else this.#say(text);
    return queue;
  }

  /** Gives the running request up; the socket may be used again once the other end has cleared. */
  abandon(): void {
    this.#queue?.end();
    this.#queue = undefined;
    if (this.#state === 'opening') {
      this.#waitingText = undefined;
    } else if (this.#state === 'speaking') {
      this.#state = 'clearing';
      this.#socket.sendText({ type: 'Clear' });
      this.#watch(clearMs, () => this.close());
    }
  }

  close(): void {
    if (this.#state === 'dead') return;
    this.#socket.sendText({ type: 'Close' });
    this.#socket.drop();
    this.#die(undefined);
  }

  #opened(): void {
    this.#state = 'idle';
    const text = this.#waitingText;
    this.#waitingText = undefined;
    if (text !== undefined) this.#say(text);
    else this.#onFree();
  }

  #say(text: string): void {
    this.#state = 'speaking';
    for (const piece of pieces(text)) this.#socket.sendText({ type: 'Speak', text: piece });
    this.#socket.sendText({ type: 'Flush' });
    this.#flushTimesMs.push(this.#clock.monotonic());
    this.#watchStall();
  }

  #heard(audio: Uint8Array): void {
    if (this.#state !== 'speaking') return;
    this.#watchStall();
    if (audio.length > 0) this.#queue?.push(audio);
  }

  #told(text: string): void {
    switch (typeOf(text)) {
      case 'Flushed':
        if (this.#state === 'speaking') this.#free();
        break;
      case 'Cleared':
        if (this.#state === 'clearing') this.#free();
        break;
      case 'Warning':
      case 'Error':
        this.#logger.warn({}, 'synthesiser warned');
        break;
      case undefined:
      default:
        break;
    }
  }

  #free(): void {
    this.#timer?.cancel();
    this.#state = 'idle';
    this.#queue?.end();
    this.#queue = undefined;
    this.#onFree();
  }

  #watchStall(): void {
    this.#watch(stallMs, () => {
      this.#socket.drop();
      this.#die(new ProviderError('deepgram', 'timeout', 'The synthesiser stopped answering.'));
    });
  }

  #watch(ms: number, ring: () => void): void {
    this.#timer?.cancel();
    this.#timer = this.#clock.after(ms, ring);
  }

  #ended(end: SocketEnd): void {
    this.#die(socketError(end));
  }

  #die(error: ProviderError | undefined): void {
    this.#timer?.cancel();
    this.#state = 'dead';
    this.#queue?.end(error);
    this.#queue = undefined;
    this.#onFree();
  }
}

function socketError({ httpStatus, closeCode }: SocketEnd): ProviderError {
  if (httpStatus === 401 || httpStatus === 403) {
    return new ProviderError('deepgram', 'unauthorized', 'The synthesiser did not accept our key.', {
      vendorCode: httpStatus,
    });
  }
  if (httpStatus === 429) {
    return new ProviderError('deepgram', 'rate_limited', 'The synthesiser asks us to slow down.', {
      vendorCode: httpStatus,
    });
  }
  if (httpStatus !== undefined && httpStatus < 500) {
    return new ProviderError('deepgram', 'rejected', 'The synthesiser refused the connection.', {
      vendorCode: httpStatus,
    });
  }
  return new ProviderError('deepgram', 'unavailable', 'The synthesiser could not be reached or hung up.', {
    vendorCode: httpStatus ?? closeCode,
  });
}

function typeOf(text: string): string | undefined {
  try {
    return control.safeParse(JSON.parse(text)).data?.type;
  } catch {
    return undefined;
  }
}

function pieces(text: string): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > maxTextLength) {
    const blank = rest.lastIndexOf(' ', maxTextLength);
    const cut = blank > 0 ? blank : maxTextLength;
    parts.push(rest.slice(0, cut));
    rest = rest.slice(cut).trimStart();
  }
  return [...parts, rest];
}
