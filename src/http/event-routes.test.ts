import { Ajv2020 } from 'ajv/dist/2020.js';
import { pino } from 'pino';
import { afterEach, expect, test } from 'vitest';
import { allScopes, type Principal, type Scope } from '../kernel/access.ts';
import { eventTypes } from '../kernel/event.ts';
import type { EventFeed, FeedEvent, StreamStart } from '../kernel/event-feed.ts';
import { eventExamples } from '../kernel/event-examples.ts';
import { onlyThin, thinSchemas } from '../kernel/event-schemas.ts';
import { makeApp } from './app.ts';
import { makeEventRoutes } from './event-routes.ts';

const event: FeedEvent = {
  id: 'evt_one',
  type: 'task.completed',
  timestamp: '2026-03-10T10:00:00.000Z',
  data: eventExamples['task.completed'],
};
const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

/** An application whose streams tell `events` and then wait for their end. */
async function makeWorld(
  scopes: readonly Scope[] = allScopes,
  events: readonly (FeedEvent | null)[] = [event],
) {
  const starts: StreamStart[] = [];
  const audited: string[] = [];
  const principal: Principal = {
    kind: 'key',
    actorId: 'key_one',
    organizationId: 'org_one',
    practiceIds: null,
    scopes,
  };
  const feed: EventFeed = {
    list: () => Promise.resolve({ data: [event], nextCursor: 'further', hasMore: false }),
    get: (_scope, id) => Promise.resolve(id === event.id ? event : undefined),
    follow: (_scope, _filter, start, signal) => {
      starts.push(start);
      return Promise.resolve(tellThenWait(events, signal));
    },
  };
  const app = await makeApp({
    logger: pino({ level: 'silent' }),
    authenticator: { authenticate: () => Promise.resolve(principal) },
    readiness: { check: () => Promise.resolve({ database: true, migrations: true, queue: true }) },
    rateLimitPerMinute: 1_000,
    plugins: [
      makeEventRoutes({
        feed,
        audit: {
          record: ({ action, subject }) => {
            audited.push(`${action} ${subject}`);
            return Promise.resolve();
          },
        },
      }),
    ],
  });
  const base = await app.listen({ host: '127.0.0.1', port: 0 });
  cleanups.push(() => app.close());
  const ask = (path: string, headers: Record<string, string> = {}) =>
    fetch(base + path, { headers: { authorization: 'Bearer some-key', ...headers } });
  return { app, ask, starts, audited };
}

async function* tellThenWait(events: readonly (FeedEvent | null)[], signal: AbortSignal) {
  yield* events;
  if (!signal.aborted)
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
}

/** Reads until `wanted` has come. */
async function readUntil(response: Response, wanted: string): Promise<string> {
  let text = '';
  if (response.body === null) throw new Error('The answer has no body.');
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  while (!text.includes(wanted)) {
    const { value, done } = await reader.read();
    if (done) throw new Error('The stream ended early.');
    text += value;
  }
  await reader.cancel();
  return text;
}

test('a stream is Server-Sent Events, with id, name and the event as JSON, and a comment where nothing happens', async () => {
  const { ask } = await makeWorld(allScopes, [event, null]);
  const response = await ask('/v1/events/stream');
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  expect(response.headers.get('content-encoding')).toBeNull();
  const text = await readUntil(response, ': nothing new');
  expect(text).toContain(`id: evt_one\nevent: task.completed\ndata: ${JSON.stringify(event)}\n\n`);
  expect(text).toMatch(/^retry: \d+\n\n/);
});

test('a stream begins where its reader left off', async () => {
  const { ask, starts } = await makeWorld();
  await readUntil(await ask('/v1/events/stream', { 'last-event-id': 'evt_seen' }), 'evt_one');
  await readUntil(await ask('/v1/events/stream?cursor=abc'), 'evt_one');
  await readUntil(await ask('/v1/events/stream'), 'evt_one');
  expect(starts).toEqual([
    { kind: 'after', eventId: 'evt_seen' },
    { kind: 'cursor', cursor: 'abc' },
    { kind: 'now' },
  ]);
});

test('a key holds five streams at once, and one that was closed makes room', async () => {
  const { ask, app } = await makeWorld();
  const open = await Promise.all(Array.from({ length: 5 }, () => ask('/v1/events/stream')));
  expect(open.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  expect((await ask('/v1/events/stream')).status).toBe(429);
  await open[0]?.body?.cancel();
  let again = await ask('/v1/events/stream');
  // The server sees the closed socket a moment later.
  while (again.status !== 200) again = await ask('/v1/events/stream');
  expect(again.status).toBe(200);
  await app.close();
});

test('streams end when the server stops', async () => {
  const { ask, app } = await makeWorld();
  const response = await ask('/v1/events/stream');
  const all = response.text();
  await app.close();
  expect(await all).toContain('evt_one');
});

test('full payloads need the scope for results, and each is audited', async () => {
  const { ask, audited } = await makeWorld();
  expect((await ask('/v1/events?payload=full')).status).toBe(200);
  expect((await ask('/v1/events/evt_one?payload=full')).status).toBe(200);
  expect((await ask('/v1/events')).status).toBe(200);
  expect(audited).toEqual(['event.read evt_one', 'event.read evt_one']);
  const clerk = await makeWorld(['events:read']);
  expect((await clerk.ask('/v1/events?payload=full')).status).toBe(403);
  expect((await clerk.ask('/v1/events?types=task.completed,call.ended')).status).toBe(200);
  expect((await clerk.ask('/v1/events?types=something.else')).status).toBe(400);
  expect((await clerk.ask('/v1/events/evt_other')).status).toBe(404);
});

test('every type has schemas that its example fits', async () => {
  const { ask } = await makeWorld();
  const { data } = (await (await ask('/v1/event-types')).json()) as {
    data: { type: string; thin: object; full: object | null; example: object }[];
  };
  expect(data.map(({ type }) => type)).toEqual(eventTypes);
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  for (const { thin, example } of data) {
    expect(ajv.validate(thin, example)).toBe(true);
    expect(ajv.validate(thin, { ...example, type: 'another' })).toBe(false);
  }
  expect((await ask('/v1/event-types/task.completed')).status).toBe(200);
  expect((await ask('/v1/event-types/nothing')).status).toBe(400);
});

test('what is no member of a thin payload is left out of it', () => {
  for (const type of eventTypes) {
    const offered = { ...eventExamples[type], patientName: 'Jordan Sample' };
    expect(onlyThin(type, offered)).toEqual(eventExamples[type]);
    expect(thinSchemas[type].safeParse(onlyThin(type, offered)).success).toBe(true);
  }
});
