import { z } from 'zod';
import type { MediaSocket } from '../kernel/telephony.ts';

/** Counters and timestamps are strings on this wire. */
const count = z.string().regex(/^\d+$/).transform(Number);

const frame = z.discriminatedUnion('event', [
  z.object({ event: z.literal('connected') }),
  z.object({
    event: z.literal('start'),
    streamSid: z.string(),
    start: z.object({
      callSid: z.string(),
      customParameters: z.record(z.string(), z.string()).default({}),
    }),
  }),
  z.object({
    event: z.literal('media'),
    media: z.object({ track: z.string().optional(), timestamp: count, payload: z.string() }),
  }),
  z.object({ event: z.literal('mark'), mark: z.object({ name: z.string() }) }),
  z.object({ event: z.literal('dtmf'), dtmf: z.object({ digit: z.string() }) }),
  z.object({ event: z.literal('stop') }),
]);

type Frame = z.infer<typeof frame>;

const knownEvents: readonly string[] = frame.options.map((option) => option.shape.event.value);

/** What stands in a stream's start frame. */
interface StreamStart {
  streamSid: string;
  callSid: string;
  /** The one-time token that the stream was opened with; empty where there is none. */
  token: string;
}

export interface MediaStreamHandlers {
  start(start: StreamStart): void;
  /** µ-law bytes; `timestampMs` counts from this stream's start. */
  audio(audio: Uint8Array, timestampMs: number): void;
  mark(name: string): void;
  /** The carrier stopped the stream or the socket is gone; once. Not a hang-up. */
  end(): void;
}

/** One carrier media stream over a socket: frames in as calls, frames out as methods. */
export class MediaStream {
  readonly #socket: MediaSocket;
  readonly #handlers: MediaStreamHandlers;
  #streamSid: string | undefined;
  #ended = false;
  #malformed = 0;

  constructor(socket: MediaSocket, handlers: MediaStreamHandlers) {
    this.#socket = socket;
    this.#handlers = handlers;
    socket.onMessage((text) => this.#read(text));
    socket.onClose(() => this.#end());
  }

  /** Frames of a known kind that made no sense, so far. */
  get malformed(): number {
    return this.#malformed;
  }

  sendAudio(audio: Uint8Array): void {
    this.#send({ event: 'media', media: { payload: Buffer.from(audio).toString('base64') } });
  }

  sendMark(name: string): void {
    this.#send({ event: 'mark', mark: { name } });
  }

  /** Empties the carrier's buffer; pending marks are echoed although nobody heard what they stood behind. */
  sendClear(): void {
    this.#send({ event: 'clear' });
  }

  close(): void {
    this.#socket.close();
  }

  #send(message: object): void {
    if (this.#ended || this.#streamSid === undefined) return;
    this.#socket.send(JSON.stringify({ ...message, streamSid: this.#streamSid }));
  }

  #read(text: string): void {
    if (this.#ended) return;
    const parsed = parseFrame(text);
    if (parsed === 'unknown') return;
    if (parsed === 'malformed') {
      this.#malformed += 1;
      return;
    }
    switch (parsed.event) {
      case 'connected':
      case 'dtmf':
        break;
      case 'start':
        if (this.#streamSid !== undefined) break;
        this.#streamSid = parsed.streamSid;
        this.#handlers.start({
          streamSid: parsed.streamSid,
          callSid: parsed.start.callSid,
          token: parsed.start.customParameters.token ?? '',
        });
        break;
      case 'media': {
        if (this.#streamSid === undefined || parsed.media.track === 'outbound') break;
        const audio = Buffer.from(parsed.media.payload, 'base64');
        if (audio.length > 0) this.#handlers.audio(audio, parsed.media.timestamp);
        break;
      }
      case 'mark':
        this.#handlers.mark(parsed.mark.name);
        break;
      case 'stop':
        this.#end();
        break;
    }
  }

  #end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#handlers.end();
  }
}

function parseFrame(text: string): Frame | 'unknown' | 'malformed' {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return 'malformed';
  }
  const parsed = frame.safeParse(json);
  if (parsed.success) return parsed.data;
  const event = typeof json === 'object' && json !== null && 'event' in json ? json.event : undefined;
  return typeof event === 'string' && !knownEvents.includes(event) ? 'unknown' : 'malformed';
}
