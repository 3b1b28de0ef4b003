import { describe, expect, it } from 'vitest';
import { inquiring } from '../testing/conversation.ts';

describe('a sentence that is said again in answer to our question', () => {
  it('is an answer, though it sounds like a request: it is asked for in the form that it should have', () => {
    const call = inquiring();
    const words = 'pardon the mailroom they stamped it in the second week of the month';
    call.hears('the claim was denied');
    call.hears(words);
    expect(call.hears(words)).toContain('Just the month, day and year, please.');
  });

  it('leaves whoever asks us to repeat twice what they want', () => {
    const call = inquiring();
    const asked = call.hears('the claim was denied');
    call.hears("i'm sorry could you repeat the question");
    expect(asked).toContain(call.hears("i'm sorry could you repeat the question"));
  });
});

describe('what somebody does not have', () => {
  it('is what was asked for, not what the sentence names beside it', () => {
    const call = inquiring();
    call.hears('the claim was denied');
    call.hears('march ninth twenty twenty six');
    call.hears('the appeal deadline is what most people ask me and i do not have that date');
    expect(call.answer('processedDate')).toMatchObject({ status: 'not_available' });
    expect(call.answer('appealDeadline')).toBeUndefined();
  });

  it('is another thing where that is named right behind', () => {
    const call = inquiring();
    call.hears('the claim was denied');
    call.hears('march ninth twenty twenty six');
    call.hears('i do not have the appeal deadline');
    expect(call.answer('appealDeadline')).toMatchObject({ status: 'not_available' });
  });
});
