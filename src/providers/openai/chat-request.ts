import type OpenAI from 'openai';
import type { ProposalRequest } from '../../kernel/proposal.ts';

/** Room for eight tool calls with long quotes; what a model writes beyond that is of no use. */
const mostTokens = 1_000;

/**
 * A request as a chat model gets it: tools and instructions first, the same bytes for every turn of a call type, then the
 * turn. At least one tool call is asked for, tokens are counted, nothing is kept by the vendor.
 */
export function chatRequestOf(
  request: ProposalRequest,
  model: string,
): OpenAI.ChatCompletionCreateParamsStreaming {
  return {
    model,
    tools: request.tools.map(({ name, description, parameters }) => ({
      type: 'function',
      function: { name, description, parameters: { ...parameters }, strict: true },
    })),
    tool_choice: 'required',
    messages: [
      { role: 'system', content: request.instructions },
      { role: 'user', content: request.context },
    ],
    stream: true,
    stream_options: { include_usage: true },
    max_completion_tokens: mostTokens,
    store: false,
  };
}
