import { once } from 'node:events';
import type { IncomingMessage, Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WebSocket } from 'ws';
import { WebSocketServer } from 'ws';

/** One connection as the far end of a test sees it. */
export interface Connection {
  socket: WebSocket;
  url: URL;
  authorization: string | undefined;
  texts: { type: string; text?: string }[];
  audio: Buffer;
  say(message: object): void;
}

export interface SocketServer {
  baseUrl: string;
  connections: Connection[];
  /** Refuses the next handshakes with this status; undefined accepts. */
  refuseWith: number | undefined;
  close(): Promise<void>;
}

/** A websocket server that keeps what it is sent; `onText` and `onAudio` answer. */
export async function startSocketServer(
  handlers: {
    onText?: (connection: Connection, message: { type: string; text?: string }) => void;
    onAudio?: (connection: Connection) => void;
  } = {},
): Promise<SocketServer> {
  const http: Server = createServer();
  const sockets = new WebSocketServer({ noServer: true });
  const state: SocketServer = {
    baseUrl: '',
    connections: [],
    refuseWith: undefined,
    async close() {
      for (const { socket } of state.connections) socket.terminate();
      http.closeAllConnections();
      http.close();
      await once(http, 'close');
    },
  };
  http.on('upgrade', (request: IncomingMessage, socket, head) => {
    if (state.refuseWith !== undefined) {
      socket.end(`HTTP/1.1 ${state.refuseWith} Refused\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (client) => {
      const connection: Connection = {
        socket: client,
        url: new URL(request.url ?? '/', 'ws://test'),
        authorization: request.headers.authorization,
        texts: [],
        audio: Buffer.alloc(0),
        say: (message) => client.send(JSON.stringify(message)),
      };
      state.connections.push(connection);
      client.on('message', (data: Buffer, binary) => {
        if (binary) {
          connection.audio = Buffer.concat([connection.audio, data]);
          handlers.onAudio?.(connection);
        } else {
          const message = JSON.parse(data.toString()) as { type: string; text?: string };
          connection.texts.push(message);
          handlers.onText?.(connection, message);
        }
      });
    });
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  state.baseUrl = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  return state;
}
