import { describe, expect, it } from 'vitest';
import { inquiring } from '../testing/conversation.ts';

describe('a question that is not understood', () => {
  it('gives way to another before long', () => {
    const call = inquiring();
    const first = call.hears('how can i help you');
    const said = [1, 2, 3, 4, 5, 6].map(() => call.hears('could you repeat that'));
    expect(said.slice(0, 2)).toEqual([first, first]);
    expect(said.at(-1)).not.toBe(first);
  });
});

describe('behind our goodbye', () => {
  it('"anything else?" is answered once', () => {
    const call = inquiring();
    call.feed({ type: 'command', atMs: call.nowMs + 100, command: 'cancel' });
    call.state.failure = null;
    expect(call.phase).toBe('conversation.closing');
    expect(call.hears('is there anything else i can help you with')).toBe('Thank you. Goodbye.');
    expect(call.hears('is there anything else i can help you with')).toBe('');
    expect(call.waits(30_000)).toBe('');
  });
});
