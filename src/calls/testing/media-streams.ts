import type { ManualClock } from '../../kernel/clock.ts';
import type { MediaSocket } from '../../kernel/telephony.ts';

const frameMs = 20;
const bytesPerFrame = 160;

interface SentFrame {
  event: string;
  streamSid?: string;
  media?: { payload: string };
  mark?: { name: string };
}

/** The carrier's end of one media stream, as it speaks to our socket: frames with string counters, marks echoed. */
export interface CarrierStream {
  socket: MediaSocket;
  /** All that we sent, parsed, in order. */
  sent: SentFrame[];
  /** True once we closed the socket. */
  closedByUs(): boolean;
  start(token: string, callSid?: string): void;
  /** Sends sound for that long, in real time of the clock. */
  sound(ms: number): Promise<void>;
  /** Echoes the marks that were sent and not echoed yet. */
  echoMarks(): void;
  /** Milliseconds of audio received from us. */
  receivedMs(): number;
  /** Sends a frame as it is written. */
  raw(text: string): void;
  stop(): void;
  /** The connection breaks. */
  drop(): void;
}

let streams = 0;

export function makeCarrierStream(clock: ManualClock, options: { closes?: boolean } = {}): CarrierStream {
  const streamSid = `MZ${String(++streams).padStart(4, '0')}`;
  const sent: SentFrame[] = [];
  let onMessage: (text: string) => void = () => undefined;
  let onClose: () => void = () => undefined;
  let closedByUs = false;
  let gone = false;
  let echoed = 0;
  let sequence = 0;
  let startedMs = 0;
  const tell = (message: object) => {
    if (!gone) onMessage(JSON.stringify({ ...message, sequenceNumber: String(++sequence), streamSid }));
  };
  const close = () => {
    if (gone) return;
    gone = true;
    onClose();
  };
  return {
    socket: {
      send: (text) => void sent.push(JSON.parse(text) as SentFrame),
      close() {
        closedByUs = true;
        if (options.closes !== false) queueMicrotask(close);
      },
      onMessage: (listener) => void (onMessage = listener),
      onClose: (listener) => void (onClose = listener),
    },
    sent,
    closedByUs: () => closedByUs,
    start(token, callSid = 'CA1') {
      startedMs = clock.monotonic();
      tell({ event: 'connected', protocol: 'Call', version: '1.0.0' });
      tell({
        event: 'start',
        start: { streamSid, callSid, tracks: ['inbound'], customParameters: { token } },
      });
    },
    async sound(ms) {
      const payload = Buffer.alloc(bytesPerFrame, 0xff).toString('base64');
      for (let past = 0; past < ms; past += frameMs) {
        await clock.advance(frameMs);
        const timestamp = String(clock.monotonic() - startedMs - frameMs);
        tell({ event: 'media', media: { track: 'inbound', chunk: '1', timestamp, payload } });
      }
    },
    echoMarks() {
      const marks = sent.flatMap((frame) => (frame.mark === undefined ? [] : [frame.mark.name]));
      for (const name of marks.slice(echoed)) tell({ event: 'mark', mark: { name } });
      echoed = marks.length;
    },
    receivedMs: () =>
      sent.reduce((sum, { media }) => sum + (media ? Buffer.from(media.payload, 'base64').length / 8 : 0), 0),
    raw: (text) => onMessage(text),
    stop() {
      tell({ event: 'stop', stop: { callSid: 'CA1' } });
      close();
    },
    drop: close,
  };
}
