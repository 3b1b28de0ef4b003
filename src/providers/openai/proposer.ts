import OpenAI from 'openai';
import type { Clock, Timer } from '../../kernel/clock.ts';
import { ProviderError } from '../../kernel/errors.ts';
import type { Logger } from '../../kernel/logger.ts';
import type { ProposalRequest, ProposedCall, Proposer } from '../../kernel/proposal.ts';
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

/**
 * A chat model behind the kernel's {@link Proposer}: streamed, strict tools, at least one tool call asked for. Nothing
 * is retried here: the turn's reflexes know what to do without an answer.
 */
export function makeProposer(options: ProposerOptions): Proposer {
  const { clock, logger } = options;
  const client = new OpenAI({
    apiKey: options.apiKey,
    baseURL: options.baseUrl,
    maxRetries: 0,
    logLevel: 'off',
  });
  return {
    async propose(request, signal) {
      const startedMs = clock.monotonic();
      const watchdog = makeWatchdog(clock, signal);
      try {
        const calls = await ask(client, options.model, request, watchdog);
        logger.debug(
          { tookMs: Math.round(clock.monotonic() - startedMs), calls: calls.length },
          'model proposed',
        );
        return calls;
      } catch (thrown) {
        throw watchdog.verdict() ?? modelError(thrown);
      } finally {
        watchdog.stop();
      }
    },
  };
}

async function ask(
  client: OpenAI,
  model: string,
  request: ProposalRequest,
  watchdog: Watchdog,
): Promise<readonly ProposedCall[]> {
  const stream = await client.chat.completions.create(
    {
      model,
      stream: true,
      messages: [
        { role: 'system', content: request.instructions },
        { role: 'user', content: request.context },
      ],
      tools: request.tools.map((tool) => ({
        type: 'function',
        function: {
          name: tool.name,
          description: tool.description,
          parameters: { ...tool.parameters },
          strict: true,
        },
      })),
      tool_choice: 'required',
    },
    { signal: watchdog.signal },
  );
  const calls = new ToolCalls();
  let finish: string | undefined;
  for await (const chunk of stream) {
    watchdog.pat();
    const choice = chunk.choices[0];
    if (choice === undefined) continue;
    calls.add(choice.delta.tool_calls ?? []);
    finish = choice.finish_reason ?? finish;
  }
  // An aborted stream ends without a word.
  const given = watchdog.verdict();
  if (given !== undefined) throw given;
  if (finish === undefined)
    throw new ProviderError('openai', 'protocol', 'The model stopped before it had finished.');
  if (finish === 'length') throw new ProviderError('openai', 'protocol', 'The model ran out of room.');
  if (finish === 'content_filter')
    throw new ProviderError('openai', 'rejected', 'The model refused the question.');
  return calls.parsed(request.tools.map((tool) => tool.name));
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
