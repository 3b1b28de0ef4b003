/** A plain ws client that collects what comes, for tests. */
import { once } from 'node:events';
import { WebSocket } from 'ws';

export interface Message {
  type: string;
  [name: string]: unknown;
}

export interface Client {
  socket: WebSocket;
  messages: Message[];
  audio: Buffer[];
  /** Resolves with the first message, past or to come, that fits. */
  message(fits: (message: Message) => boolean): Promise<Message>;
  /** Resolves with close code and reason. */
  closed: Promise<{ code: number; reason: string }>;
}

export async function connect(url: string, path: string, authorization = 'Token test'): Promise<Client> {
  const socket = new WebSocket(url.replace('http', 'ws') + path, { headers: { authorization } });
  const messages: Message[] = [];
  const audio: Buffer[] = [];
  const waiting = new Set<{ fits: (message: Message) => boolean; resolve: (message: Message) => void }>();
  socket.on('message', (data: Buffer, isBinary) => {
    if (isBinary) {
      audio.push(data);
      return;
    }
    const message = JSON.parse(data.toString()) as Message;
    messages.push(message);
    for (const one of waiting) {
      if (!one.fits(message)) continue;
      waiting.delete(one);
      one.resolve(message);
    }
  });
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on('close', (code, reason) => {
      resolve({ code, reason: reason.toString() });
    });
  });
  await once(socket, 'open');
  return {
    socket,
    messages,
    audio,
    closed,
    message: (fits) =>
      new Promise((resolve) => {
        const known = messages.find(fits);
        if (known) resolve(known);
        else waiting.add({ fits, resolve });
      }),
  };
}

/** Status, headers and body of a refused handshake. */
export function refused(
  url: string,
  path: string,
  authorization?: string,
): Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: string }> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url.replace('http', 'ws') + path, {
      headers: authorization === undefined ? {} : { authorization },
    });
    socket.on('open', () => {
      reject(new Error('the handshake was not refused'));
    });
    socket.on('error', () => undefined);
    socket.on('unexpected-response', (_, response) => {
      let body = '';
      response.on('data', (part: Buffer) => {
        body += part.toString();
      });
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
      });
    });
  });
}
