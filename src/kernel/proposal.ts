/** A tool that the model may call: strict JSON Schema, every property required. */
export interface ProposalTool {
  name: string;
  description: string;
  parameters: Readonly<Record<string, unknown>>;
}

export interface ProposalRequest {
  /** Fingerprint of the stable part: instructions and tools. */
  promptVersion: string;
  /** Stable first part of the prompt, the same for every turn of a call type (so that it can be cached). */
  instructions: string;
  /** What this turn needs and no more. */
  context: string;
  tools: readonly ProposalTool[];
}

/** One tool call, arguments parsed but not yet believed: the script grounds them. */
export interface ProposedCall {
  tool: string;
  arguments: Readonly<Record<string, unknown>>;
}

/** A model that proposes. Throws ProviderError (aborted where the signal was raised). */
export interface Proposer {
  propose(request: ProposalRequest, signal: AbortSignal): Promise<readonly ProposedCall[]>;
}
