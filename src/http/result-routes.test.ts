import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { allScopes } from '../kernel/access.ts';
import type { AudioFile } from '../kernel/live.ts';
import type { AuditTrail } from '../kernel/phi.ts';
import type { ResultsDesk } from '../kernel/result.ts';
import { makeApp } from './app.ts';
import { makeResultRoutes } from './result-routes.ts';
import { makeWaveformRoutes } from './waveform-routes.ts';

const bytes = Buffer.from(Array.from({ length: 1_000 }, (_, n) => n % 251));
const file: AudioFile = {
  bytes: bytes.length,
  async *read(from, to) {
    await Promise.resolve();
    for (let at = from; at < to; at += 100) yield bytes.subarray(at, Math.min(to, at + 100));
  },
};

const desk: ResultsDesk = {
  transcript: () => Promise.resolve(undefined),
  recording: (_scope, callId) => Promise.resolve(callId === 'call_1' ? file : undefined),
  waveform: (_scope, callId, { points }) =>
    Promise.resolve(
      callId === 'call_1'
        ? { durationMs: points, fromMs: 0, toMs: points, channels: [], silences: [] }
        : undefined,
    ),
  evidence: () =>
    Promise.resolve([
      {
        field: 'paid',
        value: 12_000,
        status: 'answered',
        confirmed: true,
        callId: 'call_1',
        turn: 't9',
        speaker: 'representative',
        quote: 'we paid one twenty',
        atSeconds: 61.5,
        confidence: 0.97,
      },
    ]),
  link: (_scope, { callId }) =>
    Promise.resolve(
      callId === 'call_1' ? { token: 'abc.def', expiresAt: '2026-03-02T12:05:00.000Z' } : undefined,
    ),
  openLink: (token) =>
    token === 'abc.def'
      ? { organizationId: 'org_a', madeBy: 'key_9', callId: 'call_1', shows: 'recording' }
      : undefined,
  exportCsv: () => undefined,
};

const audited: string[] = [];
const audit: AuditTrail = {
  record: ({ actor, action, subject }) => {
    audited.push(`${actor} ${action} ${subject}`);
    return Promise.resolve();
  },
};

async function start() {
  audited.length = 0;
  return await makeApp({
    logger: pino({ level: 'silent' }),
    authenticator: {
      authenticate: () =>
        Promise.resolve({
          organizationId: 'org_a',
          practiceIds: null,
          kind: 'key',
          actorId: 'key_1',
          scopes: allScopes,
        }),
    },
    readiness: { check: () => Promise.resolve({ database: true, migrations: true, queue: true }) },
    rateLimitPerMinute: 1_000,
    plugins: [
      makeResultRoutes({ results: desk, audit, publicBaseUrl: 'https://holdfast.example' }),
      makeWaveformRoutes({ results: desk, audit }),
    ],
  });
}

async function listen(range: string | undefined, url = '/v1/calls/call_1/recording', key = 'Bearer key') {
  const app = await start();
  const headers = { authorization: key, ...(range === undefined ? {} : { range }) };
  return await app.inject({ url, headers });
}

describe('a waveform over HTTP', () => {
  it('has as many points as were asked for, and is read under audit', async () => {
    const app = await start();
    const ask = (url: string) => app.inject({ url, headers: { authorization: 'Bearer key' } });
    expect((await ask('/v1/calls/call_1/waveform')).json()).toMatchObject({ durationMs: 2_000 });
    expect((await ask('/v1/calls/call_1/waveform?points=7')).json()).toMatchObject({ durationMs: 7 });
    expect((await ask('/v1/calls/call_2/waveform')).statusCode).toBe(404);
    expect((await ask('/v1/calls/call_1/waveform?points=0')).statusCode).toBe(400);
    expect(audited).toEqual(['key_1 call.waveform.read call_1', 'key_1 call.waveform.read call_1']);
  });
});

describe('a recording over HTTP', () => {
  it('is whole where nothing else is asked for', async () => {
    const response = await listen(undefined);
    expect(response.statusCode).toBe(200);
    expect(response.headers).toMatchObject({ 'accept-ranges': 'bytes', 'content-length': '1000' });
    expect(response.rawPayload.equals(bytes)).toBe(true);
    expect(audited).toEqual(['key_1 call.recording.read call_1']);
  });

  it.each([
    ['bytes=0-99', 0, 100],
    ['bytes=150-', 150, 1_000],
    ['bytes=-10', 990, 1_000],
    ['bytes=990-2000', 990, 1_000],
  ])('is answered in part for %s', async (range, from, to) => {
    const response = await listen(range);
    expect(response.statusCode).toBe(206);
    expect(response.headers['content-range']).toBe(`bytes ${from}-${to - 1}/1000`);
    expect(response.rawPayload.equals(bytes.subarray(from, to))).toBe(true);
  });

  it('says how long it is to whoever asks beyond its end', async () => {
    const response = await listen('bytes=1000-');
    expect([response.statusCode, response.headers['content-range']]).toEqual([416, 'bytes */1000']);
  });

  it.each(['bytes=0-1,5-6', 'lines=1-2', 'nonsense'])('is whole for %s', async (range) => {
    expect((await listen(range)).statusCode).toBe(200);
  });

  it('is heard through a link without a key, in the name of whoever made it', async () => {
    const response = await listen('bytes=0-9', '/links/abc.def', '');
    expect(response.statusCode).toBe(206);
    expect(response.headers['cache-control']).toBe('private, no-store');
    expect(audited).toEqual(['key_9 call.link.recording.read call_1']);
    expect((await listen(undefined, '/links/abc.other', '')).statusCode).toBe(404);
  });
});

describe('a value', () => {
  it('leads to its words, its turn and its second', async () => {
    const app = await start();
    const response = await app.inject({
      url: '/v1/tasks/task_1/evidence',
      headers: { authorization: 'Bearer key' },
    });
    expect(response.json()).toMatchObject({
      data: [
        {
          field: 'paid',
          quote: 'we paid one twenty',
          turn: 't9',
          recording: '/v1/calls/call_1/recording#t=61.5',
        },
      ],
    });
  });
});
