import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { WebSocket } from 'ws';
import { WebSocketServer } from 'ws';

/** What a test's far end saw and can do on one line. */
export interface FarLine {
  invite: { callSid: string; to: string; from: string };
  digits: string[];
  /** Frames that the carrier sent. */
  frames: Buffer[];
  hungUp: boolean;
  signal(message: object): void;
  speak(frame: Uint8Array): void;
  drop(): void;
}

/** A tiny payor trunk, independent of the carrier's code: answers as told, and counts. */
export interface FarEnd {
  url: string;
  lines: FarLine[];
  close(): Promise<void>;
}

export async function startFarEnd(onInvite: (line: FarLine) => void): Promise<FarEnd> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const lines: FarLine[] = [];
  server.on('connection', (socket: WebSocket) => {
    let line: FarLine | undefined;
    socket.on('message', (data: Buffer, isBinary) => {
      if (isBinary) {
        line?.frames.push(data);
        return;
      }
      const message = JSON.parse(data.toString('utf8')) as {
        event: string;
        callSid?: string;
        to?: string;
        from?: string;
        digit?: string;
      };
      switch (message.event) {
        case 'invite':
          line = {
            invite: {
              callSid: message.callSid ?? '',
              to: message.to ?? '',
              from: message.from ?? '',
            },
            digits: [],
            frames: [],
            hungUp: false,
            signal: (out) => socket.send(JSON.stringify(out)),
            speak: (frame) => socket.send(frame, { binary: true }),
            drop: () => socket.terminate(),
          };
          lines.push(line);
          onInvite(line);
          break;
        case 'dtmf':
          line?.digits.push(message.digit ?? '');
          break;
        case 'hangup':
          if (line) line.hungUp = true;
          break;
        default:
          throw new Error('the far end got a signal it does not know');
      }
    });
  });
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/trunk`,
    lines,
    async close() {
      for (const socket of server.clients) socket.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Answers every call at once. */
export function answerAtOnce(line: FarLine): void {
  line.signal({ event: 'ringing' });
  line.signal({ event: 'answer' });
}

/** A frame of 160 equal bytes: a sound that a test can recognise. */
export function tone(byte: number): Uint8Array {
  return new Uint8Array(160).fill(byte);
}
