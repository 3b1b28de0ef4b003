import { WebSocket } from 'ws';
import type { Clock, Timer } from '../../kernel/clock.ts';

/** Why a socket ended: it never opened (with the HTTP status where there was one), or it closed. */
export interface SocketEnd {
  opened: boolean;
  httpStatus?: number | undefined;
  closeCode?: number | undefined;
}

export interface SocketHandlers {
  open(): void;
  text(text: string): void;
  binary(audio: Uint8Array): void;
  /** Once, and nothing after it. */
  end(end: SocketEnd): void;
}

/** One websocket to the vendor. What happens after `drop` is not reported. */
export interface Socket {
  sendText(message: object): void;
  sendAudio(audio: Uint8Array): void;
  drop(): void;
}

/** `baseUrl` is http or https; lists in `query` repeat their key and blanks are written %20. */
export function socketUrl(
  baseUrl: string,
  path: string,
  query: readonly (readonly [name: string, value: string])[],
): string {
  const pairs = query.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  return `${baseUrl.replace(/\/+$/, '').replace(/^http/, 'ws')}${path}?${pairs.join('&')}`;
}

/**
 * Opens a socket. `ws` delivers binary frames and text frames in the order in which they came, which the vendor's
 * SDK does not.
 */
export function openSocket(
  options: { url: string; apiKey: string; clock: Clock; connectMs: number },
  handlers: SocketHandlers,
): Socket {
  const socket = new WebSocket(options.url, {
    headers: { authorization: `Token ${options.apiKey}` },
    perMessageDeflate: false,
    maxPayload: 4 * 1024 * 1024,
  });
  socket.binaryType = 'nodebuffer';
  let opened = false;
  let ended = false;
  let httpStatus: number | undefined;
  const end = (closeCode?: number) => {
    if (ended) return;
    ended = true;
    timer.cancel();
    socket.terminate();
    handlers.end({ opened, httpStatus, closeCode });
  };
  const timer: Timer = options.clock.after(options.connectMs, () => end());
  socket.on('open', () => {
    if (ended) return;
    timer.cancel();
    opened = true;
    handlers.open();
  });
  socket.on('unexpected-response', (_request, response) => {
    httpStatus = response.statusCode;
    response.resume();
    end();
  });
  socket.on('message', (data: Buffer, binary) => {
    if (ended) return;
    if (binary) handlers.binary(data);
    else handlers.text(data.toString('utf8'));
  });
  socket.on('error', () => end());
  socket.on('close', (code) => end(code));
  return {
    sendText: (message) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
    },
    // An empty binary frame would close the stream at the other end.
    sendAudio: (audio) => {
      if (socket.readyState === WebSocket.OPEN && audio.length > 0) socket.send(audio, { binary: true });
    },
    drop: () => {
      ended = true;
      timer.cancel();
      socket.terminate();
    },
  };
}
