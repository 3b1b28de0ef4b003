import { describe, expect, it } from 'vitest';
import { dial, failureOf, inquiring } from './testing/conversation.ts';
import type { Conversation } from './testing/conversation.ts';

const mailboxes = [
  'You have reached the voicemail of Sheila Marks. Please leave a message after the tone.',
  "Hi, this is Sheila with provider services. I'm away from my desk right now. Leave your name and number and I'll get back to you.",
  "Hello, you've reached Bob in claims. I can't take your call right now. Leave a message after the beep.",
  'Sheila Marks is not available. At the tone, please record your message. When you are finished, hang up or press one for more options.',
  'The mailbox is full. Goodbye.',
  'Nobody is available to take your call. Please leave a message after the tone.',
];

function music(call: Conversation): Conversation {
  call.feed({ type: 'sound_changed', atMs: call.nowMs + 200, sound: 'music' });
  return call;
}

function queued(): Conversation {
  const call = dial();
  call.hears('please hold your call is very important to us');
  return music(call);
}

function passedOn(): Conversation {
  const call = inquiring();
  call.hears("i'm transferring you to claims");
  return music(call);
}

function onHold(): Conversation {
  const call = inquiring();
  call.hears('please hold');
  return music(call);
}

describe('a mailbox', () => {
  it.each(mailboxes)('is told nothing, and is why the call ends, in a queue: "%s"', (line) => {
    const call = queued();
    expect(call.hears(line)).toBe('');
    expect(failureOf(call)?.reason).toBe('voicemail');
  });

  it.each(mailboxes)('… where we were passed on: "%s"', (line) => {
    const call = passedOn();
    expect(call.hears(line)).toBe('');
    expect(failureOf(call)?.reason).toBe('voicemail');
  });

  it.each(mailboxes.slice(0, 4))('… where somebody had put us on hold: "%s"', (line) => {
    const call = onHold();
    expect(call.hears(line)).toBe('');
    expect(failureOf(call)?.reason).toBe('voicemail');
  });

  it.each([
    'Please continue to hold, or press two to leave a message after the tone.',
    'Stay on the line, or press one to leave a message and we will call you back.',
    'All representatives are busy. To leave your name and number, press one. Otherwise stay on the line.',
  ])('is not what a queue offers: "%s"', (line) => {
    const call = queued();
    call.hears(line);
    expect(call.keys).toEqual([]);
    expect(call.phase).toBe('hold');
  });

  it.each([
    'Okay, I am back. She is out, so I left a message for her.',
    "I'm back. They are away from their desk, you can leave a message with me.",
    "Thanks for holding. If you leave your name and number I'll have somebody call you.",
  ])('is not a person who tells of one: "%s"', (text) => {
    for (const call of [onHold(), inquiring()]) {
      call.hears(text);
      expect(call.phase).toMatch(/^conversation/);
      call.waits(5_000);
      expect(call.state.failure?.reason).not.toBe('voicemail');
    }
  });
});

describe('words heard in hold music', () => {
  it.each(['and I and I', 'oh yeah you', 'baby so know'])('bring nobody back: "%s"', (words) => {
    const call = onHold();
    expect(call.hears(words, { confidence: 0.6 })).toBe('');
    expect(call.waits(20_000)).toBe('');
    expect(call.phase).toBe('hold');
  });

  it.each(['and I and I', 'oh la la you know'])(
    'end no waiting before the music is known as such: "%s"',
    (words) => {
      const call = inquiring();
      call.hears('please hold while I research this');
      expect(call.hears(words, { confidence: 0.6 })).toBe('');
      expect(call.waits(60_000)).toBe('');
      expect(call.hears('okay thanks for holding the claim was denied')).toContain('?');
      expect(call.value('status')).toBe('denied');
    },
  );

  it('are no longer so where they are well understood, or many', () => {
    expect(onHold().hears('Okay, sorry about that.')).toContain('?');
    const call = onHold();
    call.hears('okay I am back and I can see that the claim was denied', { confidence: 0.7 });
    expect(call.value('status')).toBe('denied');
  });
});
