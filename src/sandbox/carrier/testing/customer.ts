import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import twilio from 'twilio';
import type { WebSocket } from 'ws';
import { WebSocketServer } from 'ws';

interface Posted {
  path: string;
  params: Record<string, string>;
  validSignature: boolean;
}

interface StreamMessage {
  event: string;
  sequenceNumber?: string;
  streamSid?: string;
  start?: {
    tracks: string[];
    customParameters: Record<string, string>;
    mediaFormat: object;
    callSid: string;
  };
  media?: { track: string; chunk: string; timestamp: string; payload: string };
  mark?: { name: string };
  dtmf?: { track: string; digit: string };
}

/** One Media Streams socket as the customer's server sees it. */
export interface CustomerStream {
  path: string;
  validSignature: boolean;
  messages: StreamMessage[];
  closed: boolean;
  socket: WebSocket;
  say(message: object): void;
  /** Of this kind, in order. */
  of(event: string): StreamMessage[];
}

/** The customer's application in a test: answers webhooks from a table, keeps what was posted, takes streams. */
export interface Customer {
  url: string;
  wsUrl: string;
  posts: Posted[];
  streams: CustomerStream[];
  /** Path → TwiML, a WAV file, a status code, 'hang' (never answers), or a function of the parameters. */
  routes: Record<string, Answer | ((params: Record<string, string>) => Answer)>;
  at(path: string): Posted[];
  /** Streams wait in their handshake until the returned function is called. */
  holdHandshakes(): () => void;
  close(): Promise<void>;
}
type Answer = string | number | Buffer;

export async function startCustomer(authToken: string): Promise<Customer> {
  const posts: Posted[] = [];
  const streams: CustomerStream[] = [];
  const routes: Customer['routes'] = {};
  let gate = Promise.resolve();
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const path = request.url ?? '';
      const params = Object.fromEntries(new URLSearchParams(body));
      const signature = String(request.headers['x-twilio-signature']);
      posts.push({
        path,
        params,
        validSignature: twilio.validateRequest(authToken, signature, base() + path, params),
      });
      const route = routes[path.replace(/\?.*/, '')] ?? 204;
      const answer = typeof route === 'function' ? route(params) : route;
      if (answer === 'hang') return;
      if (typeof answer === 'number') response.writeHead(answer).end();
      else {
        const type = typeof answer === 'string' ? 'text/xml' : 'audio/wav';
        response.writeHead(200, { 'content-type': type }).end(answer);
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const base = () => `http://127.0.0.1:${port}`;

  const sockets = new WebSocketServer({
    server,
    verifyClient: (_info: unknown, accept: (yes: boolean) => void) => void gate.then(() => accept(true)),
  });
  sockets.on('connection', (socket, request) => {
    const path = request.url ?? '';
    const signature = String(request.headers['x-twilio-signature']);
    const stream: CustomerStream = {
      path,
      validSignature: twilio.validateRequest(authToken, signature, `ws://127.0.0.1:${port}${path}`, {}),
      messages: [],
      closed: false,
      socket,
      say: (message) => socket.send(JSON.stringify(message)),
      of: (event) => stream.messages.filter((message) => message.event === event),
    };
    streams.push(stream);
    socket.on('message', (data: Buffer) =>
      stream.messages.push(JSON.parse(data.toString('utf8')) as StreamMessage),
    );
    socket.on('close', () => (stream.closed = true));
  });

  return {
    url: base(),
    wsUrl: `ws://127.0.0.1:${port}`,
    posts,
    streams,
    routes,
    at: (path) => posts.filter((post) => post.path === path),
    holdHandshakes() {
      const { promise, resolve } = Promise.withResolvers<undefined>();
      gate = promise.then(() => undefined);
      return () => resolve(undefined);
    },
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const part of request) body += String(part);
  return body;
}
