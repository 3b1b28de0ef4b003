import { once } from 'node:events';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeTelephony } from './telephony.ts';

interface Asked {
  method: string;
  path: string;
  query: URLSearchParams;
  form: URLSearchParams;
  authorization: string | undefined;
}

const accountSid = `AC${'0'.repeat(32)}`;
const sid = `CA${'1'.repeat(32)}`;
const base = `/2010-04-01/Accounts/${accountSid}`;

const callJson = (overrides: object = {}) => ({
  sid,
  account_sid: accountSid,
  to: '+12025550123',
  from: '+12025550100',
  status: 'queued',
  date_created: 'Tue, 03 Mar 2026 10:00:00 +0000',
  ...overrides,
});

describe('the carrier over its REST wire', () => {
  let server: Server;
  let baseUrl: string;
  let asked: Asked[];
  let answer: { status: number; body: object } | 'silence' | 'reset';

  beforeEach(async () => {
    asked = [];
    answer = { status: 201, body: callJson() };
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        const url = new URL(request.url ?? '/', 'http://test');
        asked.push({
          method: request.method ?? '',
          path: url.pathname,
          query: url.searchParams,
          form: new URLSearchParams(body),
          authorization: request.headers.authorization,
        });
        if (answer === 'reset') request.socket.destroy();
        else if (answer !== 'silence') {
          response.writeHead(answer.status, { 'content-type': 'application/json' });
          response.end(JSON.stringify(answer.body));
        }
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });

  const telephony = (timeoutMs = 5_000) =>
    makeTelephony({ accountSid, authToken: 'token', baseUrl, timeoutMs });
  const place = (timeoutMs?: number) =>
    telephony(timeoutMs).place({
      to: '+12025550123',
      from: '+12025550100',
      nextUrl: 'https://holdfast.example/next/0',
      fallbackUrl: 'https://holdfast.example/fallback',
      statusCallbackUrl: 'https://holdfast.example/status',
      ringSeconds: 45,
      limitSeconds: 7200,
    });
  const refusal = (status: number, code = 20001) => ({
    status,
    body: { code, message: 'no', more_info: '', status },
  });

  it('places a call with all four events and connection overrides', async () => {
    const call = await place();
    expect(call).toEqual({
      sid,
      to: '+12025550123',
      from: '+12025550100',
      status: 'queued',
      createdAt: '2026-03-03T10:00:00.000Z',
    });
    const [request] = asked;
    expect(request?.path).toBe(`${base}/Calls.json`);
    expect(request?.authorization).toBe(`Basic ${Buffer.from(`${accountSid}:token`).toString('base64')}`);
    expect(request?.form.getAll('StatusCallbackEvent')).toEqual([
      'initiated',
      'ringing',
      'answered',
      'completed',
    ]);
    expect(request?.form.get('Url')).toMatch(
      /^https:\/\/holdfast\.example\/next\/0#ct=\d+&rt=\d+&rc=\d&rp=all$/,
    );
    expect(request?.form.get('FallbackUrl')).toBe('https://holdfast.example/fallback');
    expect(request?.form.get('Timeout')).toBe('45');
    expect(request?.form.get('TimeLimit')).toBe('7200');
  });

  it('tells a call that may exist from one that cannot', async () => {
    answer = 'silence';
    await expect(place(200)).rejects.toMatchObject({ provider: 'twilio', category: 'timeout' });
    answer = 'reset';
    await expect(place()).rejects.toMatchObject({ category: 'timeout' });
    answer = refusal(503);
    await expect(place()).rejects.toMatchObject({ category: 'timeout' });
    answer = refusal(400, 21211);
    await expect(place()).rejects.toMatchObject({
      category: 'rejected',
      vendorCode: 21211,
      retryable: false,
    });
    answer = refusal(429, 20429);
    await expect(place()).rejects.toMatchObject({ category: 'rate_limited' });
    answer = refusal(401, 20003);
    await expect(place()).rejects.toMatchObject({ category: 'unauthorized' });
    baseUrl = 'http://127.0.0.1:1';
    await expect(place()).rejects.toMatchObject({ category: 'unavailable' });
  });

  it('never asks twice by itself', async () => {
    answer = refusal(429);
    await expect(place()).rejects.toThrow();
    expect(asked.length).toBe(1);
  });

  it('keeps numbers and credentials out of its errors', async () => {
    answer = {
      status: 400,
      body: { code: 21211, message: 'The number +12025550123 is not valid', status: 400 },
    };
    const error: unknown = await place().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Error);
    const shown =
      error instanceof Error ? `${error.message} ${String(error.cause)} ${JSON.stringify(error)}` : '';
    expect(shown).not.toContain('2025550123');
  });

  it('redirects, hangs up and finds calls that are gone harmless', async () => {
    answer = { status: 200, body: callJson({ status: 'in-progress' }) };
    await telephony().redirect(sid, 'https://holdfast.example/next/7');
    expect(asked[0]?.path).toBe(`${base}/Calls/${sid}.json`);
    expect(asked[0]?.form.get('Url')).toContain('https://holdfast.example/next/7#ct=');
    await telephony().hangUp(sid);
    expect(asked[1]?.form.get('Status')).toBe('completed');
    answer = refusal(400, 21220);
    await telephony().hangUp(sid);
    await expect(telephony().redirect(sid, 'https://holdfast.example/next/8')).rejects.toMatchObject({
      category: 'rejected',
      vendorCode: 21220,
    });
    answer = refusal(404, 20404);
    await telephony().hangUp(sid);
    expect(await telephony().fetch(sid)).toBeUndefined();
  });

  it('lists the calls between two numbers since a moment, newest first', async () => {
    answer = {
      status: 200,
      body: {
        calls: [
          callJson({ sid: 'CAold', date_created: 'Tue, 03 Mar 2026 09:59:58 +0000' }),
          callJson({ sid: 'CAfirst' }),
          callJson({ sid: 'CAsecond', date_created: 'Tue, 03 Mar 2026 10:00:07 +0000' }),
        ],
        next_page_uri: null,
      },
    };
    const sinceMs = Date.UTC(2026, 2, 3, 10, 0, 0, 600);
    const calls = await telephony().list({ to: '+12025550123', from: '+12025550100', sinceMs });
    expect(calls.map((call) => call.sid)).toEqual(['CAsecond', 'CAfirst']);
    expect(asked[0]?.query.get('To')).toBe('+12025550123');
  });

  it('starts an ear beside the call and stops a stream by its name', async () => {
    answer = { status: 201, body: { sid: 'MZ1', status: 'in-progress' } };
    await telephony().startEar(sid, { name: 'ear-2', url: 'wss://node.example/ear', token: 'once' });
    expect(asked[0]?.path).toBe(`${base}/Calls/${sid}/Streams.json`);
    expect(Object.fromEntries(asked[0]?.form ?? [])).toEqual({
      Name: 'ear-2',
      Url: 'wss://node.example/ear',
      Track: 'inbound_track',
      'Parameter1.Name': 'token',
      'Parameter1.Value': 'once',
    });
    answer = { status: 200, body: { sid: 'MZ1', status: 'stopped' } };
    await telephony().stopStream(sid, 'ear-2');
    expect(asked[1]?.path).toBe(`${base}/Calls/${sid}/Streams/ear-2.json`);
    expect(asked[1]?.form.get('Status')).toBe('stopped');
  });
});
