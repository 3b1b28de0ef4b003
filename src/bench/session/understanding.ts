import { performance } from 'node:perf_hooks';
import { ProviderError } from '../../kernel/errors.ts';
import type { ProposalRequest, ProposedCall, Proposer } from '../../kernel/proposal.ts';
import type { ChatRequest, ModelReply } from '../../sandbox/model/replies.ts';

/** A model's answer to one turn, with what it cost. Token counts are characters divided by four, an estimate. */
export interface Reading {
  calls: readonly ProposedCall[] | undefined;
  /** Why there are none. */
  failed: string | undefined;
  /** Milliseconds of the call's time that it took. */
  tookMs: number;
  promptTokens: number;
  completionTokens: number;
}

export interface Understanding {
  read(request: ProposalRequest, signal: AbortSignal): Promise<Reading>;
}

/** What a small model takes to answer. */
const standinMs = 700;

const tokensOf = (value: unknown) => Math.ceil(JSON.stringify(value).length / 4);

/** The request as the product's own adapter puts it to a chat model. */
export function chatRequest(request: ProposalRequest): ChatRequest {
  return {
    model: 'standin',
    stream: true,
    messages: [
      { role: 'system', content: request.instructions },
      { role: 'user', content: request.context },
    ],
    tools: request.tools.map(({ name, description, parameters }) => ({
      type: 'function',
      function: { name, description, parameters: { ...parameters }, strict: true },
    })),
    tool_choice: 'required',
  };
}

/** A stand-in that is asked directly, without a socket between. */
export function directUnderstanding(answer: (request: ChatRequest) => ModelReply): Understanding {
  return {
    read(request) {
      const chat = chatRequest(request);
      const reply = answer(chat);
      const calls = callsOf(reply, new Set(request.tools.map(({ name }) => name)));
      return Promise.resolve({
        calls,
        failed: calls === undefined ? 'protocol' : undefined,
        tookMs: Math.max(standinMs, reply.delayMs ?? 0),
        promptTokens: tokensOf([chat.messages, chat.tools]),
        completionTokens: tokensOf([reply.text ?? '', reply.toolCalls ?? []]),
      });
    },
  };
}

/** As the adapter reads a finished stream: unknown tools and broken arguments are a failure of the whole answer. */
export function callsOf(reply: ModelReply, offered: ReadonlySet<string>): ProposedCall[] | undefined {
  if (reply.refusal !== undefined) return undefined;
  const calls: ProposedCall[] = [];
  for (const { name, arguments: given = {} } of reply.toolCalls ?? []) {
    if (!offered.has(name)) return undefined;
    const parsed = typeof given === 'string' ? parsedObject(given) : given;
    if (parsed === undefined) return undefined;
    calls.push({ tool: name, arguments: parsed });
  }
  return calls;
}

function parsedObject(json: string): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(json);
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return undefined;
    return parsed as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

/** A real model: its real latency becomes the call's. */
export function proposerUnderstanding(proposer: Proposer): Understanding {
  return {
    async read(request, signal) {
      const startedMs = performance.now();
      const promptTokens = tokensOf(chatRequest(request));
      const base = { promptTokens, calls: undefined };
      try {
        const calls = await proposer.propose(request, signal);
        const tookMs = performance.now() - startedMs;
        return { ...base, calls, failed: undefined, tookMs, completionTokens: tokensOf(calls) };
      } catch (error) {
        const failed = error instanceof ProviderError ? error.category : 'unexpected';
        return { ...base, failed, tookMs: performance.now() - startedMs, completionTokens: 0 };
      }
    },
  };
}
