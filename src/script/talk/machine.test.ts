import { describe, expect, it } from 'vitest';
import { dial, inquiring } from '../testing/conversation.ts';

describe('a machine that spoke like a person', () => {
  it('is answered as a menu once it offers keys', () => {
    const call = dial();
    expect(call.hears('So, how can I help?')).toMatch(/automated assistant/);
    call.hears("Got it. What's the N P I?");
    call.hears(
      'You entered nine two three, four five six, seven eight nine three. If this is correct press one. To try again press two.',
    );
    expect(call.phase).toBe('menu');
    expect(call.keys).toEqual(['2']);
  });

  it('that gives us up is a failure of ours with menus, and no refusal', () => {
    const call = dial();
    call.hears('So, how can I help?');
    call.hears("I'm sorry you are having trouble. Please try your call again later. Goodbye.");
    expect(call.state.failure?.reason).toBe('ivr_failure');
  });

  it('is nobody who has told us of the case already', () => {
    const call = inquiring();
    call.hears('the claim was denied');
    call.hears('next time you call press one for claims and press two for status');
    expect(call.phase).toBe('conversation.inquiry');
  });
});

describe('thanks for our patience, between music', () => {
  it('is no return', () => {
    const call = inquiring();
    call.hears("I'm going to put you on hold, one moment.");
    call.feed({ type: 'sound_changed', atMs: call.nowMs + 6_000, sound: 'music' });
    for (let n = 0; n < 3; n++) {
      call.nowMs += 10_000;
      call.feed({ type: 'sound_changed', atMs: call.nowMs, sound: 'speech' });
      expect(call.hears('Thanks for your patience.')).toBe('');
      expect(call.waits(6_000)).toBe('');
      call.feed({ type: 'sound_changed', atMs: call.nowMs + 100, sound: 'music' });
    }
    expect(call.phase).toBe('hold');
    expect(call.hears('Hi, are you still there?')).not.toBe('');
  });

  it('is a return where silence follows', () => {
    const call = inquiring();
    call.hears("I'm going to put you on hold, one moment.");
    call.feed({ type: 'sound_changed', atMs: call.nowMs + 6_000, sound: 'music' });
    call.nowMs += 10_000;
    call.hears('Thank you for holding.');
    call.feed({ type: 'sound_changed', atMs: call.nowMs + 500, sound: 'silence' });
    expect(call.waits(4_000)).not.toBe('');
  });
});
