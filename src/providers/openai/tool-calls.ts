import { ProviderError } from '../../kernel/errors.ts';
import type { ProposedCall } from '../../kernel/proposal.ts';

/** What one streamed piece says of one tool call: name first, arguments bit by bit, held together by `index`. */
export interface ToolCallDelta {
  index: number;
  function?: { name?: string | undefined; arguments?: string | undefined } | undefined;
}

/** Characters of all calls together, beyond which a model is not listened to: a turn's answer is a tenth of it. */
const mostCharacters = 20_000;

/** Puts streamed tool calls together. */
export class ToolCalls {
  readonly #calls = new Map<number, { name: string; arguments: string }>();
  #characters = 0;

  /** Throws ProviderError `protocol` where the model does not come to an end. */
  add(deltas: readonly ToolCallDelta[]): void {
    for (const { index, function: piece } of deltas) {
      const call = this.#calls.get(index) ?? { name: '', arguments: '' };
      call.name += piece?.name ?? '';
      call.arguments += piece?.arguments ?? '';
      this.#calls.set(index, call);
      this.#characters += (piece?.name ?? '').length + (piece?.arguments ?? '').length;
      if (this.#characters > mostCharacters)
        throw new ProviderError('openai', 'protocol', 'The model did not come to an end.');
    }
  }

  /** The calls in order. */
  whole(): readonly ProposedCall[] {
    return [...this.#calls.entries()]
      .sort(([left], [right]) => left - right)
      .map(([, { name, arguments: json }]) => ({ tool: name, arguments: parseObject(json) }));
  }
}

/**
 * Arguments as an object; what is none becomes an empty one, which the script refuses with its reason: one broken call
 * among several does not take the others with it.
 */
function parseObject(json: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : {};
  } catch {
    return {};
  }
}
