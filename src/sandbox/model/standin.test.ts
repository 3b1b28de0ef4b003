import { describe, expect, it } from 'vitest';
import { chatRequestSchema } from './replies.ts';
import type { ChatRequest, ToolCall } from './replies.ts';
import { makeStandin } from './standin.ts';

const system = [
  'You help a caller.',
  'Fields:',
  '- status (enum): status; one of: paid = paid, denied = denied, in_process = in process',
  '- receivedDate (date): received date',
  '- allowed (money): allowed amount',
  '- paid (money): paid amount',
  '- paymentNumber (identifier): check number',
  '- denialReason (text): denial reason',
].join('\n');

const fields = ['status', 'receivedDate', 'allowed', 'paid', 'paymentNumber', 'denialReason'];

function ask(turn: string, asked = 'status'): ChatRequest {
  const tool = (name: string, properties: object) => ({
    type: 'function',
    function: { name, parameters: { type: 'object', properties } },
  });
  const text = { type: 'string' };
  return chatRequestSchema.parse({
    model: 'pretend',
    messages: [
      { role: 'system', content: system },
      {
        role: 'user',
        content: `We said last: "The check number is one two three four five."\nAsked for: ${asked}\nThe representative said: ${JSON.stringify(turn)}`,
      },
    ],
    tools: [
      tool('record_answer', { field: { enum: fields }, value: text, quote: text }),
      tool('note_no_answer', {
        field: { enum: fields },
        reason: { enum: ['not_known', 'declined'] },
        quote: text,
      }),
      tool('note_intent', {
        intent: { enum: ['asks_for_identifier', 'wait', 'repeat', 'robot_question', 'other'] },
        identifier: { enum: ['memberId', 'npi', 'none'] },
        quote: text,
      }),
    ],
  });
}

/** What an honest stand-in answers when it does not lapse: the commonest of many answers. */
function answer(turn: string, asked?: string): unknown {
  const answers = Array.from({ length: 15 }, (_, seed) =>
    JSON.stringify(makeStandin({ seed })(ask(turn, asked)).toolCalls ?? []),
  );
  const count = (one: string) => answers.filter((other) => other === one).length;
  return JSON.parse([...answers].sort((a, b) => count(b) - count(a))[0] ?? '[]');
}

describe('a stand-in that means well', () => {
  it.each([
    ['we allowed one fifty on that one', 'status', 'allowed', '150', 'one fifty'],
    [
      'check number is four four eight two one three',
      'paymentNumber',
      'paymentNumber',
      '448213',
      'four four eight two one three',
    ],
    [
      'it got here march third twenty twenty six',
      'receivedDate',
      'receivedDate',
      '2026-03-03',
      'march third twenty twenty six',
    ],
    ['they turned down the whole thing', 'status', 'status', 'denied', 'turned down'],
    ['allowed amount was $85.20', 'paid', 'allowed', '85.2', '$85.20'],
  ])('reads "%s"', (turn, asked, field, value, quote) => {
    expect(answer(turn, asked)).toEqual([{ name: 'record_answer', arguments: { field, value, quote } }]);
  });

  it('notes that a question gets no answer, and what is asked of us', () => {
    expect(answer('i am not allowed to say', 'paid')).toEqual([
      { name: 'note_no_answer', arguments: { field: 'paid', reason: 'declined', quote: 'not allowed' } },
    ]);
    expect(answer('what is the subscriber number')).toMatchObject([
      { name: 'note_intent', arguments: { intent: 'asks_for_identifier', identifier: 'memberId' } },
    ]);
    expect(answer('my computer is still loading this')).toMatchObject([
      { arguments: { intent: 'robot_question' } },
    ]);
  });

  it('answers alike to the same seed, and lapses now and then', () => {
    const run = (seed: number) => {
      const model = makeStandin({ seed });
      return Array.from({ length: 100 }, () => JSON.stringify(model(ask('we allowed one fifty'))));
    };
    expect(run(3)).toEqual(run(3));
    expect(new Set(run(3)).size).toBeGreaterThan(1);
  });
});

describe('a stand-in that means ill', () => {
  const model = makeStandin({ seed: 5, adversarial: true });
  const replies = Array.from({ length: 600 }, () => model(ask('we allowed one fifty and paid it')));
  const calls: ToolCall[] = replies.flatMap(({ toolCalls = [] }) => toolCalls);
  const some = (test: (text: string) => boolean) => calls.some((call) => test(JSON.stringify(call)));

  it('invents values, quotes what was not said and what we said ourselves', () => {
    expect(some((text) => text.includes('AB9981734'))).toBe(true);
    expect(some((text) => text.includes('it is 2026-03-14'))).toBe(true);
    expect(some((text) => text.includes('The check number is one two three four five.'))).toBe(true);
  });

  it('gives right words to wrong fields, and half a number', () => {
    expect(some((text) => text.includes('"field":"paid"') && text.includes('"one fifty"'))).toBe(true);
    expect(some((text) => text.includes('"quote":"one"'))).toBe(true);
  });

  it('calls what it was not offered, malforms arguments, claims intents and talks too much', () => {
    expect(calls.some(({ name }) => name === 'hang_up')).toBe(true);
    expect(calls.some(({ arguments: given }) => typeof given === 'string')).toBe(true);
    expect(some((text) => text.includes('"goodbye"'))).toBe(true);
    expect(replies.some(({ finishReason }) => finishReason === 'length')).toBe(true);
    expect(replies.some(({ toolCalls = [] }) => toolCalls.length > 100)).toBe(true);
  });
});
