import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ScriptEvent } from './event.ts';
import { answers, deadline, initialState, listening, phase, step } from './index.ts';
import { claimStatus, connected, dial, inquiring } from './testing/conversation.ts';

function wholeCall() {
  const call = dial();
  for (const text of [
    'for english press one',
    'for claims press one',
    'please hold your call is important to us',
    'thank you for calling my name is angela how can i help you',
    'can i have the member i d please',
    'okay i have the claim what would you like to know',
    'the claim was paid by e f t',
    'the claim number is c as in charlie four four seven one nine',
    'yes that is right',
    'received march third and processed march tenth',
  ])
    call.hears(text);
  return call;
}

describe('the machine', () => {
  it('comes to the same state and effects when its log is replayed', () => {
    const call = wholeCall();
    let state = initialState(claimStatus);
    const effects = call.events.flatMap((event) => {
      const next = step(claimStatus, state, JSON.parse(JSON.stringify(event)) as ScriptEvent);
      state = next.state;
      return next.effects;
    });
    expect(state).toEqual(call.state);
    expect(effects).toEqual(call.effects);
  });

  it('leaves the state that it was given alone', () => {
    const { state } = wholeCall();
    const before = JSON.stringify(state);
    step(claimStatus, state, { type: 'command', atMs: 1_000_000, command: 'cancel' });
    expect(JSON.stringify(state)).toBe(before);
  });

  it('keeps a state that is plain JSON', () => {
    const { state } = wholeCall();
    expect(JSON.parse(JSON.stringify(state))).toEqual(state);
  });

  it('ignores events that it does not know', () => {
    const { state } = wholeCall();
    const unknown = { type: 'full_moon', atMs: state.nowMs } as unknown as ScriptEvent;
    expect(step(claimStatus, state, unknown)).toEqual({ state, effects: [] });
  });

  it('finishes exactly once, and does nothing afterwards', () => {
    const call = wholeCall();
    call.feed({ type: 'call_ended', atMs: call.nowMs, how: 'completed' });
    call.feed({ type: 'call_ended', atMs: call.nowMs, how: 'completed' });
    call.hears('hello');
    expect(call.effects.filter(({ type }) => type === 'finish')).toHaveLength(1);
    expect(deadline(call.state)).toBeUndefined();
  });

  it.each([
    ['busy', 'busy', 'line'],
    ['no_answer', 'no_answer', 'line'],
    ['failed', 'line_dropped', 'line'],
    ['canceled', 'canceled', 'supplied'],
  ] as const)('finishes a call that ends as %s before anything was said', (how, reason, fault) => {
    const call = dial();
    call.feed({ type: 'call_ended', atMs: 3_000, how });
    expect(call.results?.[0]?.failure).toEqual({ reason, fault });
  });

  it('tells turn-taking what it listens for', () => {
    const call = inquiring();
    expect(listening(claimStatus, dial().state)).toEqual({ to: 'menu' });
    call.hears('the claim was paid by check');
    expect(listening(claimStatus, call.state)).toMatchObject({ to: 'person', slot: { kind: 'date' } });
    call.hears('the claim number is c as in charlie four four seven one nine');
    expect(listening(claimStatus, call.state)).toMatchObject({ to: 'person', slot: { kind: 'yes_no' } });
    expect(phase(call.state)).toBe('conversation.inquiry');
    expect(Object.keys(answers(call.state).task_1 ?? {})).toContain('claimNumber');
  });

  it('asks for its mouth again when it was lost in the middle of a conversation', () => {
    const call = connected();
    const before = call.effects.length;
    call.feed({ type: 'mouth_closed', atMs: call.nowMs });
    expect(call.effects.slice(before)).toEqual([{ type: 'open_mouth' }]);
  });

  it(
    'never throws on anything that a recogniser may write, and stays plain JSON',
    { timeout: 60_000 },
    () => {
      const vocabulary = (
        'for claims press one two enter your n p i pound the claim was paid denied allowed amount is one fifty dollars yes ' +
        'no sorry check number four four seven c as in charlie march third hold please one moment hello my name is angela ' +
        'are you a robot what is the member i d repeat that slower i think would have been goodbye in process \'s " ( [ ü'
      ).split(' ');
      const text = fc.oneof(
        fc.array(fc.constantFrom(...vocabulary), { maxLength: 25 }).map((words) => words.join(' ')),
        fc.string({ unit: 'grapheme', maxLength: 60 }),
      );
      fc.assert(
        fc.property(fc.array(text, { maxLength: 10 }), fc.boolean(), (texts, person) => {
          const call = person ? inquiring() : dial();
          for (const line of texts) call.hears(line);
          call.waits(30_000);
          expect(JSON.parse(JSON.stringify(call.state))).toEqual(call.state);
        }),
        { numRuns: 60 },
      );
    },
  );
});

