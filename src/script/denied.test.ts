import { describe, expect, it } from 'vitest';
import { askedFields } from './facts.ts';
import { inquiring, patient, scriptOf } from './testing/conversation.ts';
import type { Conversation } from './testing/conversation.ts';
import { readTurn } from './testing/grounding.ts';

const eligibility = scriptOf('eligibility');
const deductible = ['deductible.individual.total', 'deductible.individual.met'];

function coverage(): Conversation {
  const inputs = { ...patient, dateOfService: '2026-06-15' };
  const tasks = [{ id: 'task_1', callType: 'eligibility' as const, externalId: 'ext-1', inputs }];
  const call = inquiring({ script: eligibility, tasks });
  call.hears('the coverage is active');
  return call;
}

function isReadBack(call: Conversation, field: string): boolean {
  const { pending } = call.state.talk;
  return pending?.kind === 'read_back' && pending.items.includes(field);
}

/** Answers everything with nothing until a field is read back. */
function untilReadBack(call: Conversation, field: string): Conversation {
  for (let turn = 0; turn < 40 && !isReadBack(call, field); turn++)
    call.hears(
      call.state.talk.pending?.kind === 'read_back' ? 'yes that is right' : 'i do not have that information',
    );
  return call;
}

/** What a denial brought stands unconfirmed, is read back alone or with others, and counts once they say yes. */
function expectReadBackAnew(call: Conversation, field: string, value: unknown): void {
  expect(call.answer(field)).toMatchObject({ value, confirmed: false });
  untilReadBack(call, field);
  call.hears('yes that is right');
  expect(call.answer(field)).toMatchObject({ value, status: 'answered', confirmed: true });
}

describe('a choice of several that were named, denied', () => {
  it.each([
    ['it is a medicare advantage h m o', 'no, it is an h m o', 'HMO'],
    ['it is a medicare advantage h m o', 'No. H M O.', 'HMO'],
    ['it is a medicare advantage p p o', "no, it's a p p o like I said", 'PPO'],
    ['it is a medicare advantage p p o', "no, it's a p p o, not medicare advantage", 'PPO'],
    ['it is a high deductible plan, a p p o', 'no, p p o', 'PPO'],
    ['it is a high deductible plan, a p p o', 'no, it is a high deductible plan, a p p o', 'PPO'],
    ['it is a medicare advantage h m o', 'no, this is a medicare advantage h m o', 'HMO'],
  ])('is the other one: %s / %s', (told, reply, value) => {
    const call = coverage();
    call.hears(told);
    untilReadBack(call, 'planType').hears(reply);
    expectReadBackAnew(call, 'planType', value);
  });

  it('gives way to the answer to its question', () => {
    const call = coverage();
    call.hears('it is a medicare advantage h m o');
    untilReadBack(call, 'planType').hears('no');
    expect(askedFields(call.state.talk.pending)).toEqual(['planType']);
    call.hears('h m o');
    expectReadBackAnew(call, 'planType', 'HMO');
  });

  it('is not proposed again where the answer tells nothing', () => {
    const call = coverage();
    call.hears('it is a high deductible plan');
    untilReadBack(call, 'planType').hears('no');
    for (let turn = 0; turn < 6; turn++) {
      call.hears('what a lovely morning it is over here');
      expect(isReadBack(call, 'planType')).toBe(false);
    }
  });

  it('is read back once more where they say it anew', () => {
    const call = coverage();
    call.hears('it is a high deductible plan');
    untilReadBack(call, 'planType').hears('no');
    call.hears('it is a high deductible plan');
    expectReadBackAnew(call, 'planType', 'HDHP');
  });
});

describe('an amount that was denied', () => {
  it.each([
    'no, it is two hundred fifty allowed',
    'No. The allowed amount is two hundred fifty dollars.',
    'the allowed amount is two hundred fifty dollars, not two hundred',
    'no, allowed is two hundred fifty like I said',
  ])('is the one told in its place: %s', (reply) => {
    const call = inquiring();
    call.hears('the claim was paid on march third twenty twenty six');
    call.hears('the allowed amount is two hundred dollars we paid one hundred fifty');
    untilReadBack(call, 'allowed').hears(reply);
    expectReadBackAnew(call, 'allowed', 25_000);
  });

  it.each([
    'no, two thousand for the whole family like I said',
    'No. The family is two thousand.',
    "No, it's two thousand for the family, not three.",
    'it is two thousand for the family, not three',
  ])('is known by the part that only one of those read back has: %s', (reply) => {
    const call = coverage();
    call.hears('the individual deductible is one thousand dollars, the family deductible is three thousand');
    untilReadBack(call, 'deductible.family.total').hears(reply);
    expectReadBackAnew(call, 'deductible.family.total', 200_000);
    expect(call.value('deductible.individual.total')).toBe(100_000);
  });
});

