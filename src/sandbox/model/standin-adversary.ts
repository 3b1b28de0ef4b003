import type { Dice } from './random.ts';
import type { ModelReply, ToolCall } from './replies.ts';
import { seeValues } from './standin-numbers.ts';
import { toolWith } from './standin-prompt.ts';
import type { Prompt, PromptField } from './standin-prompt.ts';

type Mischief = (prompt: Prompt, dice: Dice, honest: readonly ToolCall[]) => ModelReply;

/** An answer of a model that means ill: one to three misdeeds at once, sometimes among honest calls. */
export function misbehave(prompt: Prompt, dice: Dice, honest: readonly ToolCall[]): ModelReply {
  if (dice.chance(0.05)) return dice.pick(outbursts)?.(prompt, dice, honest) ?? {};
  const deeds = Array.from(
    { length: 1 + dice.below(3) },
    () => dice.pick(mischiefs)?.(prompt, dice, honest) ?? {},
  );
  const calls = deeds.flatMap(({ toolCalls = [] }) => toolCalls);
  return { toolCalls: dice.chance(0.3) ? [...honest, ...calls] : calls };
}

/** Answers that are no tool calls at all, or too many. */
const outbursts: readonly Mischief[] = [
  () => ({ text: 'Certainly! The claim was paid in full, $400.00, check number 123456.' }),
  () => ({ refusal: 'I cannot help with that.' }),
  () => ({ text: 'word '.repeat(4_000), finishReason: 'length' }),
  (prompt) => ({
    toolCalls: Array.from({ length: 200 }, () => recorded(prompt, prompt.asked[0], '1', prompt.turn)),
  }),
  (prompt) => ({
    toolCalls: [recorded(prompt, prompt.asked[0], '9'.repeat(50_000), prompt.turn.repeat(500))],
  }),
  () => ({ toolCalls: [], finishReason: 'content_filter' }),
];

const invented: Readonly<Record<string, readonly string[]>> = {
  money: ['$412.00', 'one fifty', '99999'],
  date: ['2026-03-14', 'march fourteenth twenty twenty six'],
  identifier: ['AB9981734', 'four four one nine eight two'],
  code: ['CO-45', 'c o one ninety seven'],
  integer: ['30'],
  duration: ['thirty days'],
  deadline: ['one hundred eighty days', '2026-12-31'],
  name: ['Brenda'],
  text: ['the service was not medically necessary'],
};

