import { setTimeout as pause } from 'node:timers/promises';
import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { makeCompletion } from './completion.ts';
import type { Completion } from './completion.ts';
import { faultSchema, makeFaultQueue } from './faults.ts';
import type { ModelFault } from './faults.ts';
import { chatRequestSchema, makeReplier, replySchema } from './replies.ts';
import type { ChatRequest, ReplyScript } from './replies.ts';

type ModelEvent =
  | { type: 'request'; model: string; stream: boolean }
  /** What is about to be answered: the names of the tools called, in order. */
  | { type: 'reply'; tools: readonly string[] }
  | { type: 'fault'; kind: string }
  | { type: 'gone' };

export interface ModelOptions {
  host?: string | undefined;
  /** 0 = any free port; 4030 unless told. */
  port?: number | undefined;
  replies?: ReplyScript | undefined;
  faults?: readonly ModelFault[] | undefined;
  /** Any key is good without it. */
  apiKey?: string | undefined;
  onEvent?: ((event: ModelEvent) => void) | undefined;
}

/** A running OpenAI stand-in. */
export interface ModelHandle {
  /** http://host:port/v1, for the SDK's baseURL. */
  url: string;
  port: number;
  fail(fault: ModelFault): void;
  /** Everything that was asked, first request first. */
  requests: readonly ChatRequest[];
  close(): Promise<void>;
}

const defaultPort = 4030;

/** How many chunks get out before a socket is dropped. */
const chunksBeforeDrop = 2;

export async function startModel(options: ModelOptions): Promise<ModelHandle> {
  const host = options.host ?? '127.0.0.1';
  const faults = makeFaultQueue(options.faults ?? []);
  let replyTo = makeReplier(options.replies ?? []);
  const requests: ChatRequest[] = [];
  const emit = (event: ModelEvent) => {
    try {
      options.onEvent?.(event);
    } catch {
      // A listener's mistake is not the model's.
    }
  };

  const app = Fastify({ forceCloseConnections: true, bodyLimit: 16 * 1024 * 1024 });
  app.post('/v1/chat/completions', async (request, reply) => {
    if (options.apiKey !== undefined && request.headers.authorization !== `Bearer ${options.apiKey}`)
      return reply
        .code(401)
        .send(errorBody('Incorrect API key provided.', 'invalid_request_error', 'invalid_api_key'));
    const parsed = chatRequestSchema.safeParse(request.body);
    if (!parsed.success)
      return reply.code(400).send(errorBody(z.prettifyError(parsed.error), 'invalid_request_error', null));
    const chat = parsed.data;
    requests.push(chat);
    emit({ type: 'request', model: chat.model, stream: chat.stream === true });
    reply.raw.on('close', () => {
      if (!reply.raw.writableFinished) emit({ type: 'gone' });
    });

    const fault = faults.take();
    if (fault) emit({ type: 'fault', kind: fault.kind });
    if (fault?.kind === 'rate-limit')
      return reply
        .code(429)
        .header('retry-after', String(fault.retryAfterSeconds))
        .send(errorBody('Rate limit reached.', 'requests', 'rate_limit_exceeded'));
    if (fault?.kind === 'server-error')
      return reply.code(500).send(errorBody('The server had an error.', 'server_error', null));

    const answer = replyTo(chat);
    emit({ type: 'reply', tools: answer.toolCalls.map(({ name }) => name) });
    if (answer.delayMs > 0) await pause(answer.delayMs);
    const completion = makeCompletion(answer, chat, Math.floor(Date.now() / 1000));
    if (chat.stream === true) return stream(reply, completion, fault?.kind);
    if (fault?.kind === 'stall') return new Promise<never>(() => undefined);
    if (fault?.kind === 'drop') {
      reply.hijack();
      reply.raw.destroy();
      return reply;
    }
    return completion.whole({
      finishReason: fault?.kind !== 'missing-finish-reason',
      malformed: fault?.kind === 'malformed-arguments',
    });
  });
  app.post('/_control/faults', (request, reply) => {
    const parsed = z.array(faultSchema).safeParse(request.body);
    if (!parsed.success) return reply.code(400).send({ message: z.prettifyError(parsed.error) });
    for (const fault of parsed.data) faults.add(fault);
    return reply.code(204).send();
  });
  app.delete('/_control/faults', (_request, reply) => {
    faults.clear();
    return reply.code(204).send();
  });
  app.put('/_control/replies', (request, reply) => {
    const parsed = z.array(replySchema).safeParse(request.body);
    if (!parsed.success) return reply.code(400).send({ message: z.prettifyError(parsed.error) });
    replyTo = makeReplier(parsed.data);
    return reply.code(204).send();
  });

  await app.listen({ host, port: options.port ?? defaultPort });
  const { port } = app.server.address() as AddressInfo;
  return {
    url: `http://${host}:${port}/v1`,
    port,
    fail: (fault) => faults.add(fault),
    requests,
    close: () => app.close(),
  };
}

function errorBody(message: string, type: string, code: string | null): object {
  return { error: { message, type, param: null, code } };
}

/** Writes the stream by hand: a fault ends, breaks or stalls it where a framework would not let it. */
function stream(reply: FastifyReply, completion: Completion, fault: string | undefined): FastifyReply {
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' });
  raw.flushHeaders();
  if (fault === 'stall') return reply;
  const send = (body: object | string) =>
    raw.write(`data: ${typeof body === 'string' ? body : JSON.stringify(body)}\n\n`);
  if (fault === 'error-event') {
    send(errorBody('The server had an error while processing your request.', 'server_error', null));
    raw.end();
    return reply;
  }
  const chunks = completion.chunks({
    finishReason: fault !== 'missing-finish-reason',
    malformed: fault === 'malformed-arguments',
  });
  if (fault === 'drop') {
    for (const chunk of chunks.slice(0, chunksBeforeDrop - 1)) send(chunk);
    // Destroyed once the last of them has left, so that the reader has begun.
    raw.write(`data: ${JSON.stringify(chunks[chunksBeforeDrop - 1] ?? {})}\n\n`, () => raw.destroy());
    return reply;
  }
  for (const chunk of chunks) send(chunk);
  if (fault !== 'missing-done') send('[DONE]');
  raw.end();
  return reply;
}
