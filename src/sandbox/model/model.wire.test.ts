import OpenAI, { APIError, RateLimitError } from 'openai';
import { afterEach, expect, test } from 'vitest';
import { startModel } from './model.ts';
import type { ModelHandle, ModelOptions } from './model.ts';

let model: ModelHandle | undefined;
afterEach(() => model?.close());

const tool = {
  type: 'function' as const,
  function: { name: 'answer', parameters: { type: 'object', properties: {} } },
};
const messages = [{ role: 'user' as const, content: 'The claim was denied.' }];
const toolReply = {
  when: 'DENIED',
  tools: ['answer'],
  toolCalls: [{ name: 'answer', arguments: { field: 'status', value: 'denied' } }],
};

async function client(options: ModelOptions, maxRetries = 0) {
  model = await startModel({ port: 0, ...options });
  return new OpenAI({ apiKey: 'sandbox', baseURL: model.url, maxRetries });
}

async function collect(openai: OpenAI) {
  const stream = await openai.chat.completions.create({
    model: 'gpt-test',
    messages,
    tools: [tool],
    stream: true,
    stream_options: { include_usage: true },
  });
  let text = '';
  let args = '';
  let name = '';
  let finish: string | null = null;
  let tokens = 0;
  for await (const chunk of stream) {
    tokens = chunk.usage?.total_tokens ?? tokens;
    const choice = chunk.choices[0];
    if (!choice) continue;
    finish = choice.finish_reason ?? finish;
    text += choice.delta.content ?? '';
    const call = choice.delta.tool_calls?.[0];
    name = call?.function?.name ?? name;
    args += call?.function?.arguments ?? '';
  }
  return { text, args, name, finish, tokens };
}

test('a tool call streams its arguments in pieces and ends with a reason and usage', async () => {
  const result = await collect(await client({ replies: [toolReply] }));
  expect(result).toMatchObject({ name: 'answer', finish: 'tool_calls', text: '' });
  expect(JSON.parse(result.args)).toEqual({ field: 'status', value: 'denied' });
  expect(result.tokens).toBeGreaterThan(0);
});

test('text streams too, from the first line that fits, as often as that line may be used', async () => {
  const openai = await client({
    replies: [{ text: 'only once, in several pieces', times: 1 }, { text: 'after' }],
  });
  expect(await collect(openai)).toMatchObject({ text: 'only once, in several pieces', finish: 'stop' });
  expect(await collect(openai)).toMatchObject({ text: 'after' });
});

test('a whole answer has the shape that the SDK reads', async () => {
  const openai = await client({ replies: [toolReply] });
  const whole = await openai.chat.completions.create({ model: 'gpt-test', messages, tools: [tool] });
  const call = whole.choices[0]?.message.tool_calls?.[0];
  expect(call?.type === 'function' && call.function.name).toBe('answer');
  expect(whole.choices[0]?.finish_reason).toBe('tool_calls');
});

test('a script may be a function of the request', async () => {
  const openai = await client({ replies: (request) => ({ text: `asked ${request.model}` }) });
  const whole = await openai.chat.completions.create({ model: 'gpt-test', messages });
  expect(whole.choices[0]?.message.content).toBe('asked gpt-test');
});

test('a rate limit is an error with its retry-after, and is retried by a client that retries', async () => {
  const openai = await client({ faults: [{ kind: 'rate-limit', retryAfterSeconds: 7 }] });
  const error: unknown = await collect(openai).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(RateLimitError);
  expect((error as RateLimitError).headers.get('retry-after')).toBe('7');
  model?.fail({ kind: 'server-error' });
  const patient = new OpenAI({ apiKey: 'sandbox', baseURL: model?.url ?? '', maxRetries: 1 });
  expect((await collect(patient)).finish).toBe('stop');
  expect(model?.requests).toHaveLength(3);
});

test('a stall after the headers lasts until the client gives up', async () => {
  const gone = Promise.withResolvers<undefined>();
  const openai = await client({
    faults: [{ kind: 'stall' }],
    onEvent: (event) => {
      if (event.type === 'gone') gone.resolve(undefined);
    },
  });
  const controller = new AbortController();
  const stream = await openai.chat.completions.create(
    { model: 'gpt-test', messages, stream: true },
    { signal: controller.signal },
  );
  controller.abort();
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  expect(chunks).toEqual([]);
  await gone.promise;
});

test('a dropped socket breaks the stream', async () => {
  const openai = await client({ replies: [{ text: 'never heard in full' }], faults: [{ kind: 'drop' }] });
  const error: unknown = await collect(openai).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Error);
  expect(error).not.toHaveProperty('finish');
});

test('a missing reason, malformed arguments and a missing end are delivered as ordered over the control route', async () => {
  const openai = await client({ replies: [toolReply] });
  await fetch(new URL('/_control/faults', model?.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify([
      { kind: 'missing-finish-reason' },
      { kind: 'malformed-arguments' },
      { kind: 'missing-done' },
    ]),
  });
  expect((await collect(openai)).finish).toBeNull();
  const malformed = await collect(openai);
  expect(() => JSON.parse(malformed.args) as unknown).toThrow(SyntaxError);
  expect(await collect(openai)).toMatchObject({ finish: 'tool_calls' });
});

test('an error in the stream reaches the reader as an API error', async () => {
  const openai = await client({ faults: [{ kind: 'error-event' }] });
  await expect(collect(openai)).rejects.toBeInstanceOf(APIError);
});

test('a wrong key is turned away', async () => {
  const openai = await client({ apiKey: 'another' });
  await expect(collect(openai)).rejects.toMatchObject({ status: 401 });
});
