import { describe, expect, it } from 'vitest';
import type { DialEnd, OperatorCommand, OperatorHint } from '../kernel/operator.ts';
import { connected, dial, exampleTask } from './testing/conversation.ts';

type Call = ReturnType<typeof dial>;

const phone = '+13035550190';
const give = (call: Call, command: OperatorCommand) =>
  call.feed({ type: 'operator', atMs: call.nowMs + 10, command });
const hint = (call: Call, given: OperatorHint) => give(call, { kind: 'hint', hint: given });
const takeOver = (call: Call) => give(call, { kind: 'take_over', phoneNumber: phone });
const dialEnded = (call: Call, how: DialEnd) =>
  call.feed({ type: 'dial_ended', atMs: call.nowMs + 20_000, how });
const answered = (call: Call) => call.feed({ type: 'dial_answered', atMs: call.nowMs + 5_000 });
const dials = (call: Call) => call.effects.filter(({ type }) => type === 'dial');
const says = (call: Call) => call.effects.filter(({ type }) => type === 'say').length;
const clauses = (call: Call) =>
  call.effects
    .flatMap((effect) => (effect.type === 'say' ? effect.clauses.map(({ text }) => text) : []))
    .join(' ');

/** A conversation in which the first questions are being asked. */
function inquiring(): Call {
  const call = connected();
  call.hears('can i have the member i d please');
  call.hears('thank you and the date of birth');
  call.hears('okay i have the claim here what would you like to know');
  expect(call.phase).toBe('conversation.inquiry');
  return call;
}

function held(): Call {
  const call = dial();
  call.hears('please hold your call is very important to us');
  expect(call.phase).toBe('hold');
  return call;
}

describe('a hint', () => {
  it('presses keys in a menu, and nowhere else', () => {
    const call = dial();
    call.hears('for eligibility press one for claims press two for anything else press three');
    call.keys.length = 0;
    hint(call, { kind: 'press', keys: '9' });
    expect(call.keys).toEqual(['9']);
    const waiting = held();
    waiting.keys.length = 0;
    const before = JSON.stringify({ ...waiting.state, nowMs: 0 });
    hint(waiting, { kind: 'press', keys: '9' });
    expect(waiting.keys).toEqual([]);
    expect(JSON.stringify({ ...waiting.state, nowMs: 0 })).toBe(before);
  });

  it('leaves a hold as it is, whatever it says', () => {
    const call = held();
    const { timers, phase } = call.state;
    for (const given of [
      { kind: 'note', text: 'they were busy all day' },
      { kind: 'ask', field: 'status' },
      { kind: 'skip', field: 'status' },
    ] as const)
      hint(call, given);
    expect(call.state.timers).toEqual(timers);
    expect(call.state.phase).toBe(phase);
    expect(says(call)).toBe(0);
  });

  it('has a field asked for next', () => {
    const call = inquiring();
    hint(call, { kind: 'ask', field: 'callReference' });
    expect(call.hears('the claim was paid')).toMatch(/reference/i);
    expect(call.state.operator.asks).toEqual([]);
  });

  it('has a field asked for again that was answered', () => {
    const call = inquiring();
    call.hears('the claim was paid');
    expect(call.value('status')).toBe('paid');
    hint(call, { kind: 'ask', field: 'status' });
    expect(call.hears('one hundred fifty dollars')).toMatch(/status/i);
  });

  it('keeps a field from being asked for, and takes it where it is told all the same', () => {
    const call = inquiring();
    hint(call, { kind: 'skip', field: 'callReference' });
    for (let turns = 0; turns < 12 && call.results === undefined; turns++)
      expect(call.hears("i don't have that")).not.toMatch(/reference/i);
  });

  it('that is a note reaches the model, and is no source of values', () => {
    const call = dial({ modelAvailable: true });
    hint(call, { kind: 'note', text: 'ask for the appeals department' });
    expect(call.state.operator.notes).toEqual(['ask for the appeals department']);
    for (let times = 0; times < 9; times++) hint(call, { kind: 'note', text: `note ${times}` });
    expect(call.state.operator.notes).toHaveLength(5);
    expect(call.state.operator.notes.at(-1)).toBe('note 8');
  });

  it('of another task or field changes nothing', () => {
    const call = inquiring();
    hint(call, { kind: 'ask', field: 'nothing' });
    hint(call, { kind: 'ask', field: 'status', taskId: 'task_9' });
    expect(call.state.operator.asks).toEqual([]);
  });
});

