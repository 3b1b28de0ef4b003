import { describe, expect, it } from 'vitest';
import { dial } from './testing/conversation.ts';

describe('somebody who gives a name and asks', () => {
  it.each([
    'Riverton Trust, thank you for waiting. Yolanda here, may I have the reason for the call?',
    'Thank you for calling claims. This is Joe. What are you calling about?',
    'Example Health, Kim speaking, may I have the N P I please?',
    'Good morning, this is Dana, how may I direct your call?',
    'Provider line, my name is Ruth. What is the purpose of your call today?',
    'Marv here. And what brings you to us today?',
  ])('is a person, whatever systems ask as well: "%s"', (text) => {
    const call = dial();
    expect(call.hears(text)).toMatch(/^Hello, \w+, this is Holly, an automated assistant/);
  });

  it.each([
    'Hi, this is Ava, your virtual assistant. What are you calling about?',
    'Hello, my name is Max. I am an automated agent. In a few words, tell me the reason for your call.',
    'Ava here. You can say claims, benefits, or something else. What is the reason for your call?',
    'This is Example Health. What is the reason for your call?',
  ])('is a system where its words are: "%s"', (text) => {
    const call = dial();
    call.hears(text);
    expect(call.phase).toBe('menu');
  });
});

describe('a question that was answered in a word and is asked again by somebody who speaks of himself', () => {
  it('is answered in full', () => {
    const call = dial();
    expect(call.hears('May I have the reason for your call?')).toBe('claim status');
    expect(call.hears('May I have the reason for your call?')).toMatch(/automated assistant/);
  });

  it('is answered so after our number was said twice', () => {
    const call = dial();
    const ask = 'Claims, may I have your N P I?';
    const said = [1, 2, 3].map(() => call.hears(ask));
    expect(said[1]).toBe(said[0]);
    expect(said[2]).toMatch(/automated assistant.*The N P I is/);
  });

  it('is none where a system has not understood', () => {
    const call = dial();
    call.hears('How may I direct your call? You can say claims or benefits.');
    call.hears("I'm sorry, I didn't get that. How may I direct your call? You can say claims or benefits.");
    expect(call.phase).toBe('menu');
  });
});

describe('"Can I have …, please?" behind a choice that was said', () => {
  it.each([
    'Can I have the N P I or the tax I D please?',
    'Okay, could I please get your N P I for the provider?',
  ])('is a person: "%s"', (text) => {
    const call = dial();
    call.hears('What are you calling about?');
    expect(call.hears(text)).toMatch(/automated assistant.*The N P I is/);
  });
});
