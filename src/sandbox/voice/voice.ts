/** Stand-in for Deepgram: live recognition and streaming synthesis over the vendor's sockets, on one port. */
import { randomUUID } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { SpeechEngine } from '../speech/engine.ts';
import { faultsSchema, type Faults } from './faults.ts';
import { idleMs as vendorIdleMs, serveListen } from './listen.ts';
import { readListenParams } from './listen-params.ts';
import { serveSpeak } from './speak.ts';
import { readSpeakParams } from './speak-params.ts';
import { refuseHandshake, refuseUnauthorized } from './wire.ts';

type VoiceEvent =
  | { kind: 'opened'; wire: 'listen' | 'speak'; requestId: string }
  | { kind: 'refused'; wire: 'listen' | 'speak'; requestId: string; status: number }
  | { kind: 'closed'; wire: 'listen' | 'speak'; requestId: string; code: number }
  | { kind: 'heard'; requestId: string; text: string; final: boolean }
  | { kind: 'spoke'; requestId: string; text: string };

export interface VoiceOptions {
  host?: string | undefined;
  /** 0 takes any free port. */
  port: number;
  engine: SpeechEngine;
  /** The only key that is let in; any key when not set. */
  apiKey?: string | undefined;
  faults?: Faults | undefined;
  onEvent?: ((event: VoiceEvent) => void) | undefined;
  /** Silence on a listening socket before it is closed; the vendor's ten seconds unless told. */
  idleMs?: number | undefined;
}

export interface VoiceServer {
  /** http://host:port; sockets under ws:// of the same. */
  url: string;
  port: number;
  setFaults(faults: Faults): void;
  close(): Promise<void>;
}

type Wire = 'listen' | 'speak';

/** Sound is handed on so often: a later timer is heard. */
const frameMs = 20;

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part as Uint8Array));
  return JSON.parse(Buffer.concat(parts).toString('utf8'));
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

export async function startVoice(options: VoiceOptions): Promise<VoiceServer> {
  const { host = '127.0.0.1', engine, apiKey, idleMs = vendorIdleMs } = options;
  const onEvent = options.onEvent ?? ((): void => undefined);
  let faults: Faults = options.faults ?? {};
  const sockets = new WebSocketServer({ noServer: true });

  const loop = monitorEventLoopDelay({ resolution: frameMs });
  loop.enable();
  const ms = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - frameMs);
  const lag = () => ({
    recognition: engine.lag?.() ?? null,
    eventLoop: { p99Ms: ms(loop.percentile(99)), maxMs: ms(loop.max) },
  });

  const control = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.url === '/_control/lag') {
      answer(response, 200, lag());
      return;
    }
    if (request.url !== '/_control/faults') {
      answer(response, 404, { err_code: 'NOT_FOUND', err_msg: 'Not Found' });
      return;
    }
    if (request.method === 'POST') {
      const parsed = faultsSchema.safeParse(await bodyOf(request));
      if (!parsed.success) {
        answer(response, 400, { err_msg: parsed.error.message });
        return;
      }
      faults = { ...faults, ...parsed.data };
    }
    answer(response, 200, faults);
  };
  const server = createServer((request, response) => {
    control(request, response).catch(() => {
      answer(response, 400, { err_msg: 'Bad Request' });
    });
  });

  const accept = (
    wire: Wire,
    requestId: string,
    request: IncomingMessage,
    stream: Duplex,
    head: Buffer,
    serve: (socket: WebSocket) => void,
  ): void => {
    sockets.handleUpgrade(request, stream, head, (socket) => {
      onEvent({ kind: 'opened', wire, requestId });
      socket.on('error', () => undefined);
      socket.on('close', (code) => {
        onEvent({ kind: 'closed', wire, requestId, code });
      });
      serve(socket);
    });
  };

  sockets.on('headers', (headers, request) => {
    headers.push(`dg-request-id: ${requestIds.get(request) ?? ''}`);
  });
  const requestIds = new WeakMap<IncomingMessage, string>();

  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', () => undefined);
    const requestId = randomUUID();
    requestIds.set(request, requestId);
    const url = new URL(request.url ?? '/', 'http://sandbox');
    const wire =
      url.pathname === '/v1/listen' ? 'listen' : url.pathname === '/v1/speak' ? 'speak' : undefined;
    const refuse = (status: number, code: string, message: string): void => {
      if (wire) onEvent({ kind: 'refused', wire, requestId, status });
      refuseHandshake(stream, requestId, { status, code, message });
    };
    if (!wire) {
      refuse(404, 'NOT_FOUND', 'Not Found.');
      return;
    }
    const fault = faults[wire] ?? {};
    if (fault.refuseStatus !== undefined) {
      refuse(fault.refuseStatus, 'SANDBOX_FAULT', 'Refused on demand.');
      return;
    }
    const unauthorized = refuseUnauthorized(request, apiKey);
    if (unauthorized) {
      refuse(unauthorized.status, unauthorized.code, unauthorized.message);
      return;
    }
    switch (wire) {
      case 'listen': {
        const params = readListenParams(url.searchParams);
        if (typeof params === 'string') refuse(400, 'Bad Request', params);
        else
          accept(wire, requestId, request, stream, head, (socket) => {
            serveListen({ socket, requestId, params, engine, fault, idleMs, onEvent });
          });
        return;
      }
      case 'speak': {
        const params = readSpeakParams(url.searchParams);
        if (typeof params === 'string') refuse(400, 'Bad Request', params);
        else
          accept(wire, requestId, request, stream, head, (socket) => {
            serveSpeak({ socket, requestId, params, engine, fault, now: Date.now, onEvent });
          });
        return;
      }
    }
  });

  server.listen(options.port, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${host}:${String(port)}`,
    port,
    setFaults(next) {
      faults = next;
    },
    async close() {
      loop.disable();
      sockets.clients.forEach((socket) => {
        socket.terminate();
      });
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
