/** What both Deepgram wires have in common: handshakes refused with the vendor's headers, messages, faults. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { STATUS_CODES } from 'node:http';
import type { RawData, WebSocket } from 'ws';
import { z } from 'zod';
import type { Fault } from './faults.ts';

export interface Refusal {
  status: number;
  code: string;
  message: string;
}

/** Checks `Token <key>` or `Bearer <token>`; any non-empty key will do when none is set. */
export function refuseUnauthorized(
  request: IncomingMessage,
  apiKey: string | undefined,
): Refusal | undefined {
  const key = /^(?:Token|Bearer)\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (key !== undefined && (apiKey === undefined || key === apiKey)) return undefined;
  return { status: 401, code: 'INVALID_AUTH', message: 'Invalid credentials.' };
}

export function refuseHandshake(socket: Duplex, requestId: string, { status, code, message }: Refusal): void {
  const body = JSON.stringify({ err_code: code, err_msg: message, request_id: requestId });
  socket.end(
    [
      `HTTP/1.1 ${String(status)} ${STATUS_CODES[status] ?? 'Error'}`,
      'Content-Type: application/json',
      `Content-Length: ${String(Buffer.byteLength(body))}`,
      `dg-error: ${message}`,
      `dg-request-id: ${requestId}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}

export function bytesOf(data: RawData): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? Buffer.from(data) : data;
}

const clientMessageSchema = z.looseObject({ type: z.string(), text: z.string().optional() });

type ClientMessage = z.infer<typeof clientMessageSchema>;

/** Stands for a frame that is no message; of no type that either wire knows. */
export const unreadable: ClientMessage = { type: '' };

/** A client's text frame, or undefined when it is no JSON object with a type. */
export function readMessage(data: Buffer): ClientMessage | undefined {
  try {
    return clientMessageSchema.safeParse(JSON.parse(data.toString('utf8'))).data;
  } catch {
    return undefined;
  }
}

/** Starts the timed drop, and returns a counter that drops the socket after so many bytes. */
export function applyDrops(socket: WebSocket, fault: Fault): (bytes: number) => void {
  if (fault.dropAfterMs !== undefined) {
    const timer = setTimeout(() => {
      socket.terminate();
    }, fault.dropAfterMs);
    socket.once('close', () => {
      clearTimeout(timer);
    });
  }
  let seen = 0;
  return (bytes) => {
    seen += bytes;
    if (fault.dropAfterBytes !== undefined && seen >= fault.dropAfterBytes) socket.terminate();
  };
}
