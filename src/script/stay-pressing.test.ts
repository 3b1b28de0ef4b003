import { describe, expect, it } from 'vitest';
import { dial } from './testing/conversation.ts';
import { waiting } from './testing/entrances.ts';

const check = 'To stay on the line, press three.';

describe('a question whether we still wait', () => {
  it('is answered every time it comes again after a while', () => {
    const call = waiting('music');
    for (let times = 0; times < 12; times++) {
      call.hears(check);
      call.waits(300_000);
    }
    expect(call.keys).toEqual(Array.from({ length: 12 }, () => '3'));
    expect(call.phase).toBe('hold');
  });

  it('is let be where it asks the same again and again and takes no answer', () => {
    const call = waiting('music');
    for (let times = 0; times < 20; times++) {
      call.hears(check);
      call.waits(15_000);
    }
    expect(call.keys).toHaveLength(4);
    expect(call.phase).toBe('hold');
    call.waits(300_000);
    call.hears(check);
    expect(call.keys).toHaveLength(5);
  });
});

describe('a line that goes silent', () => {
  it('is waited for behind a menu that was answered', () => {
    const call = dial();
    call.hears('For claims press one, for benefits press two.');
    call.waits(600_000);
    expect(call.keys).toEqual(['1']);
    expect(call.phase).toBe('hold');
    expect(call.hears('Claims, this is Dan, how can I help you?')).toContain('automated assistant');
  });

  it('is given up where nothing was ever offered', () => {
    const call = dial();
    call.hears('Welcome to Example Health.');
    call.waits(600_000);
    expect(call.state.failure?.reason).toBe('ivr_failure');
  });
});

it('ends as ivr_failure where a menu takes no answer and hangs up', () => {
  const call = dial();
  for (let times = 0; times < 2; times++) {
    call.hears('For claims press one, for benefits press two.');
    call.hears('That is not a choice.');
  }
  call.feed({ type: 'call_ended', atMs: call.nowMs + 100, how: 'completed' });
  expect(call.results?.[0]?.failure?.reason).toBe('ivr_failure');
});

it('ends as ivr_failure where it hangs up behind a menu that was answered again and again', () => {
  const call = dial();
  const main = 'For claims, press one. For benefits, press two.';
  for (const text of [main, main, main, `Returning to the main menu. ${main}`]) call.hears(text);
  call.hears('For questions about a claim, press seven. For all other questions, press eight.');
  call.feed({ type: 'call_ended', atMs: call.nowMs, how: 'completed' });
  expect(call.results?.[0]?.failure?.reason).toBe('ivr_failure');
});