describe('ending a call', () => {
  it('politely says goodbye first, and gives the reason', () => {
    const call = inquiring();
    const before = clauses(call).length;
    give(call, { kind: 'end', how: 'politely' });
    expect(clauses(call).length).toBeGreaterThan(before);
    call.waits(60_000);
    expect(call.results).toMatchObject([{ taskId: exampleTask.id, failure: { reason: 'person_ended' } }]);
  });

  it('now hangs up in the middle of a word', () => {
    const call = inquiring();
    const before = says(call);
    give(call, { kind: 'end', how: 'now' });
    expect(says(call)).toBe(before);
    expect(call.effects).toContainEqual({ type: 'hang_up', atOnce: true });
    expect(call.results).toMatchObject([{ failure: { reason: 'person_ended' } }]);
  });

  it('politely on hold hangs up without a word', () => {
    const call = held();
    give(call, { kind: 'end', how: 'politely' });
    expect(says(call)).toBe(0);
    expect(call.results).toMatchObject([{ failure: { reason: 'person_ended' } }]);
  });
});

describe('taking a call over', () => {
  it('says one sentence, dials, and falls silent once the person is there', () => {
    const call = inquiring();
    takeOver(call);
    expect(clauses(call)).toContain('colleague');
    expect(dials(call)).toEqual([{ type: 'dial', phoneNumber: phone }]);
    expect(call.phase).toBe('transfer');
    answered(call);
    expect(call.phase).toBe('taken_over');
    const before = call.effects.length;
    for (const words of ['hello who is this', 'for claims press two', 'the claim was paid'])
      call.hears(words);
    call.waits(3_600_000);
    call.feed({ type: 'sound_changed', atMs: call.nowMs, sound: 'music' });
    hint(call, { kind: 'ask', field: 'status' });
    expect(call.effects.slice(before)).toEqual([]);
  });

  it('keeps what was known, and fails what is missing as taken over, when the payor hangs up', () => {
    const call = inquiring();
    call.hears('the claim was denied');
    takeOver(call);
    answered(call);
    call.feed({ type: 'call_ended', atMs: call.nowMs + 1_000, how: 'completed' });
    expect(call.results).toMatchObject([
      { answers: { status: { value: 'denied' } }, failure: { reason: 'person_took_over' } },
    ]);
  });

  it('ends the call when the person hangs up', () => {
    const call = inquiring();
    takeOver(call);
    answered(call);
    dialEnded(call, 'completed');
    expect(call.results).toMatchObject([{ failure: { reason: 'person_took_over' } }]);
  });

  it('counts as taken over where only the end of it was told', () => {
    const call = inquiring();
    takeOver(call);
    dialEnded(call, 'completed');
    expect(call.results).toMatchObject([{ failure: { reason: 'person_took_over' } }]);
  });

  it.each(['busy', 'no_answer', 'failed'] as const)('goes on by itself where the phone is %s', (how) => {
    const call = inquiring();
    const asked = call.state.talk.pending;
    takeOver(call);
    const before = clauses(call).length;
    dialEnded(call, how);
    expect(call.phase).toBe('conversation.inquiry');
    expect(clauses(call).slice(before)).toContain('could not be reached');
    expect(call.state.talk.pending).toMatchObject({ fields: asked?.kind === 'fields' ? asked.fields : [] });
    call.hears('the claim was denied');
    expect(call.value('status')).toBe('denied');
    expect(call.state.failure).toBeNull();
  });

  it('on hold says nothing, and stays on hold where nobody answers', () => {
    const call = held();
    takeOver(call);
    expect(says(call)).toBe(0);
    dialEnded(call, 'no_answer');
    expect(call.phase).toBe('hold');
    expect(call.hears('thank you for calling my name is angela how can i help you')).not.toBe('');
    expect(call.phase).toMatch(/^conversation/);
  });

  it('on hold greets whoever came to the phone while it rang', () => {
    const call = held();
    takeOver(call);
    call.hears('thank you for calling my name is angela how can i help you');
    expect(call.phase).toBe('transfer');
    dialEnded(call, 'busy');
    expect(call.phase).toMatch(/^conversation/);
    expect(says(call)).toBeGreaterThan(0);
  });

  it('dials once more where another process goes on before anybody answered, and not after', () => {
    const call = held();
    takeOver(call);
    call.feed({ type: 'owner_changed', atMs: call.nowMs + 10 });
    expect(dials(call)).toHaveLength(2);
    answered(call);
    const before = call.effects.length;
    call.feed({ type: 'owner_changed', atMs: call.nowMs + 20 });
    expect(call.effects).toHaveLength(before);
    expect(call.phase).toBe('taken_over');
  });

  it('is asked for once: a second phone is not dialed beside the first', () => {
    const call = held();
    takeOver(call);
    takeOver(call);
    expect(dials(call)).toHaveLength(1);
  });
});
