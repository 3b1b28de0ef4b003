import { describe, expect, it } from 'vitest';
import { connected, dial, inquiring } from '../testing/conversation.ts';

/** A representative whose name was hardly heard. */
function namedKevin() {
  const call = dial();
  call.hears('thank you for calling example health my name is kevin how can i help you', {
    hardly: ['kevin'],
  });
  call.hears('can i have the member i d please');
  return call;
}

describe('words that were hardly heard', () => {
  it('make their value doubtful, however well the rest of it was heard', () => {
    const call = inquiring();
    call.hears('the claim was paid and the allowed amount is six thousand two hundred ten dollars', {
      hardly: ['six'],
    });
    expect(call.answer('allowed')).toMatchObject({ value: 621_000, status: 'doubtful' });
    expect(call.answer('status')).toMatchObject({ value: 'paid', status: 'answered' });
  });

  it('are no reason to doubt what they are not part of', () => {
    const call = inquiring();
    call.hears('okay so the claim was paid', { hardly: ['okay', 'so', 'the'] });
    expect(call.answer('status')).toMatchObject({ value: 'paid', status: 'answered' });
  });

  it('turn a yes to a name into no other name', () => {
    const call = namedKevin();
    expect(call.hears('thank you the claim was denied')).toContain('Your name is Kevin. Is that correct?');
    call.hears('yes ryan');
    expect(call.value('repName')).toBe('Kevin');
  });

  it('leave whoever has another name the word', () => {
    const call = namedKevin();
    call.hears('thank you the claim was denied');
    call.hears('no my name is ryan');
    expect(call.value('repName')).toBe('Ryan');
  });
});

describe('a year whose last word was lost', () => {
  it('is the one that can be meant, as a guess that is read back', () => {
    const call = inquiring();
    call.hears('the claim was denied it was received on march ninth twenty twenty and');
    expect(call.answer('receivedDate')).toMatchObject({ value: '2026-03-09', status: 'doubtful' });
  });

  it('is not guessed where another one was said', () => {
    const call = inquiring();
    call.hears('the claim was denied it was received on march ninth twenty nineteen');
    expect(call.value('receivedDate')).toBeUndefined();
  });
});

describe('a request whose first words were lost', () => {
  it('is answered, also when we had gone on to our own questions', () => {
    expect(inquiring().hears('have the n p i please')).toContain('The N P I is one, two, three.');
  });
});

describe('an amount that is said again', () => {
  it('is said digit by digit as well', () => {
    const call = connected();
    expect(call.hears('can i have the billed amount')).toBe(
      'The billed amount is two hundred fifty dollars.',
    );
    expect(call.hears('can you repeat the billed amount please')).toBe(
      'The billed amount is two hundred fifty dollars. two five zero dollars.',
    );
  });
});
