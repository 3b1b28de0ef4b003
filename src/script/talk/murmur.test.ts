import { describe, expect, it } from 'vitest';
import { inquiring } from '../testing/conversation.ts';

describe('a few words of which the recogniser believes none', () => {
  it('are no turn: nothing is said, nothing counts as an answer', () => {
    const call = inquiring();
    for (const text of ['one', 'none of', 'an one', 'mm paid'])
      expect(call.hears(text, { confidence: 0.3 })).toBe('');
    expect(call.value('status')).toBeUndefined();
    expect(call.state.talk.misses).toBe(0);
  });

  it('do not keep us from asking again when nobody answers', () => {
    const call = inquiring();
    call.hears('can i', { confidence: 0.2 });
    expect(call.waits(9_000)).not.toBe('');
  });

  it('are a turn where there are more of them', () => {
    const call = inquiring();
    expect(call.hears('the claim was denied on march third', { confidence: 0.4 })).not.toBe('');
  });
});
