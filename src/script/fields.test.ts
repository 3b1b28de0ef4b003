import { describe, expect, it } from 'vitest';
import { inquiring, patient, scriptOf } from './testing/conversation.ts';
import type { Conversation } from './testing/conversation.ts';

/** A call that waits for our first question. */
function calling(file: string, inputs: Record<string, string | number>): Conversation {
  const script = scriptOf(file);
  const task = { id: 'task_1', callType: script.callType, externalId: 'ext-1', inputs };
  return inquiring({ script, tasks: [task] });
}

describe('denials, a list', () => {
  it('keeps two of them apart, and what is said again of one is no third', () => {
    const call = inquiring();
    call.hears('Line one denied for no authorization on file. The denial code is CO 197.');
    call.hears('Line two denied for duplicate of a prior claim. The denial code is CO 18.');
    call.hears('so the denial code is CO 197 on that one');
    expect(call.value('denials.1.code')).toBe('CO-197');
    expect(call.value('denials.1.line')).toBe(1);
    expect(call.value('denials.2.code')).toBe('CO-18');
    expect(call.value('denials.2.reason')).toBe('duplicate of a prior claim');
    expect(call.value('denials.3.code')).toBeUndefined();
  });

  it('takes a correction for the one that it corrects', () => {
    const call = inquiring();
    call.hears("it's denied, CO 97");
    call.hears('no, sorry, CO 197');
    expect(call.value('denials.1.code')).toBe('CO-197');
    expect(call.value('denials.2.code')).toBeUndefined();
  });
});

describe('doubt', () => {
  it('reads back an answer that is contradicted, and then what is said instead', () => {
    const call = inquiring();
    call.hears('the claim was denied');
    const said = call.hears('the claim was paid');
    expect(call.answer('status')).toMatchObject({ value: 'denied', status: 'doubtful' });
    expect(said).toContain('The status of the claim is denied. Is that correct?');
    expect(call.hears('no it was paid')).toContain('The status of the claim is paid. Is that correct?');
    expect(call.answer('status')).toMatchObject({ value: 'paid', status: 'doubtful' });
    call.hears('yes that is right');
    expect(call.answer('status')).toMatchObject({ value: 'paid', status: 'answered', confirmed: true });
  });

  it('reads the same words in another way once the first way was denied', () => {
    const call = inquiring();
    call.hears('the claim was paid, we allowed two hundred dollars and paid ninety nine dollars');
    call.hears('the bulk amount is one hundred twelve');
    expect(call.answer('bulkAmount')).toMatchObject({ value: 11200, status: 'doubtful' });
    expect(call.hears('no the bulk amount is one hundred twelve')).toContain(
      'one hundred dollars and twelve cents',
    );
    call.hears('yes that is right');
    expect(call.answer('bulkAmount')).toMatchObject({ value: 10012, confirmed: true });
  });

  it('does not take back "approved in part" because of the dates of what was approved', () => {
    const call = calling('prior-auth', { ...patient, procedureCode: '97110' });
    call.hears('it was approved in part');
    call.hears('it is approved from march third twenty twenty six through june thirtieth');
    expect(call.value('status')).toBe('partial');
    expect(call.value('approvedTo')).toBe('2026-06-30');
  });
});

describe('questions', () => {
  it('name the input that they are about, in single words that are never cached', () => {
    const call = calling('prior-auth', { ...patient, procedureCode: '97110' });
    const say = call.effects.filter((effect) => effect.type === 'say').at(-1);
    expect(say?.clauses.map(({ text }) => text).join(' ')).toMatch(
      /procedure code nine, seven, one\. one, zero\?$/,
    );
    expect(say?.clauses.filter(({ sensitive }) => sensitive).flatMap(({ parts }) => parts ?? [])).toEqual(
      'nine seven one one zero'.split(' '),
    );
  });

  it('about a code are asked only where there is one, and follow the plan', () => {
    const call = calling('eligibility', patient);
    call.hears('the coverage is active, effective january first twenty twenty six');
    call.hears("it's an H M O");
    const said = Array.from({ length: 20 }, () => call.hears("I don't have that information"));
    expect(said.join(' ')).toContain('Is a referral required?');
    expect(said.join(' ')).not.toContain('authorization');
    expect(call.answer('termDate')).toBeUndefined();
  });

  it.each([
    ['I do see a term date coming up, december thirty first twenty twenty six', '2026-12-31'],
    ['the old plan termed december thirty first twenty twenty five', undefined],
  ])('that are not asked for are kept where they are told, and to come: "%s"', (text, termDate) => {
    const call = calling('eligibility', patient);
    call.hears('the coverage is active');
    call.hears('yes');
    call.hears(text);
    expect(call.value('termDate')).toBe(termDate);
  });

  it('for days come with their kind, a date makes them needless', () => {
    const call = calling('prior-auth', { ...patient, procedureCode: '97110' });
    call.hears('it is still pended');
    call.hears('we need clinical notes');
    expect(call.hears('it should take five days')).toContain('Are those business or calendar days?');
    call.hears('business days');
    expect(call.value('expectedDays')).toBe(5);
    expect(call.value('dayType')).toBe('business');
    expect(call.answer('decisionDue')).toBeUndefined();
  });
});

describe('a call type that is nothing but a file', () => {
  it('carries a whole call about credentialing', () => {
    const call = calling('credentialing', {
      providerFirstName: 'Robin',
      providerLastName: 'Sample',
      npi: '1234567893',
      taxId: '123456789',
    });
    call.hears("it's pending, we need more information");
    expect(call.hears('it was received on march third twenty twenty six')).toContain(
      'What is still missing?',
    );
    expect(call.hears('we are missing a current malpractice certificate')).toContain('March third');
    call.hears('yes that is correct');
    call.hears('the reference number is four four seven one nine');
    call.hears('yes that is correct');
    call.waits(6_000);
    call.hears('goodbye');
    expect(call.results?.[0]?.failure).toBeNull();
    expect(
      Object.fromEntries(
        Object.entries(call.results?.[0]?.answers ?? {}).flatMap(([name, { value }]) =>
          value === null ? [] : [[name, value]],
        ),
      ),
    ).toEqual({
      status: 'pending_info',
      receivedDate: '2026-03-03',
      'missingItems.1': 'current malpractice certificate',
      repName: 'Angela',
      callReference: '44719',
    });
  });
});
