import { describe, expect, it } from 'vitest';
import { inquiring } from '../testing/conversation.ts';

const question = 'When was the claim received, and what is its status?';

describe('the same words at intervals while we wait', () => {
  it.each([
    'Thank you for being patient.',
    'Thanks for hanging in there.',
    'We value your time.',
    'Somebody is going to be with you.',
    'You are still on hold.',
  ])('are a line\'s, and nothing is said into it but one "Hello?": "%s"', (line) => {
    const call = inquiring();
    call.hears('Let me place you on a silent hold.');
    const said: string[] = [];
    for (let time = 0; time < 6; time++) said.push(call.hears(line), call.waits(14_000));

    expect(said.filter((one) => one !== '').join(' ')).toMatch(/^(?:Hello\?)?$/);
    expect(call.hears('Okay, it was denied.')).not.toBe('');
    expect(call.value('status')).toBe('denied');
  });

  it('are a person\'s where they answer our "Hello?"', () => {
    const call = inquiring();
    call.hears('Let me place you on hold.');
    call.hears('Thank you for holding.');
    expect(call.waits(8_000)).toBe('Hello?');
    expect(call.hears("Yes, hi, I'm here.")).toBe(question);
  });

  it('are nothing that we wait through where they tell something', () => {
    const call = inquiring();
    call.hears('One moment please.');
    call.hears('It was received on May second twenty twenty-six.');
    call.hears('It was received on May second twenty twenty-six.');
    expect(call.state.talk.waiting).toBe(false);
  });
});
