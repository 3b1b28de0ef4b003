import { makeDice } from './random.ts';
import type { Dice } from './random.ts';
import type { ChatRequest, ModelReply, ToolCall } from './replies.ts';
import { misbehave } from './standin-adversary.ts';
import { readPrompt, toolWith } from './standin-prompt.ts';
import type { Prompt } from './standin-prompt.ts';
import { actOf, beliefsOf, identifierOf, missingOf } from './standin-sense.ts';

export interface StandinOptions {
  /** The same seed and requests give the same answers. */
  seed: number;
  /** Lies, swaps, disobeys. */
  adversarial?: boolean | undefined;
}

/** How often a well-meaning model answers in words, or not at all, where it should have called a tool. */
const lapses = { text: 0.04, nothing: 0.03, sloppyQuote: 0.05 };

/**
 * A pretend language model. It is told nothing but the request: it reads the turn, the question and the tools on offer,
 * and answers by its own rough understanding, right mostly and wrong sometimes.
 */
export function makeStandin({
  seed,
  adversarial = false,
}: StandinOptions): (request: ChatRequest) => ModelReply {
  const dice = makeDice(seed);
  return (request) => {
    const prompt = readPrompt(request);
    if (adversarial) return misbehave(prompt, dice, understand(prompt, dice));
    if (dice.chance(lapses.text)) return { text: 'The representative answered the question.' };
    if (dice.chance(lapses.nothing)) return { text: '' };
    return { toolCalls: understand(prompt, dice) };
  };
}

/** The calls of an honest model. */
function understand(prompt: Prompt, dice: Dice): ToolCall[] {
  const record = toolWith(prompt, 'field', 'quote');
  const beliefs = record === undefined ? [] : beliefsOf(prompt);
  const calls = beliefs.map(({ field, value, quote }) =>
    call(record?.name, record?.properties, {
      field,
      value,
      quote: dice.chance(lapses.sloppyQuote) ? sloppy(quote) : quote,
    }),
  );
  if (calls.length > 0) return calls;
  const missing = missingOf(prompt.turn);
  const none = toolWith(prompt, 'field', 'reason');
  const [asked] = prompt.asked;
  if (missing !== undefined && none !== undefined && asked !== undefined) {
    const reason = none.enums.reason?.find((one) => one.includes('declin') === (missing.why === 'declined'));
    return [call(none.name, none.properties, { field: asked, reason: reason ?? '', quote: missing.quote })];
  }
  const note = toolWith(prompt, 'intent');
  if (note === undefined) return [];
  const offered = note.enums.intent ?? [];
  const wanted = identifierOf(
    prompt.turn,
    (note.enums.identifier ?? []).filter((name) => name !== 'none'),
  );
  const asks = offered.find((intent) => /asks.*identifier/.test(intent));
  if (wanted !== undefined && asks !== undefined)
    return [call(note.name, note.properties, { intent: asks, ...wanted })];
  const act = actOf(prompt.turn, offered);
  const other = offered.find((intent) => /other|nothing|unclear/.test(intent)) ?? offered.at(-1) ?? '';
  return [
    call(note.name, note.properties, {
      identifier: 'none',
      ...(act ?? { intent: other, quote: prompt.turn }),
    }),
  ];
}

/** A call with just the properties that the tool has. */
function call(
  name = '',
  properties: readonly string[] = [],
  given: Readonly<Record<string, string>>,
): ToolCall {
  return {
    name,
    arguments: Object.fromEntries(properties.map((property) => [property, given[property] ?? ''])),
  };
}

/** Punctuation and a word too few: how models quote. */
function sloppy(quote: string): string {
  return quote.split(' ').slice(1).join(' ') || `${quote}!`;
}
