import OpenAI from 'openai';
import type { Clock, Timer } from '../../kernel/clock.ts';
import { ProviderError } from '../../kernel/errors.ts';
import type { Logger } from '../../kernel/logger.ts';
import type { ProposalRequest, ProposedCall, Proposer } from '../../kernel/proposal.ts';
import { makeBreaker } from './breaker.ts';
import { chatRequestOf } from './chat-request.ts';
import { modelError } from './errors.ts';
import { ToolCalls } from './tool-calls.ts';

/** From the question to the first token, and from each token to the next: the SDK's own limit ends at the headers. */
const idleMs = 5_000;

export interface ProposerOptions {
  apiKey: string;
  /** Such as `https://api.openai.com/v1`. */
  baseUrl: string;
  model: string;
  clock: Clock;
  logger: Logger;
}

/** A second attempt follows a failure that came at once; a turn does not wait for two slow ones. */
const retryWithinMs = 1_500;
const retryAfterMs = 200;

/**
 * A chat model behind the kernel's {@link Proposer}: streamed, strict tools, at least one tool call asked for. A model
 * that is out of order for the moment is asked once more where it said so quickly, never after a refusal (4xx) and
 * never when it had begun to answer. A model that mostly fails is left alone for a while: calls then go on without it at
 * once.
 */
export function makeProposer(options: ProposerOptions): Proposer {
  const { clock, logger } = options;
  const breaker = makeBreaker(clock);
  const client = new OpenAI({
    apiKey: options.apiKey,
    baseURL: options.baseUrl,
    maxRetries: 0,
    logLevel: 'off',
  });
  const attempt = async (request: ProposalRequest, signal: AbortSignal, begun: Begun) => {
    const watchdog = makeWatchdog(clock, signal);
    try {
      return await ask(client, options.model, request, watchdog, begun);
    } catch (thrown) {
      throw watchdog.verdict() ?? modelError(thrown);
    } finally {
      watchdog.stop();
    }
  };
  return {
    async propose(request, signal) {
      if (!breaker.admits())
        throw new ProviderError('openai', 'unavailable', 'The model is left alone: it mostly failed.');
      const startedMs = clock.monotonic();
      const begun: Begun = { answering: false };
      try {
        const answer = await attempt(request, signal, begun).catch(async (error: unknown) => {
          const quick = clock.monotonic() - startedMs <= retryWithinMs;
          if (!isPassing(error) || begun.answering || !quick) throw error;
          await pause(clock, retryAfterMs, signal);
          return attempt(request, signal, begun);
        });
        breaker.succeeded();
        const tookMs = Math.round(clock.monotonic() - startedMs);
        const { calls, usage } = answer;
        logger.debug(
          { tookMs, calls: calls.length, promptVersion: request.promptVersion, ...usage },
          'model proposed',
        );
        return calls;
      } catch (error) {
        if (isOurs(error)) breaker.gaveUp();
        else breaker.failed();
        throw error;
      }
    },
  };
}

/** Whether the model's first piece has come. */
interface Begun {
  answering: boolean;
}

/** Down for the moment, perhaps: neither a refusal nor a silence that has been waited for already. */
function isPassing(error: unknown): boolean {
  return error instanceof ProviderError && error.category === 'unavailable';
}

function isOurs(error: unknown): boolean {
  return error instanceof ProviderError && error.category === 'aborted';
}

function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      timer.cancel();
      reject(new ProviderError('openai', 'aborted', 'The question to the model was given up.'));
    };
    const timer = clock.after(ms, () => {
      signal.removeEventListener('abort', giveUp);
      resolve();
    });
    if (signal.aborted) giveUp();
    else signal.addEventListener('abort', giveUp, { once: true });
  });
}

interface Answer {
  calls: readonly ProposedCall[];
  usage: { promptTokens?: number; cachedTokens?: number; completionTokens?: number };
}

async function ask(
  client: OpenAI,
  model: string,
  request: ProposalRequest,
  watchdog: Watchdog,
  begun: Begun,
): Promise<Answer> {
  const stream = await client.chat.completions.create(chatRequestOf(request, model), {
    signal: watchdog.signal,
  });
  const calls = new ToolCalls();
  let finish: string | undefined;
  let usage: Answer['usage'] = {};
  let refused = false;
  try {
    for await (const chunk of stream) {
      watchdog.pat();
      begun.answering = true;
      if (chunk.usage != null) usage = usageOf(chunk.usage);
      const choice = chunk.choices[0];
      if (choice === undefined) continue;
      refused ||= choice.delta.refusal != null && choice.delta.refusal !== '';
      calls.add(choice.delta.tool_calls ?? []);
      finish = choice.finish_reason ?? finish;
    }
  } finally {
    stream.controller.abort();
  }
  // An aborted stream ends without a word.
  const given = watchdog.verdict();
  if (given !== undefined) throw given;
  if (finish === undefined)
    throw new ProviderError('openai', 'protocol', 'The model stopped before it had finished.');
  if (finish === 'length') throw new ProviderError('openai', 'protocol', 'The model ran out of room.');
  if (finish === 'content_filter' || refused)
    throw new ProviderError('openai', 'rejected', 'The model refused the question.');
  return { calls: calls.whole(), usage };
}

function usageOf({
  prompt_tokens,
  completion_tokens,
  prompt_tokens_details,
}: OpenAI.CompletionUsage): Answer['usage'] {
  return {
    promptTokens: prompt_tokens,
    cachedTokens: prompt_tokens_details?.cached_tokens ?? 0,
    completionTokens: completion_tokens,
  };
}

interface Watchdog {
  readonly signal: AbortSignal;
  /** Something arrived. */
  pat(): void;
  /** Why the request was given up, if it was. */
  verdict(): ProviderError | undefined;
  stop(): void;
}

function makeWatchdog(clock: Clock, outer: AbortSignal): Watchdog {
  const inner = new AbortController();
  let idle = false;
  let timer: Timer | undefined;
  const pat = () => {
    timer?.cancel();
    timer = clock.after(idleMs, () => {
      idle = true;
      inner.abort();
    });
  };
  const giveUp = () => inner.abort();
  if (outer.aborted) giveUp();
  else outer.addEventListener('abort', giveUp, { once: true });
  pat();
  return {
    signal: inner.signal,
    pat,
    verdict() {
      if (outer.aborted)
        return new ProviderError('openai', 'aborted', 'The question to the model was given up.');
      if (idle) return new ProviderError('openai', 'timeout', 'The model fell silent.');
      return undefined;
    },
    stop() {
      timer?.cancel();
      outer.removeEventListener('abort', giveUp);
    },
  };
}