describe('an amount in short', () => {
  it.each([
    "The individual deductible is a thousand, and per family that's two.",
    'Three thousand for the individual deductible and six for the family.',
    'The individual deductible is fifteen hundred, family is three.',
  ])('is in thousands beside thousands, as a guess: %s', (text) => {
    expect(String(readTurn(eligibility, text, deductible)['deductible.family.total'])).toMatch(
      /^\d000000?\?$|^\d00000\?$/,
    );
  });

  it('keeps the amount of those that are told apart', () => {
    const text =
      'The individual deductible is a thousand dollars, and the family deductible is two thousand.';
    expect(readTurn(eligibility, text, deductible)['deductible.family.total']).toBe(200_000);
  });
});

describe('a date that was denied', () => {
  it.each([
    'no, march tenth twenty twenty six',
    'No. The processed date is March tenth, twenty twenty six.',
    'it was processed on march tenth, not march third',
    'no, it was processed march tenth like I said',
  ])('is the one told in its place: %s', (reply) => {
    const call = inquiring();
    call.hears('the claim was denied on march third twenty twenty six');
    call.state.talk.singly = true;
    untilReadBack(call, 'processedDate').hears(reply);
    expectReadBackAnew(call, 'processedDate', '2026-03-10');
  });
});

describe('a text that was denied', () => {
  const whole = 'P O Box 44, Dayton, Ohio';

  it.each([
    `No, mail it to ${whole}.`,
    `No. Send appeals to ${whole}.`,
    `No, it's ${whole}.`,
    `No. ${whole}.`,
    `No, that's wrong, it's ${whole}.`,
  ])('is the one told in its place by its own words: %s', (reply) => {
    const call = inquiring();
    call.hears('the claim was denied');
    call.hears('mail the appeal to P O Box 99, Toledo, Ohio');
    untilReadBack(call, 'appealAddress').hears(reply);
    expectReadBackAnew(call, 'appealAddress', whole);
  });

  it.each([
    'no, they worked it july seventh, twenty twenty six',
    'no, it reached us in the month before, give or take',
  ])('is not what is said of several values at once: %s', (reply) => {
    const call = inquiring();
    call.hears('the claim was denied on march third twenty twenty six, received on february tenth');
    for (
      let turn = 0;
      turn < 20 && !askedFields(call.state.talk.pending).includes('denials.1.reason');
      turn++
    )
      call.hears('i do not have that information');
    call.hears('it says no prior authorization');
    untilReadBack(call, 'denials.1.reason').hears(reply);
    expect(call.value('denials.1.reason')).toBe('no prior authorization');
  });

  it('is the answer to its question, spelled in another way', () => {
    const call = inquiring();
    call.hears('the claim was denied');
    for (
      let turn = 0;
      turn < 20 && !askedFields(call.state.talk.pending).includes('denials.1.reason');
      turn++
    )
      call.hears('i do not have that information');
    call.hears('it says invalid rendering N P I');
    untilReadBack(call, 'denials.1.reason').hears('no');
    call.hears('the denial reason is invalid rendering NPI');
    expectReadBackAnew(call, 'denials.1.reason', 'invalid rendering NPI');
  });

  it('is told in full by the words that go on from it', () => {
    const call = inquiring();
    call.hears('the claim was denied');
    call.hears('mail the appeal to P O Box 44');
    untilReadBack(call, 'appealAddress').hears(`mail it to ${whole}`);
    expect(call.value('appealAddress')).toBe(whole);
  });

  it('is none without the number of its box', () => {
    const call = inquiring();
    call.hears('the claim was denied');
    call.hears('mail the appeal to P O Box');
    expect(call.value('appealAddress')).toBeUndefined();
  });
});
