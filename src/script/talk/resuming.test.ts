import { describe, expect, it } from 'vitest';
import type { Conversation } from '../testing/conversation.ts';
import { connected, inquiring } from '../testing/conversation.ts';

/** Our last words are cut off after `heardText`. */
function cut(call: Conversation, heardText: string): void {
  const say = call.effects.filter((effect) => effect.type === 'say').at(-1);
  call.feed({
    type: 'said',
    atMs: call.nowMs,
    sayId: say?.sayId ?? '',
    heardText,
    startMs: call.nowMs,
    complete: false,
  });
}

function finish(call: Conversation): void {
  const say = call.effects.filter((effect) => effect.type === 'say').at(-1);
  const text = say?.clauses.map((clause) => clause.text).join(' ') ?? '';
  const sayId = say?.sayId ?? '';
  call.feed({ type: 'said', atMs: call.nowMs, sayId, heardText: text, startMs: call.nowMs, complete: true });
}

function asked(text: string): Conversation {
  const call = connected({ plays: false });
  for (const { sayId } of call.state.talk.saying)
    call.feed({ type: 'said', atMs: call.nowMs, sayId, heardText: '', startMs: 0, complete: true });
  call.hears(text);
  return call;
}

describe('an interruption that was none', () => {
  it('lets us say the rest after two seconds, once', () => {
    const call = asked('what is the n p i');
    call.feed({ type: 'speech_began', atMs: call.nowMs, text: 'uh' });
    cut(call, 'The N P I is one, two, three.');
    call.feed({ type: 'false_alarm', atMs: call.nowMs });
    expect(call.waits(1_900)).toBe('');
    expect(call.waits(200)).toBe('four, five, six. seven, eight. nine, three.');
    expect(call.state.talk.disclosed).toEqual([]);
    finish(call);
    expect(call.state.talk.disclosed).toEqual(['npi']);
  });

  it('does not make us talk into somebody who goes on speaking', () => {
    const call = asked('what is the n p i');
    call.feed({ type: 'speech_began', atMs: call.nowMs, text: 'sorry which' });
    cut(call, 'The N P I is');
    expect(call.waits(5_000)).toBe('');
  });

  it('goes on at once where they only agreed', () => {
    const call = asked('what is the n p i');
    call.feed({ type: 'speech_began', atMs: call.nowMs, text: 'okay thank you' });
    cut(call, 'The N P I is one, two, three.');
    expect(call.hears('okay thank you')).toBe('four, five, six. seven, eight. nine, three.');
  });

  it('counts a question as asked again when the rest of it was said', () => {
    const call = inquiring({ plays: false });
    for (const { sayId } of call.state.talk.saying.slice(0, -1))
      call.feed({ type: 'said', atMs: call.nowMs, sayId, heardText: '', startMs: 0, complete: true });
    const asksBefore = call.state.tasks[0]?.progress.status?.asks ?? 0;
    cut(call, 'What is');
    expect(call.state.tasks[0]?.progress.status?.asks).toBe(asksBefore - 1);
    call.waits(2_100);
    expect(call.state.tasks[0]?.progress.status?.asks).toBe(asksBefore);
  });
});

describe('two who begin at once', () => {
  it('leave the word to the other side, and take it again when nobody does', () => {
    const call = asked('what is the n p i');
    call.feed({ type: 'speech_began', atMs: call.nowMs, text: 'the claim' });
    cut(call, 'The N P I');
    expect(call.hears('the claim')).toBe('');
    expect(call.waits(2_100)).toMatch(/^The N P I is one/);
  });
});

describe('a real interruption', () => {
  it('is answered, and what was cut is not said on', () => {
    const call = asked('what is the n p i');
    call.feed({ type: 'speech_began', atMs: call.nowMs, text: 'no the tax' });
    cut(call, 'The N P I is one,');
    expect(call.hears('no the tax i d please')).toMatch(/^The tax I D is/);
    expect(call.state.talk.rest).toBeNull();
  });

  it('leaves an identifier that was not heard to the end undisclosed', () => {
    const call = asked("what is the patient's name and the date of birth");
    cut(call, "The patient's name is");
    expect(call.state.talk.disclosed).toEqual([]);
    expect(call.hears("sorry what was the patient's name")).toBe("The patient's name is Dana Whitlow.");
  });
});
