import { describe, expect, it } from 'vitest';
import { dial } from './testing/conversation.ts';

/** A menu that was told whom the call is about. */
function known() {
  const call = dial();
  for (const line of [
    'please enter your n p i followed by pound',
    'please enter the member i d followed by pound',
    'please enter the date of service followed by pound',
  ])
    call.hears(line);
  return call;
}

describe('an answer that the machine itself gives', () => {
  it('fills the outcome, with the machine as its speaker', () => {
    const call = known();
    call.hears('the claim was denied on march third two thousand twenty six');
    expect(call.value('status')).toBe('denied');
    expect(call.value('processedDate')).toBe('2026-03-03');
    expect(call.answer('status')?.evidence).toMatchObject({ speaker: 'menu', quote: 'denied' });
  });

  it('ends the call without a representative where nothing is missing', () => {
    const call = known();
    call.hears(
      'claim number c four four seven one nine was received on february first two thousand twenty six and is still in process. ' +
        'please allow ten business days.',
    );
    expect(call.results).toBeUndefined();
    call.hears('your confirmation number is eight eight three one two four. to hear this again press one');
    expect(call.value('callReference')).toBe('883124');
    expect(call.results?.[0]?.answers.repName).toMatchObject({ value: null, status: 'not_applicable' });
    expect(call.results?.[0]?.failure).toBeNull();
  });

  it('goes on to a person for what the machine does not tell', () => {
    const call = known();
    call.keys.length = 0;
    call.hears(
      'the claim was denied on march third two thousand twenty six to hear this again press one to check another claim press two to speak with a representative press zero',
    );
    expect(call.value('status')).toBe('denied');
    expect(call.keys).toEqual(['0']);
  });

  it.each([
    'for denied claims press one for paid claims press two',
    'you can say denied paid or pending',
    'to hear about claims that were denied press one',
  ])('is not taken from what a machine offers: "%s"', (text) => {
    const call = known();
    call.hears(text);
    expect(call.value('status')).toBeUndefined();
  });

  it('is not taken before the machine knows whom the call is about', () => {
    const call = dial();
    call.hears('your claim was denied on march third two thousand twenty six');
    expect(call.value('status')).toBeUndefined();
  });

  it('is never that there is nothing on file: the machine may have misheard', () => {
    const call = known();
    call.hears('we were unable to find a claim for that date of service');
    call.hears('there is no claim on file');
    expect(call.value('status')).toBeUndefined();
  });
});
