import { once } from 'node:events';
import type { Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ManualClock } from '../../kernel/clock.ts';
import { makeManualClock } from '../../kernel/clock.ts';
import type { Logger } from '../../kernel/logger.ts';
import { until } from '../testing/until.ts';
import { makeProposer } from './proposer.ts';

const secretWords = 'member Jane Example, Q7734';

const piece = (delta: object, finish: string | null = null) => ({
  id: 'c1',
  object: 'chat.completion.chunk',
  created: 1,
  model: 'test',
  choices: [{ index: 0, delta, finish_reason: finish }],
});
const callPiece = (index: number, part: { name?: string; arguments?: string }) =>
  piece({
    tool_calls: [
      { index, ...(part.name === undefined ? {} : { id: `t${index}`, type: 'function' }), function: part },
    ],
  });

describe('the model over its wire', () => {
  let server: Server;
  let baseUrl: string;
  let clock: ManualClock;
  let respond: (response: ServerResponse) => void;
  let bodies: Record<string, unknown>[];
  let closedByUs: number;
  let logged: string[];

  beforeEach(async () => {
    clock = makeManualClock();
    bodies = [];
    logged = [];
    closedByUs = 0;
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        bodies.push(JSON.parse(body) as Record<string, unknown>);
        response.on('close', () => (closedByUs += response.writableFinished ? 0 : 1));
        respond(response);
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  });
  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });

  const log = (fields: object, message: string) => void logged.push(JSON.stringify(fields) + message);
  const logger: Logger = { debug: log, info: log, warn: log, error: log };
  const request = {
    promptVersion: 'v1',
    instructions: 'stable part',
    context: secretWords,
    tools: [
      {
        name: 'record_answer',
        description: 'Records.',
        parameters: { type: 'object', properties: {}, required: [], additionalProperties: false },
      },
    ],
  };
  const propose = (signal = new AbortController().signal) =>
    makeProposer({ apiKey: 'secret', baseUrl, model: 'test', clock, logger }).propose(request, signal);
  const stream = (response: ServerResponse, pieces: readonly object[]) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const one of pieces) response.write(`data: ${JSON.stringify(one)}\n\n`);
    return response;
  };
  const failure = (signal?: AbortSignal) => propose(signal).catch((error: unknown) => error);

  it('puts streamed tool calls together', async () => {
    respond = (response) =>
      stream(response, [
        callPiece(0, { name: 'record_answer', arguments: '' }),
        callPiece(0, { arguments: '{"field":"pa' }),
        callPiece(1, { name: 'record_answer', arguments: '{"field":"b"}' }),
        callPiece(0, { arguments: 'id"}' }),
        piece({}, 'tool_calls'),
        { ...piece({}), choices: [], usage: {} },
      ]).end('data: [DONE]\n\n');
    expect(await propose()).toEqual([
      { tool: 'record_answer', arguments: { field: 'paid' } },
      { tool: 'record_answer', arguments: { field: 'b' } },
    ]);
    expect(bodies[0]).toMatchObject({
      model: 'test',
      stream: true,
      messages: [
        { role: 'system', content: 'stable part' },
        { role: 'user', content: secretWords },
      ],
      tools: [{ type: 'function', function: { name: 'record_answer', strict: true } }],
    });
  });

  it('gives up five seconds after the question where nothing comes, and lets go of the connection', async () => {
    respond = () => undefined;
    const failed = failure();
    await until(() => bodies.length === 1, 'the question arrived');
    await clock.advance(5_000);
    expect(await failed).toMatchObject({ name: 'ProviderError', category: 'timeout' });
    await until(() => closedByUs === 1, 'the connection is closed');
  });

  it('gives up five seconds after the last token where the stream stalls', async () => {
    respond = (response) => void stream(response, [callPiece(0, { name: 'record_answer', arguments: '' })]);
    const failed = failure();
    await until(() => bodies.length === 1, 'the question arrived');
    for (let i = 0; i < 200 && closedByUs === 0; i += 1) await clock.advance(1_000);
    expect(await failed).toMatchObject({ category: 'timeout' });
  });

  it('is cancelled with the turn, at once', async () => {
    respond = (response) => void stream(response, [callPiece(0, { name: 'record_answer', arguments: '' })]);
    const turn = new AbortController();
    const failed = failure(turn.signal);
    await until(() => bodies.length === 1, 'the question arrived');
    turn.abort();
    expect(await failed).toMatchObject({ category: 'aborted', retryable: false });
    expect(await failure(turn.signal)).toMatchObject({ category: 'aborted' });
  });

  it.each([
    ['does not finish', [callPiece(0, { name: 'record_answer', arguments: '{}' })], 'protocol'],
    [
      'runs out of room',
      [callPiece(0, { name: 'record_answer', arguments: '{}' }), piece({}, 'length')],
      'protocol',
    ],
    ['refuses', [piece({ refusal: 'I cannot.' }), piece({}, 'stop')], 'rejected'],
    ['is filtered', [piece({}, 'content_filter')], 'rejected'],
    [
      'does not come to an end',
      [
        ...Array.from({ length: 50 }, () => callPiece(0, { arguments: 'x'.repeat(1_000) })),
        piece({}, 'tool_calls'),
      ],
      'protocol',
    ],
  ])('does not believe an answer that %s', async (_name, pieces, category) => {
    respond = (response) => stream(response, pieces).end('data: [DONE]\n\n');
    expect(await failure()).toMatchObject({ name: 'ProviderError', category });
  });

  it('hands on what is no call of ours as it is, for the script to refuse', async () => {
    respond = (response) =>
      stream(response, [
        callPiece(0, { name: 'record_answer', arguments: `{"${secretWords}` }),
        callPiece(1, { name: 'record_answer', arguments: '[]' }),
        callPiece(2, { name: 'dial', arguments: '{}' }),
        piece({}, 'tool_calls'),
      ]).end('data: [DONE]\n\n');
    expect(await propose()).toEqual([
      { tool: 'record_answer', arguments: {} },
      { tool: 'record_answer', arguments: {} },
      { tool: 'dial', arguments: {} },
    ]);
  });

  it('asks once more, a moment later, where the model is out of order', async () => {
    respond = (response) => {
      if (bodies.length === 1) response.writeHead(500).end();
      else
        stream(response, [
          callPiece(0, { name: 'record_answer', arguments: '{}' }),
          piece({}, 'tool_calls'),
        ]).end('data: [DONE]\n\n');
    };
    const delays: number[] = [];
    const watched = {
      ...clock,
      after: (delayMs: number, ring: () => void) => {
        delays.push(delayMs);
        return clock.after(delayMs, ring);
      },
    };
    const proposed = makeProposer({
      apiKey: 'secret',
      baseUrl,
      model: 'test',
      clock: watched,
      logger,
    }).propose(request, new AbortController().signal);
    await until(() => delays.includes(200), 'the pause before the second attempt began');
    await clock.advance(200);
    expect(await proposed).toHaveLength(1);
    expect(bodies.length).toBe(2);
  });

  it('leaves a model alone that mostly fails, and tries it again after a rest', async () => {
    respond = (response) => void response.writeHead(400).end();
    const proposer = makeProposer({ apiKey: 'secret', baseUrl, model: 'test', clock, logger });
    const ask = () =>
      proposer.propose(request, new AbortController().signal).then(
        (calls) => calls.length,
        (error: unknown) => (error as { category: string }).category,
      );
    for (let call = 0; call < 5; call += 1) expect(await ask()).toBe('rejected');
    expect(await ask()).toBe('unavailable');
    expect(bodies.length).toBe(5);
    await clock.advance(30_000);
    respond = (response) =>
      stream(response, [
        callPiece(0, { name: 'record_answer', arguments: '{}' }),
        piece({}, 'tool_calls'),
      ]).end('data: [DONE]\n\n');
    expect(await ask()).toBe(1);
    expect(await ask()).toBe(1);
  });

  it.each([
    [429, 'rate_limited'],
    [404, 'rejected'],
    [401, 'unauthorized'],
    [400, 'rejected'],
  ])('maps a refusal with %i, asked once', async (status, category) => {
    respond = (response) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: { message: `bad: ${secretWords}`, type: 'x' } }));
    };
    const error = await failure();
    expect(error).toMatchObject({ category, vendorCode: status });
    expect(bodies.length).toBe(1);
  });

  it('maps a connection that dies in mid-stream', async () => {
    respond = (response) => {
      stream(response, [callPiece(0, { name: 'record_answer', arguments: '' })]);
      setImmediate(() => response.socket?.destroy());
    };
    expect(await failure()).toMatchObject({ category: 'unavailable' });
  });

  it('keeps what was said out of errors and logs', async () => {
    respond = (response) => {
      response.writeHead(400, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: { message: `bad: ${secretWords}` } }));
    };
    const error = await failure();
    const shown =
      error instanceof Error ? `${error.message}${error.stack ?? ''}${JSON.stringify(error)}` : '';
    expect(shown).toContain('refused');
    expect(shown + logged.join()).not.toContain('Jane');
    expect(error instanceof Error ? error.cause : 'none').toBeUndefined();
  });
});