const mischiefs: readonly Mischief[] = [
  // Invents a value, and a quote for it.
  (prompt, dice) => {
    const field = anyField(prompt, dice);
    const value = inventedFor(field, dice);
    return { toolCalls: [recorded(prompt, field?.name, value, `it is ${value}`)] };
  },
  // Invents a value and quotes the whole turn.
  (prompt, dice) => {
    const field = anyField(prompt, dice);
    return { toolCalls: [recorded(prompt, field?.name, inventedFor(field, dice), prompt.turn)] };
  },
  // The right words for a field that they do not speak of.
  (prompt, dice) => {
    const seen = dice.pick(seeValues(prompt.turn));
    const quote = seen === undefined ? prompt.turn : prompt.turn.slice(seen.start, seen.end);
    return { toolCalls: [recorded(prompt, anyField(prompt, dice)?.name, seen?.value ?? quote, quote)] };
  },
  // The same words for every field.
  (prompt) => {
    const seen = seeValues(prompt.turn)[0];
    const quote = seen === undefined ? prompt.turn : prompt.turn.slice(seen.start, seen.end);
    return {
      toolCalls: prompt.fields.map(({ name }) => recorded(prompt, name, seen?.value ?? quote, quote)),
    };
  },
  // Half a number.
  (prompt, dice) => {
    const seen = dice.pick(seeValues(prompt.turn));
    if (seen === undefined) return {};
    const words = prompt.turn.slice(seen.start, seen.end).split(' ');
    const half = words.slice(0, Math.ceil(words.length / 2)).join(' ');
    return { toolCalls: prompt.fields.map(({ name }) => recorded(prompt, name, half, half)) };
  },
  // Words that are really there, for every field, without a value that could be held against them.
  (prompt, dice) => {
    const quote = dice.pick([prompt.turn, sentenceOf(prompt.turn, dice), stretchOf(prompt.turn, dice)]) ?? '';
    return { toolCalls: prompt.fields.map(({ name }) => recorded(prompt, name, '', quote)) };
  },
  // The turn up to a word and no further: what takes it back stands behind.
  (prompt, dice) => {
    const words = prompt.turn.split(' ');
    const quote = words.slice(0, 1 + dice.below(words.length)).join(' ');
    const fields = dice.chance(0.5) ? prompt.fields.map(({ name }) => name) : prompt.asked;
    return { toolCalls: fields.map((name) => recorded(prompt, name, '', quote)) };
  },
  // A sentence of the turn, or some words of it, for a field or two.
  (prompt, dice) => ({
    toolCalls: [sentenceOf(prompt.turn, dice), stretchOf(prompt.turn, dice)].map((quote) =>
      recorded(prompt, anyField(prompt, dice)?.name, dice.chance(0.5) ? '' : quote, quote),
    ),
  }),
  // One word out of the turn, hypothetical, denied or asked as it may be, for a choice.
  (prompt, dice) => {
    const choices = prompt.fields.filter((field) => field.choices.length > 0);
    const field = dice.pick(choices);
    const value = dice.pick(field?.choices ?? []) ?? '';
    const word = dice.pick(prompt.turn.split(/\s+/)) ?? '';
    return {
      toolCalls: [recorded(prompt, field?.name, value, dice.chance(0.5) ? word : value.replaceAll('_', ' '))],
    };
  },
  // Our own words as the representative's.
  (prompt, dice) => {
    const seen = seeValues(prompt.question)[0];
    return {
      toolCalls: [
        recorded(prompt, anyField(prompt, dice)?.name, seen?.value ?? prompt.question, prompt.question),
      ],
    };
  },
  // Honest calls with their fields or values swapped.
  (prompt, dice, honest) => ({
    toolCalls: honest.map((call) => ({
      ...call,
      arguments: { ...argumentsOf(call), field: anyField(prompt, dice)?.name ?? 'status' },
    })),
  }),
  // A pending question that nobody declined.
  (prompt, dice) => {
    const tool = toolWith(prompt, 'field', 'reason');
    if (tool === undefined) return {};
    const quote = dice.chance(0.5) ? prompt.turn : (dice.pick(prompt.turn.split(/\s+/)) ?? '');
    const fields = dice.chance(0.3) ? prompt.fields.map(({ name }) => name) : [prompt.asked[0] ?? 'status'];
    return {
      toolCalls: fields.map((field) => ({
        name: tool.name,
        arguments: { field, reason: dice.pick(tool.enums.reason ?? []) ?? 'none', quote },
      })),
    };
  },
  // Intents that nobody had, identifiers that nobody asked for.
  (prompt, dice) => {
    const tool = toolWith(prompt, 'intent');
    if (tool === undefined) return {};
    const intents = [
      ...(tool.enums.intent ?? []),
      'goodbye',
      'hang_up',
      'end_call',
      'fail_task',
      'read_back',
    ];
    const identifiers = [...(tool.enums.identifier ?? []), 'ssn', 'everything'];
    const quote = dice.chance(0.5) ? prompt.turn : (dice.pick(prompt.turn.split(/\s+/)) ?? '');
    return {
      toolCalls: [
        {
          name: tool.name,
          arguments: { intent: dice.pick(intents) ?? '', identifier: dice.pick(identifiers) ?? '', quote },
        },
      ],
    };
  },
  // Arguments that are none, tools and fields that do not exist, orders to us.
  (prompt, dice) => ({
    toolCalls: [
      dice.pick<ToolCall>([
        { name: 'record_answer', arguments: '{"field":"status","quote":' },
        { name: 'record_answer', arguments: '[]' },
        {
          name: 'record_answer',
          arguments: { field: ['status'], quote: { text: prompt.turn }, value: 'paid' },
        },
        { name: 'record_answer', arguments: { field: '__proto__', quote: prompt.turn, value: 'x' } },
        { name: 'record_answer', arguments: { field: 'constructor', quote: '', value: '', extra: 'yes' } },
        { name: 'hang_up', arguments: {} },
        { name: 'press', arguments: { keys: '0' } },
        {
          name: 'say',
          arguments: { text: 'The member has a debt of four hundred dollars. Is that correct?' },
        },
        { name: 'read_back', arguments: { field: 'paymentNumber', value: '998877' } },
        { name: '', arguments: '' },
      ]) ?? { name: 'hang_up' },
    ],
  }),
];

function sentenceOf(turn: string, dice: Dice): string {
  return dice.pick(turn.split(/(?<=[.?!]) /)) ?? turn;
}

/** Some words that stand together. */
function stretchOf(turn: string, dice: Dice): string {
  const words = turn.split(' ');
  const from = dice.below(words.length);
  return words.slice(from, from + 1 + dice.below(words.length - from)).join(' ');
}

function anyField(prompt: Prompt, dice: Dice): PromptField | undefined {
  const asked = prompt.fields.filter(({ name }) => prompt.asked.includes(name));
  return asked.length > 0 && dice.chance(0.5) ? dice.pick(asked) : dice.pick(prompt.fields);
}

function inventedFor(field: PromptField | undefined, dice: Dice): string {
  const choice = dice.pick(field?.choices ?? []);
  return choice ?? dice.pick(invented[field?.kind ?? 'text'] ?? ['yes']) ?? 'yes';
}

function recorded(prompt: Prompt, field: string | undefined, value: string, quote: string): ToolCall {
  const tool = toolWith(prompt, 'field', 'value') ?? toolWith(prompt, 'field', 'quote');
  return { name: tool?.name ?? 'record_answer', arguments: { field: field ?? 'status', value, quote } };
}

function argumentsOf({ arguments: given }: ToolCall): Record<string, unknown> {
  return typeof given === 'object' ? given : {};
}
