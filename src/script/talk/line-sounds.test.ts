import { describe, expect, it } from 'vitest';
import { dial } from '../testing/conversation.ts';
import type { Conversation } from '../testing/conversation.ts';

function sounds(call: Conversation, sound: 'music' | 'ringback' | 'silence') {
  call.feed({ type: 'sound_changed', atMs: call.nowMs + 200, sound });
}

describe('music or ringing in a conversation', () => {
  it('makes a recording of who was greeted and never spoke to us: its name is forgotten, its words are known', () => {
    const call = dial();
    call.hears('Please hold.');
    call.hears('Hey, this is Kimberly.');
    expect(call.value('repName')).toBe('Kimberly');
    sounds(call, 'music');
    expect(call.phase).toBe('hold');
    expect(call.value('repName')).toBeUndefined();
    expect(call.waits(60_000)).toBe('');
    expect(call.hears('Hey, this is Kimberly.')).toBe('');
    expect(call.hears('Claims, this is Ingrid. How can I help you?')).toContain('Ingrid');
  });

  it('is a transfer where it rings, whatever was said: nothing is spoken into it, and who answers is introduced to', () => {
    const call = dial();
    call.hears('Member services, this is Bonnie, how can I help you?');
    call.hears('Hmm, that is a different desk.');
    sounds(call, 'ringback');
    expect(call.phase).toBe('hold');
    expect(call.waits(40_000)).toBe('');
    expect(call.hears('Provider side, Octavio, what do you need?')).toContain('automated assistant');
    expect(call.value('repName')).toBe('Octavio');
  });

  it('is a hold where music plays: another name is another person, the same name goes on', () => {
    const talk = () => {
      const call = dial();
      call.hears('Claims, this is Nora. How can I help you?');
      call.hears('Okay, sure.');
      sounds(call, 'music');
      expect(call.waits(20_000)).toBe('');
      return call;
    };
    expect(talk().hears('Hi, this is Octavio in claims.')).toContain('automated assistant');
    expect(talk().hears('Hi, this is Nora again.')).not.toContain('automated assistant');
  });
});

describe('a transfer in words that nobody listed', () => {
  it.each([
    "Oh, hon, you got the member side. I'm going to bounce you over to the provider folks. Don't hang up.",
    'Let me walk you over there.',
    'Patching you through now.',
  ])('"%s" is waited out', (text) => {
    const call = dial();
    call.hears('Member services, this is Bonnie, how can I help you?');
    call.hears(text);
    expect(call.phase).toBe('hold');
  });

  it('is none where somebody explains', () => {
    const call = dial();
    call.hears('Claims, this is Bonnie, how can I help you?');
    call.hears('I can walk you through the denial.');
    expect(call.phase).not.toBe('hold');
  });
});

describe('a refusal of machines in words that nobody listed', () => {
  it.each([
    "I'm not really supposed to give anything to a machine.",
    "Sorry, we've been told not to speak with computers.",
    'Our rule is people only. Have a coworker phone us.',
  ])('"%s" is met with one offer', (text) => {
    const call = dial();
    call.hears('Claims, this is Nora. How can I help you?');
    expect(call.hears(text)).toContain('I only have a short question');
  });

  it('is none where a computer is slow', () => {
    const call = dial();
    call.hears('Claims, this is Nora. How can I help you?');
    expect(call.hears('I am not able to get to it yet, my computer is slow.')).not.toContain(
      'short question',
    );
  });
});
