import { WebSocket } from 'ws';
import { z } from 'zod';
import { onAbort } from './abort.ts';
import type { CarrierClock } from './clock.ts';
import type { StreamKind, StreamState } from './events.ts';
import { frameMs } from './frame-clock.ts';
import type { Playout } from './playout.ts';
import { makeSid, signRequest } from './signature.ts';
import type { CarrierSwitches } from './switches.ts';
import { parseJson, toBytes } from './trunk-leg.ts';
import type { StreamSpec } from './twiml.ts';

type Track = 'inbound' | 'outbound';
type StreamEndReason = 'stopped' | 'server-closed' | 'failed';

/** One Media Streams socket, from its opening to its end. */
export interface MediaStream {
  readonly sid: string;
  readonly name: string;
  readonly kind: StreamKind;
  readonly state: StreamState;
  /** 20 ms of one track; only the tracks that were asked for are passed on. */
  heard(track: Track, frame: Uint8Array): void;
  /** A key that the far end pressed. */
  digit(digit: string): void;
  /** Ends it from the carrier's side: `stop`, then the socket is closed. */
  stop(): void;
  /** Cuts the socket without a word, as a broken network would. */
  cut(): void;
  readonly ended: Promise<StreamEndReason>;
}

export interface MediaStreamOptions {
  kind: StreamKind;
  spec: StreamSpec;
  accountSid: string;
  callSid: string;
  authToken: string;
  clock: CarrierClock;
  /** Aborted when the carrier closes: whatever is still open is cut. */
  lifetime: AbortSignal;
  switches: CarrierSwitches;
  /** What the server sends is played from here; absent on one-way streams. */
  playout: Playout | undefined;
  /** Chosen from the switch's range; a one-way stream opens at once. */
  openMs: number;
  onState(sid: string, state: StreamState, error: string | undefined): void;
  onWarning(code: number, message: string): void;
}

const serverMessageSchema = z.discriminatedUnion('event', [
  z.object({ event: z.literal('media'), streamSid: z.string(), media: z.object({ payload: z.base64() }) }),
  z.object({ event: z.literal('mark'), streamSid: z.string(), mark: z.object({ name: z.string() }) }),
  z.object({ event: z.literal('clear'), streamSid: z.string() }),
]);

/** The socket opens at this part of the opening time and sends `start`; the first audio comes at its end. */
const socketShareOfOpening = 0.6;
const handshakeTimeoutMs = 5_000;

