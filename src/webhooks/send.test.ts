import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { makeWebhookSender } from './send.ts';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function receiver(listener: RequestListener): Promise<number> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanups.push(() => new Promise((resolve) => server.close(resolve)));
  return (server.address() as AddressInfo).port;
}

function sender(allowHosts: readonly string[]) {
  const made = makeWebhookSender({ allowHosts });
  cleanups.push(() => made.close());
  return (url: string) => made.send(url, { 'webhook-id': 'msg_1' }, '{}', 0);
}

test('an answer of the 2xx kind is a delivery, and carries our headers', async () => {
  let seen: unknown;
  const port = await receiver((request, response) => {
    seen = [request.method, request.headers['webhook-id'], request.headers['content-type']];
    response.writeHead(204).end();
  });
  expect(await sender(['127.0.0.1'])(`http://127.0.0.1:${port}/`)).toEqual({
    kind: 'delivered',
    status: 204,
  });
  expect(seen).toEqual(['POST', 'msg_1', 'application/json']);
});

test('a redirect is refused, not followed', async () => {
  let requests = 0;
  const port = await receiver((_request, response) => {
    requests++;
    response.writeHead(307, { location: '/elsewhere' }).end();
  });
  expect(await sender(['127.0.0.1'])(`http://127.0.0.1:${port}/`)).toMatchObject({
    kind: 'refused',
    status: 307,
  });
  expect(requests).toBe(1);
});

test('a receiver may say when to come back, or never to', async () => {
  const port = await receiver((request, response) => {
    if (request.url === '/gone') response.writeHead(410).end();
    else response.writeHead(503, { 'retry-after': '30' }).end('some words that nobody keeps');
  });
  const send = sender(['127.0.0.1']);
  expect(await send(`http://127.0.0.1:${port}/`)).toEqual({
    kind: 'refused',
    status: 503,
    retryAfterMs: 30_000,
  });
  expect(await send(`http://127.0.0.1:${port}/gone`)).toEqual({ kind: 'gone', status: 410 });
});

test('nothing inside our network is asked unless it is allowed, by number or by name', async () => {
  let requests = 0;
  const port = await receiver((_request, response) => {
    requests++;
    response.end();
  });
  const send = sender([]);
  expect(await send(`http://127.0.0.1:${port}/`)).toEqual({ kind: 'forbidden' });
  expect(await send(`https://127.0.0.1:${port}/`)).toEqual({ kind: 'forbidden' });
  expect(await send(`https://localhost:${port}/`)).toEqual({ kind: 'forbidden' });
  expect(await send(`https://[::1]:${port}/`)).toEqual({ kind: 'forbidden' });
  expect(await send('ftp://127.0.0.1/')).toEqual({ kind: 'forbidden' });
  expect(requests).toBe(0);
});

test('a closed port is unreachable', async () => {
  const port = await receiver(() => undefined);
  for (const cleanup of cleanups.splice(0)) await cleanup();
  expect(await sender(['127.0.0.1'])(`http://127.0.0.1:${port}/`)).toEqual({
    kind: 'unreachable',
    reason: 'connection',
  });
});
