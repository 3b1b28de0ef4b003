import { WebSocket } from 'ws';
import type { RawData } from 'ws';
import { z } from 'zod';
import { frameBytes, silenceByte } from './frame-clock.ts';

type RejectCause = 'busy' | 'no-answer' | 'failed';
export type LegEnd = { by: 'far-end' | 'carrier' } | { by: 'reject'; cause: RejectCause };

export interface TrunkLegHandlers {
  onRinging(): void;
  onAnswer(): void;
  onDigit(digit: string): void;
  /** Exactly once. */
  onEnd(end: LegEnd): void;
}

/** One telephone line to the far end: a websocket that carries signals as text and 160-byte µ-law frames. */
export interface TrunkLeg {
  /** To the far end; only between answer and end. */
  send(frame: Uint8Array): void;
  digit(digit: string): void;
  hangUp(): void;
  /** The frames due at this tick; called once every 20 ms after the answer. */
  takeDue(): Uint8Array[];
}

const signalSchema = z.discriminatedUnion('event', [
  z.object({ event: z.literal('ringing') }),
  z.object({ event: z.literal('answer') }),
  z.object({ event: z.literal('reject'), cause: z.enum(['busy', 'no-answer', 'failed']) }),
  z.object({ event: z.literal('hangup') }),
  z.object({ event: z.literal('dtmf'), digit: z.string() }),
]);

/** A far end that is this late is waited for, so that a stutter of its timer loses nothing; then silence fills in. */
const maxOwedFrames = 12;
/** A far end that runs ahead of the clock by more than a second loses its oldest audio. */
const maxAheadFrames = 50;

export function openTrunkLeg(options: {
  url: string;
  callSid: string;
  to: string;
  from: string;
  handlers: TrunkLegHandlers;
}): TrunkLeg {
  const { handlers } = options;
  const socket = new WebSocket(options.url, { perMessageDeflate: false });
  let ended = false;
  let owed = 0;
  const queue: Uint8Array[] = [];

  const end = (how: LegEnd) => {
    if (ended) return;
    ended = true;
    socket.close();
    handlers.onEnd(how);
  };
  const signal = (message: object) => {
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
  };

  socket.on('open', () => {
    signal({ event: 'invite', callSid: options.callSid, to: options.to, from: options.from });
  });
  socket.on('message', (data, isBinary) => {
    if (ended) return;
    if (isBinary) {
      const bytes = toBytes(data);
      if (bytes.length === frameBytes) queue.push(bytes);
      if (queue.length > maxAheadFrames) queue.shift();
      return;
    }
    const parsed = signalSchema.safeParse(parseJson(toBytes(data)));
    if (!parsed.success) return;
    switch (parsed.data.event) {
      case 'ringing':
        handlers.onRinging();
        break;
      case 'answer':
        handlers.onAnswer();
        break;
      case 'reject':
        end({ by: 'reject', cause: parsed.data.cause });
        break;
      case 'hangup':
        end({ by: 'far-end' });
        break;
      case 'dtmf':
        handlers.onDigit(parsed.data.digit);
        break;
    }
  });
  socket.on('error', () => end({ by: 'reject', cause: 'failed' }));
  socket.on('close', () => end({ by: 'far-end' }));

  return {
    send(frame) {
      if (!ended && socket.readyState === WebSocket.OPEN) socket.send(frame, { binary: true });
    },
    digit: (digit) => signal({ event: 'dtmf', digit }),
    hangUp() {
      signal({ event: 'hangup' });
      end({ by: 'carrier' });
    },
    takeDue() {
      owed += 1;
      const due = queue.splice(0, owed);
      owed -= due.length;
      for (; owed > maxOwedFrames; owed -= 1) due.push(new Uint8Array(frameBytes).fill(silenceByte));
      return due;
    },
  };
}

/** The bytes of a websocket message, whichever shape `ws` delivers it in. */
export function toBytes(data: RawData): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data;
}

/** undefined when it is not JSON. */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}