export function openMediaStream(options: MediaStreamOptions): MediaStream {
  const { kind, spec, accountSid, callSid, clock, switches, playout } = options;
  const sid = makeSid('MZ');
  const tracks = tracksOf(spec);
  let state: StreamState = 'opening';
  let socket: WebSocket | undefined;
  let listening = kind === 'start';
  let originAt = clock.now();
  let sequence = 1;
  let overflowing = false;
  let held: (() => void)[] = [];
  const counts: Record<Track, { frames: number; chunks: number }> = {
    inbound: { frames: 0, chunks: 0 },
    outbound: { frames: 0, chunks: 0 },
  };
  const cancels: (() => void)[] = [];
  const { promise: ended, resolve: resolveEnded } = Promise.withResolvers<StreamEndReason>();

  const isOpen = () => state === 'started' && socket?.readyState === WebSocket.OPEN;
  const send = (message: object) => {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
  };
  const sendNumbered = (event: string, body: object) => {
    send({ event, sequenceNumber: String(sequence), streamSid: sid, ...body });
    sequence += 1;
  };
  const over = (reason: StreamEndReason, error?: string) => {
    if (state === 'stopped' || state === 'error') return;
    for (const cancel of cancels) cancel();
    held = [];
    playout?.clear(false);
    state = reason === 'failed' ? 'error' : 'stopped';
    options.onState(sid, state, error);
    resolveEnded(reason);
  };

  const begin = () => {
    send({ event: 'connected', protocol: 'Call', version: '1.0.0' });
    if (kind === 'connect') originAt = clock.now();
    state = 'started';
    sendNumbered('start', {
      start: {
        accountSid,
        streamSid: sid,
        callSid,
        tracks,
        mediaFormat: { encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 1 },
        customParameters: spec.parameters,
      },
    });
    options.onState(sid, 'started', undefined);
    if (listening) flushHeld();
  };
  const flushHeld = () => {
    const due = held;
    held = [];
    for (const deliver of due) deliver();
  };

  const connect = () => {
    // Twilio strips the query of a stream's URL; parameters travel in customParameters.
    const url = spec.url.replace(/[?#].*$/, '');
    const opening = new WebSocket(url, {
      perMessageDeflate: false,
      handshakeTimeout: handshakeTimeoutMs,
      headers: {
        'x-twilio-signature': signRequest(options.authToken, url),
        'user-agent': 'Twilio.TmeWs/1.0',
      },
    });
    socket = opening;
    const forget = onAbort(options.lifetime, () => opening.terminate());
    opening.on('close', forget);
    opening.on('open', begin);
    opening.on('message', (data) => takeMessage(parseJson(toBytes(data))));
    opening.on('error', () => {
      if (state === 'opening') over('failed', 'Stream - WebSocket - Handshake Error (31920)');
    });
    opening.on('close', () => {
      if (state === 'opening') over('failed', 'Stream - WebSocket - Handshake Error (31920)');
      else over('server-closed');
    });
  };

  const takeMessage = (raw: unknown) => {
    if (!isOpen()) return;
    const parsed = serverMessageSchema.safeParse(raw);
    if (!parsed.success || parsed.data.streamSid !== sid || !playout) {
      options.onWarning(31951, 'Stream - Protocol - Invalid Message');
      return;
    }
    const message = parsed.data;
    switch (message.event) {
      case 'media':
        if (playout.append(Buffer.from(message.media.payload, 'base64')) > 0) {
          options.onWarning(31931, 'Stream - outbound audio beyond the buffer was discarded');
        }
        break;
      case 'mark':
        playout.mark(() => {
          if (isOpen()) sendNumbered('mark', { mark: { name: message.mark.name } });
        });
        break;
      case 'clear':
        playout.clear(switches.clearEchoesMarks);
        break;
    }
  };

  const sendMedia = (track: Track, frame: Uint8Array, timestamp: number) => {
    if (socket?.readyState !== WebSocket.OPEN) return;
    const counter = counts[track];
    counter.chunks += 1;
    if (socket.bufferedAmount > switches.slowReaderBytes) {
      if (!overflowing) options.onWarning(31930, 'Stream - Media - Buffer Overflow');
      overflowing = true;
      return;
    }
    overflowing = false;
    const media = {
      track,
      chunk: String(counter.chunks),
      timestamp: String(timestamp),
      payload: Buffer.from(frame).toString('base64'),
    };
    sendNumbered('media', { media });
  };

  const inGap = () => {
    const { everyMs, gapMs } = switches.burst;
    return everyMs > 0 && (clock.now() - originAt) % everyMs < gapMs;
  };

  options.onState(sid, 'opening', undefined);
  if (kind === 'start') connect();
  else {
    cancels.push(clock.after(options.openMs * socketShareOfOpening, connect));
    cancels.push(
      clock.after(options.openMs, () => {
        listening = true;
        if (isOpen()) flushHeld();
      }),
    );
  }

  return {
    sid,
    name: spec.name ?? sid,
    kind,
    get state() {
      return state;
    },
    ended,
    heard(track, frame) {
      if (state === 'stopped' || state === 'error' || !tracks.includes(track)) return;
      const counted = kind === 'start' || switches.connectKeepsAudio || state === 'started';
      const timestamp = counts[track].frames * frameMs;
      if (counted) counts[track].frames += 1;
      const deliver = () => sendMedia(track, frame, timestamp);
      const ready = isOpen() && listening;
      if (ready && !inGap()) {
        flushHeld();
        deliver();
      } else if (ready || kind === 'start' || switches.connectKeepsAudio) held.push(deliver);
    },
    digit(digit) {
      if (isOpen() && kind === 'connect') sendNumbered('dtmf', { dtmf: { track: 'inbound_track', digit } });
    },
    stop() {
      if (isOpen()) sendNumbered('stop', { stop: { accountSid, callSid } });
      over('stopped');
      if (!switches.lingeringSockets) socket?.close(1000);
    },
    cut() {
      socket?.terminate();
    },
  };
}

function tracksOf(spec: StreamSpec): Track[] {
  switch (spec.track) {
    case 'inbound_track':
      return ['inbound'];
    case 'outbound_track':
      return ['outbound'];
    case 'both_tracks':
      return ['inbound', 'outbound'];
  }
}
