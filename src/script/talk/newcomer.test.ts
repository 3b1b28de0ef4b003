import { describe, expect, it } from 'vitest';
import { dial, inquiring } from '../testing/conversation.ts';
import type { Conversation } from '../testing/conversation.ts';

function withMarcus(): Conversation {
  const call = dial();
  call.hears('Thank you for calling, Marcus speaking.');
  call.hears('Can I have the member ID please?');
  call.hears('Thank you.');
  return call;
}

describe('who passes us on', () => {
  it.each([
    'Let me pass you on to somebody who can look that up.',
    "I'll hand you over to my colleague in claims.",
    "Okay, I'm going to send you along to the provider side.",
    'Your call is being transferred.',
    'You will now be connected.',
    'I am moving you up to a supervisor.',
  ])('is not asked to say it again: "%s"', (text) => {
    const call = withMarcus();
    expect(call.hears(text)).not.toContain('?');
    expect(call.phase).toBe('hold');
    call.feed({ type: 'sound_changed', atMs: call.nowMs + 500, sound: 'music' });
    expect(call.hears('Your call is being transferred.')).toBe('');
    expect(call.hears('Hi, this is Sheila with Example Health. Who am I speaking with?')).toContain('Sheila');
    expect(call.value('repName')).toBe('Sheila');
  });

  it.each([
    'I can hand you the number for that.',
    "I can't pass you on to them.",
    "Can I put you on hold? It's up to you.",
    'You will be connected to a survey at the end.',
    'I sent that over to the claims team.',
    'I would send you over to our website for that.',
  ])('is none who says "%s"', (text) => {
    const call = inquiring();
    call.hears(text);
    expect(call.state.holdSinceMs).toBeNull();
  });
});

describe('somebody else on the phone without a word of it', () => {
  it.each([
    ['Thank you for calling Example Health. My name is Renee. How can I help you?', 'Renee'],
    ['Hi, this is Sheila with Example Health. Who am I speaking with?', 'Sheila'],
    ['This is Octavio, thanks for holding. How can I help you?', 'Octavio'],
    ['Good morning, Example Health provider line, Patrick speaking.', 'Patrick'],
    ['Hello, my name is Ines, I am taking over this call.', 'Ines'],
  ])('is told who calls: "%s"', (text, name) => {
    const call = withMarcus();
    expect(call.hears(text)).toContain(`Hello, ${name}`);
    expect(call.value('repName')).toBe(name);
  });

  it.each(['Provider services, how may I help you?', 'Good morning, how can I help you today?'])(
    'whose name nobody has said has not the name of who was there before: "%s"',
    (text) => {
      const call = withMarcus();
      expect(call.hears(text)).toContain('automated assistant');
      expect(call.value('repName')).toBeUndefined();
    },
  );

  it.each([
    'Hi, this is Marcus again.',
    'Okay, so this is Dana Whitlow, is that right?',
    'My name is Marcus by the way.',
    'What can I help you with?',
    'Hi, sorry, can I have your name again?',
    'Sorry, who am I speaking with?',
    'Thank you for holding. The claim was denied.',
    'This is a commercial plan.',
    'Hello, are you there?',
  ])('is none who says "%s"', (text) => {
    const call = withMarcus();
    expect(call.hears(text)).not.toContain('automated assistant');
    expect(call.value('repName')).toBe('Marcus');
  });
});