describe('taken over by another process', () => {
  it('listens before it presses anything again', () => {
    const call = dial();
    call.hears('for claims press one');
    expect(call.feed({ type: 'owner_changed', atMs: call.nowMs })).toEqual([]);
    expect(call.keys).toEqual(['1']);
  });

  it('stays on hold without a word', () => {
    const call = dial();
    call.hears('please hold your call is important to us');
    expect(call.feed({ type: 'owner_changed', atMs: call.nowMs })).toEqual([]);
    expect(call.phase).toBe('hold');
  });

  it('says at most one phrase again: the one that may not have been heard', () => {
    const call = inquiring({ plays: false });
    const effects = call.feed({ type: 'owner_changed', atMs: call.nowMs });
    expect(effects.filter(({ type }) => type === 'say')).toHaveLength(1);
    const heard = inquiring();
    expect(heard.feed({ type: 'owner_changed', atMs: heard.nowMs })).toEqual([{ type: 'open_mouth' }]);
  });
});

describe('with a model', () => {
  const puzzled = () => {
    const call = inquiring({ modelAvailable: true });
    const said = call.hears('we cut them one forty two fifty back then');
    return { call, said };
  };

  it('asks it about words that no reflex accounts for, and says nothing meanwhile', () => {
    const { call, said } = puzzled();
    expect(said).toBe('');
    expect(call.effects.at(-1)).toMatchObject({ type: 'propose' });
  });

  it('accepts nothing that was not said or that the field does not read there', () => {
    const { call } = puzzled();
    const turnId = call.state.talk.proposing?.id ?? '';
    call.feed({
      type: 'proposed',
      atMs: call.nowMs,
      turnId,
      calls: [
        { tool: 'record_answer', arguments: { field: 'status', quote: 'paid' } },
        { tool: 'record_answer', arguments: { field: 'status', quote: 'we cut them' } },
        { tool: 'record_answer', arguments: { field: 7, quote: null } },
        { tool: 'sing', arguments: {} },
      ],
    });
    expect(call.state.tasks[0]?.answers.status).toBeUndefined();
  });

  it('accepts what the words bear out', () => {
    const call = inquiring({ modelAvailable: true });
    call.hears('we put c four four seven one nine onto that one');
    expect(call.value('claimNumber')).toBeUndefined();
    const turnId = call.state.talk.proposing?.id ?? '';
    call.feed({
      type: 'proposed',
      atMs: call.nowMs,
      turnId,
      calls: [
        { tool: 'record_answer', arguments: { field: 'claimNumber', quote: 'c four four seven one nine' } },
      ],
    });
    expect(call.value('claimNumber')).toBe('C44719');
  });

  it('asks again openly where the model fails or is not heard of', () => {
    const { call } = puzzled();
    expect(call.waits(7_000)).toMatch(/claim.*\?$/);
    const failing = puzzled().call;
    const turnId = failing.state.talk.proposing?.id ?? '';
    const effects = failing.feed({ type: 'proposal_failed', atMs: failing.nowMs, turnId, reason: 'timeout' });
    expect(effects).toMatchObject([{ type: 'say' }]);
  });
});
