import { describe, expect, it } from 'vitest';
import { likelyIn } from './likely.ts';
import { claimStatus, inquiring } from './testing/conversation.ts';
import type { Conversation, ConversationOptions } from './testing/conversation.ts';

function askedForStatus(options: ConversationOptions = {}): Conversation {
  const call = inquiring(options);
  call.hears('we received it on march ninth twenty twenty six');
  return call;
}

describe('a choice in words that state none of its values', () => {
  it.each([
    ['alright so that one went through and we did issue funds on it', 'paid'],
    ['looks like that was settled', 'paid'],
    ['that one is moving along in the pipeline', 'in process'],
    ['the system bounced that at the front end', 'rejected'],
    ['we will not be covering that one im afraid', 'denied'],
  ])('is read back as what it resembles: %s', (words, status) => {
    expect(askedForStatus().hears(words)).toContain(`The status of the claim is ${status}. Is that correct?`);
  });

  it('is none that a digit of a number spells', () => {
    const call = askedForStatus();
    call.hears('the claim number is eight eight one two zero four three seven');
    expect(call.answer('status')).toBeUndefined();
  });

  it('counts once it was confirmed', () => {
    const call = askedForStatus();
    call.hears('looks like that was settled');
    expect(call.answer('status')).toMatchObject({ value: 'paid', status: 'doubtful' });
    call.hears('yes that is right');
    expect(call.answer('status')).toMatchObject({ value: 'paid', status: 'answered', confirmed: true });
  });

  it('leaves nothing behind where it was denied, and is not guessed again', () => {
    const call = askedForStatus();
    call.hears('looks like that was settled');
    expect(call.hears('no')).toContain('was the claim paid or denied');
    expect(call.value('status')).toBeUndefined();
    call.hears('looks like that was settled');
    expect(call.value('status')).toBeUndefined();
  });

  it('waits for the model where there is one', () => {
    const call = askedForStatus({ modelAvailable: true });
    expect(call.hears('that one went through with funds')).toBe('');
    expect(call.value('status')).toBeUndefined();
    call.feed({
      type: 'proposal_failed',
      atMs: call.nowMs,
      turnId: call.state.talk.proposing?.id ?? '',
      reason: 'timeout',
    });
    expect(call.answer('status')).toMatchObject({ value: 'paid', status: 'doubtful' });
  });

  it('never outweighs what is said plainly in the same turn', () => {
    const call = askedForStatus();
    call.hears('no payment there, that was rejected');
    expect(call.answer('status')).toMatchObject({ value: 'rejected', status: 'answered' });
  });

  it.each([
    'let me check on that',
    'you would have to check the portal for that',
    'i am not able to release that',
    'what was the tax i d',
    'call back tomorrow for the check number',
    'i can look for the payment',
    'i could try and search by the check',
    "i'll need you to send that in",
    'you can check again next week',
    "i'd have to refer you to our website for that information",
  ])('is not read into talk that answers nothing: %s', (words) => {
    const call = askedForStatus();
    call.hears(words);
    expect(call.value('status')).toBeFalsy();
  });

  it('is not read where nobody asked for it', () => {
    const call = inquiring();
    call.hears('the claim was paid');
    call.hears('the check was in an envelope');
    expect(call.value('dayType')).toBeUndefined();
    expect(call.answer('status')).toMatchObject({ value: 'paid', status: 'answered' });
  });
});

describe('a plain question', () => {
  const cashed = claimStatus.fields.find(({ name }) => name === 'cashed');

  it.each([
    ['it was never deposited', 'no'],
    ['nobody has presented that one', 'no'],
    ['it has yes', 'yes'],
    ['looks like it was negotiated', 'yes'],
  ])('has an answer that sounds like yes or no: %s', (words, value) => {
    expect(cashed && likelyIn(claimStatus, cashed, words, () => false)).toMatchObject({
      value,
      hedged: true,
    });
  });

  it('has none in words that sound like neither', () => {
    expect(
      cashed && likelyIn(claimStatus, cashed, 'may fifth twenty twenty six', () => false),
    ).toBeUndefined();
  });
});
