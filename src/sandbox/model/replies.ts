import { z } from 'zod';

const toolCallSchema = z.strictObject({
  name: z.string(),
  /** Sent as JSON; a string is sent as it is, well-formed or not. */
  arguments: z.union([z.string(), z.record(z.string(), z.unknown())]).default({}),
});

/** One line of a model's script: what it answers, and to which requests. The first line that fits is used. */
export const replySchema = z.strictObject({
  /** A pattern found in the last user message, upper or lower case. */
  when: z.string().optional(),
  /** All of these tools must be offered. */
  tools: z.array(z.string()).default([]),
  /** Used up after so many answers. */
  times: z.int().positive().optional(),
  text: z.string().optional(),
  toolCalls: z.array(toolCallSchema).default([]),
  refusal: z.string().optional(),
  finishReason: z.enum(['stop', 'length', 'tool_calls', 'content_filter']).optional(),
  /** Before the first chunk. */
  delayMs: z.int().nonnegative().default(0),
});

export type ModelReply = z.input<typeof replySchema>;
export type ToolCall = NonNullable<ModelReply['toolCalls']>[number];
export type ResolvedReply = z.output<typeof replySchema>;

/** The part of a chat completion request that the stand-in reads; the rest is accepted as it comes. */
export const chatRequestSchema = z.looseObject({
  model: z.string().min(1),
  messages: z
    .array(
      z.looseObject({
        role: z.string(),
        content: z
          .union([z.string(), z.array(z.looseObject({ text: z.string().optional() })), z.null()])
          .optional(),
      }),
    )
    .min(1),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().optional() }).nullish(),
  tools: z.array(z.looseObject({ function: z.looseObject({ name: z.string() }).optional() })).optional(),
});

export type ChatRequest = z.output<typeof chatRequestSchema>;

/** A script in a list, or a function for what a list cannot say; undefined falls through to an empty answer. */
export type ReplyScript = readonly ModelReply[] | ((request: ChatRequest) => ModelReply | undefined);

/** Answers one request after another by the script. */
export function makeReplier(script: ReplyScript): (request: ChatRequest) => ResolvedReply {
  const parse = (reply: ModelReply | undefined) => replySchema.parse(reply ?? { text: '' });
  if (typeof script === 'function') return (request) => parse(script(request));
  const lines = script.map((reply) => ({ reply: parse(reply), used: 0 }));
  return (request) => {
    const line = lines.find(
      ({ reply, used }) => (reply.times === undefined || used < reply.times) && fits(reply, request),
    );
    if (!line) return parse(undefined);
    line.used += 1;
    return line.reply;
  };
}

function fits(reply: ResolvedReply, request: ChatRequest): boolean {
  const offered = (request.tools ?? []).map((tool) => tool.function?.name);
  if (!reply.tools.every((name) => offered.includes(name))) return false;
  return reply.when === undefined || new RegExp(reply.when, 'iu').test(lastUserText(request));
}

function lastUserText(request: ChatRequest): string {
  const content = request.messages.findLast((message) => message.role === 'user')?.content;
  if (typeof content === 'string') return content;
  return (content ?? []).map((part) => part.text ?? '').join(' ');
}
