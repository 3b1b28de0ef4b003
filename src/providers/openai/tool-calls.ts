import { ProviderError } from '../../kernel/errors.ts';
import type { ProposedCall } from '../../kernel/proposal.ts';

/** What one streamed piece says of one tool call: name first, arguments bit by bit, held together by `index`. */
export interface ToolCallDelta {
  index: number;
  function?: { name?: string | undefined; arguments?: string | undefined } | undefined;
}

/** Puts streamed tool calls together. */
export class ToolCalls {
  readonly #calls = new Map<number, { name: string; json: string }>();

  add(deltas: readonly ToolCallDelta[]): void {
    for (const { index, function: piece } of deltas) {
      const call = this.#calls.get(index) ?? { name: '', json: '' };
      call.name += piece?.name ?? '';
      call.json += piece?.arguments ?? '';
      this.#calls.set(index, call);
    }
  }

  /** The calls in order. Throws ProviderError `protocol` for arguments that are no object and tools never offered. */
  parsed(offered: readonly string[]): readonly ProposedCall[] {
    return [...this.#calls.entries()]
      .sort(([left], [right]) => left - right)
      .map(([, { name, json }]) => {
        if (!offered.includes(name)) throw misfit('The model called a tool that it was not offered.');
        return { tool: name, arguments: parseObject(json) };
      });
  }
}

function parseObject(json: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw misfit('The model wrote arguments that are not JSON.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw misfit('The model wrote arguments that are not an object.');
  }
  return value as Record<string, unknown>;
}

// No cause: a parser's message quotes what it could not parse.
function misfit(message: string): ProviderError {
  return new ProviderError('openai', 'protocol', message);
}
