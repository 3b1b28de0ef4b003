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

  it('leave a value in doubt where they are the only reply to its read-back, and the call goes on', () => {
    const call = inquiring();
    call.hears('I think it was paid');
    const said: string[] = [];
    for (let round = 0; round < 12; round += 1) {
      said.push(call.waits(9_000));
      call.hears('yes', { confidence: 0.3 });
    }
    expect(said.filter((text) => text.includes('claim is paid'))).toHaveLength(3);
    expect(call.answer('status')).toMatchObject({ status: 'doubtful', value: 'paid' });
  });

  it('are a turn where there are more of them', () => {
    const call = inquiring();
    expect(call.hears('the claim was denied on march third', { confidence: 0.4 })).not.toBe('');
  });
});
