import { describe, expect, it } from 'vitest';
import { claimStatus, inquiring, scriptOf } from './testing/conversation.ts';
import { groundTurn } from './ground.ts';
import type { CallScript } from './call-script.ts';
import { readTurn } from './testing/grounding.ts';

const eligibility = scriptOf('eligibility');
const priorAuth = scriptOf('prior-auth');

/** Of a choice that was asked for: the value, and whether it is read back before it counts. */
function chosen(script: CallScript, field: string, text: string) {
  const found = groundTurn(text, {
    script,
    today: '2026-06-01',
    asked: [field],
    open: ({ aside }) => !aside,
  });
  return found.filter((one) => one.field === field).map(({ value, hedged }) => ({ value, readBack: hedged }));
}

describe('a choice', () => {
  it.each([
    [claimStatus, 'status', 'The claim was denied.', 'denied'],
    [claimStatus, 'status', 'Unfortunately that request was denied last week.', 'denied'],
    [eligibility, 'networkStatus', "You're in network with that N P I.", 'in'],
    [eligibility, 'cob.order', 'We are primary.', 'primary'],
    [priorAuth, 'status', 'The medical director approved it.', 'approved'],
  ] as const)('is certain where all words beside it are known: %#', (script, field, text, value) => {
    expect(chosen(script, field, text)).toEqual([{ value, readBack: false }]);
  });

  it.each([
    [claimStatus, 'status', 'The claim was denied at the zoo.', 'denied'],
    [claimStatus, 'status', 'The ambulance ride was paid.', 'paid'],
    [eligibility, 'cob.order', 'We are primary on the farm policy.', 'primary'],
    [eligibility, 'networkStatus', 'The lakeside crew is in network.', 'in'],
    [priorAuth, 'status', 'The wheelchair was approved.', 'approved'],
  ] as const)(
    'is read back beside a word of which nobody knows what it does: %#',
    (script, field, text, value) => {
      expect(chosen(script, field, text)).toEqual([{ value, readBack: true }]);
    },
  );
});

describe('several choices of one field in a turn', () => {
  const order = (text: string) => readTurn(eligibility, text, ['cob.order'])['cob.order'];
  const status = (text: string) => readTurn(priorAuth, text, ['status']).status;

  it('leave the first in doubt, which is the answer', () => {
    expect(order('Primary for her. On the other hand we are secondary as well.')).toBe('primary?');
    expect(status('It is approved. It is denied.')).toBe('approved?');
  });

  it('leave the last in doubt where they tell a story', () => {
    expect(status('It expired. Then it was approved again.')).toBe('approved?');
    expect(status('It was denied. It is approved.')).toBe('approved?');
  });

  it('are one where the last says more of the first, or puts it right', () => {
    expect(status('It is approved. Approved in part.')).toBe('partial');
    expect(status('It is approved. Sorry, I mean it is denied.')).toBe('denied?');
  });

  it('are asked about: the one that is denied gives way to the other', () => {
    const call = inquiring();
    const said = call.hears('The claim was paid. The claim was denied.');
    expect(said).toContain('The status of the claim is paid. Is that correct?');
    call.hears('No, it was denied.');
    expect(call.value('status')).toBe('denied');
  });
});

describe('a choice beside an answer', () => {
  it('is no answer where nobody asked for it: what was known is read back', () => {
    const call = inquiring();
    call.hears('the claim was paid');
    const said = call.hears('her sister claim was denied');
    expect(call.value('status')).toBe('paid');
    if (said.includes('status')) expect(said).toContain('The status of the claim is paid');
  });
});

describe('a reason that is told against another one', () => {
  const reason = (text: string) => readTurn(claimStatus, text, ['denials.1.reason'])['denials.1.reason'];

  it.each([
    'Everybody thinks it is coordination of benefits but it is no prior authorization.',
    'At first I took it for timely filing, but reading on, no prior authorization.',
    'Not for eligibility, for no prior authorization.',
    'You would guess a duplicate, but what they put is no prior authorization.',
  ])('is what stands behind it, as a guess: "%s"', (text) => {
    expect(reason(text)).toBe('no prior authorization?');
  });

  it.each([
    'It is not a duplicate.',
    'Looks like we paid that.',
    "It's not an eligibility thing.",
    'Something from your office.',
  ])('is none yet: "%s"', (text) => {
    expect(reason(text)).toBeUndefined();
  });

  it.each([
    ['It is not a covered benefit.', 'not a covered benefit'],
    ['not medically necessary', 'not medically necessary'],
    ['Last one was for benefits exhausted, this one is no prior authorization.', 'no prior authorization'],
  ])('is certain: "%s"', (text, said) => {
    expect(reason(text)).toBe(said);
  });
});
