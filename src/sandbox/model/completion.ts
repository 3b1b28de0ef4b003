import { randomUUID } from 'node:crypto';
import type { ChatRequest, ResolvedReply } from './replies.ts';

export interface Completion {
  /** Bodies of the `data:` lines of a stream, in order, without the closing [DONE]. */
  chunks(options: { finishReason: boolean; malformed: boolean }): object[];
  /** The answer in one piece. */
  whole(options: { finishReason: boolean; malformed: boolean }): object;
}

interface SentCall {
  id: string;
  name: string;
  arguments: string;
}

/** Short enough that a reader must put several deltas together. */
const deltaChars = 12;

/** A reply in the shapes of the chat completions wire. */
export function makeCompletion(reply: ResolvedReply, request: ChatRequest, created: number): Completion {
  const id = `chatcmpl-${randomUUID().replaceAll('-', '')}`;
  const calls = (malformed: boolean): SentCall[] =>
    reply.toolCalls.map((call, index) => {
      const whole = typeof call.arguments === 'string' ? call.arguments : JSON.stringify(call.arguments);
      return {
        id: `call_${id.slice(-12)}${index}`,
        name: call.name,
        // A brace short: what a cut-off model leaves.
        arguments: malformed ? whole.slice(0, -1) : whole,
      };
    });
  const finish = reply.finishReason ?? (reply.toolCalls.length > 0 ? 'tool_calls' : 'stop');
  const usage = usageOf(reply, request);
  const head = {
    id,
    created,
    model: request.model,
    service_tier: 'default',
    system_fingerprint: 'fp_sandbox',
  };

  return {
    chunks({ finishReason, malformed }) {
      const withUsage = request.stream_options?.include_usage === true;
      const chunk = (delta: object, finish_reason: string | null = null) => ({
        ...head,
        object: 'chat.completion.chunk',
        choices: [{ index: 0, delta, logprobs: null, finish_reason }],
        ...(withUsage ? { usage: null } : {}),
      });
      const text = reply.refusal ?? reply.text ?? '';
      const field = reply.refusal === undefined ? 'content' : 'refusal';
      return [
        chunk({ role: 'assistant', content: calls(false).length > 0 ? null : '', refusal: null }),
        ...pieces(text).map((piece) => chunk({ [field]: piece })),
        ...calls(malformed).flatMap((call, index) => [
          chunk({
            tool_calls: [
              { index, id: call.id, type: 'function', function: { name: call.name, arguments: '' } },
            ],
          }),
          ...pieces(call.arguments).map((piece) =>
            chunk({ tool_calls: [{ index, function: { arguments: piece } }] }),
          ),
        ]),
        ...(finishReason ? [chunk({}, finish)] : []),
        ...(withUsage ? [{ ...head, object: 'chat.completion.chunk', choices: [], usage }] : []),
      ];
    },
    whole({ finishReason, malformed }) {
      const toolCalls = calls(malformed).map(({ id: callId, name, arguments: text }) => ({
        id: callId,
        type: 'function',
        function: { name, arguments: text },
      }));
      return {
        ...head,
        object: 'chat.completion',
        choices: [
          {
            index: 0,
            message: {
              role: 'assistant',
              content: reply.text ?? null,
              refusal: reply.refusal ?? null,
              annotations: [],
              ...(toolCalls.length > 0 ? { tool_calls: toolCalls } : {}),
            },
            logprobs: null,
            finish_reason: finishReason ? finish : null,
          },
        ],
        usage,
      };
    },
  };
}

function pieces(text: string): string[] {
  return text.match(new RegExp(`[^]{1,${deltaChars}}`, 'gu')) ?? [];
}

/** Token counts by the rule of thumb of four characters a token. */
function usageOf(reply: ResolvedReply, request: ChatRequest): object {
  const tokens = (value: unknown) => Math.ceil(JSON.stringify(value).length / 4);
  const prompt = tokens(request.messages);
  const completion = tokens([reply.text ?? '', reply.toolCalls]);
  return { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion };
}
