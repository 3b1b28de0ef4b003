import { describe, expect, it } from 'vitest';
import { connected, dial, failureOf } from '../testing/conversation.ts';

const asks = [
  'can i have the n p i please',
  'what is the n p i',
  'i need your n p i',
  'the n p i please',
  'could you give me the n p i',
];

describe('a value that is wanted without end', () => {
  it('is given so often, then said to be all that we have, then the call ends', () => {
    const call = connected();
    for (const ask of asks) expect(call.hears(ask)).toContain('The N P I is');
    expect(call.hears('can i have the n p i please')).toMatch(/that is all the information I have/);
    expect(call.hears('can i have the n p i please')).toMatch(/Goodbye/);
    expect(failureOf(call)?.reason).toBe('agent_failure');
  });

  it('ends the call for the value where it was said not to match', () => {
    const call = connected();
    call.hears('can i have the n p i please');
    call.hears('that n p i does not match what i have');
    for (const ask of asks) call.hears(ask);
    call.hears('can i have the n p i please');
    call.hears('can i have the n p i please');
    expect(failureOf(call)).toMatchObject({ reason: 'input_incorrect', input: 'npi' });
  });

  it('is no such where another is wanted between, and goes on behind it', () => {
    const call = connected();
    for (const ask of asks) call.hears(ask);
    expect(call.hears('can i have the n p i please')).toMatch(/all the information/);
    expect(call.hears('what is the member i d')).toMatch(/The member I D is/);
  });

  it('counts a value given in groups once', () => {
    const call = connected();
    call.hears('can i have the member i d, a few at a time please');
    for (let group = 0; group < 4; group++) call.hears('okay');
    expect(call.state.talk.given.memberId).toBe(1);
  });
});

describe('two entries that a line asks for in turns', () => {
  it('are not keyed in without end', () => {
    const call = dial();
    for (let round = 0; round < 12; round++) {
      call.hears('Please enter your N P I.');
      call.hears('Please enter your tax I D.');
    }
    expect(call.keys.filter((keys) => keys === '1234567893')).toHaveLength(6);
    expect(call.state.failure?.reason).toBe('ivr_failure');
  });
});
