import { describe, expect, it } from 'vitest';
import { groundTurn } from './ground.ts';
import { claimStatus } from './testing/conversation.ts';

function grounded(text: string, asked: string[] = []) {
  const findings = groundTurn(text, { script: claimStatus, today: '2026-06-01', asked, open: () => true });
  return Object.fromEntries(findings.map(({ field, value }) => [field, value]));
}

describe('a turn that broke off', () => {
  it('leaves the number at its end a guess, where its sentences end with a stop', () => {
    const ground = (text: string) =>
      groundTurn(text, {
        script: claimStatus,
        today: '2026-11-16',
        asked: ['expectedDays'],
        open: () => true,
      })
        .filter(({ field }) => field === 'expectedDays')
        .map(({ value, hedged }) => [value, hedged]);
    expect(ground('It is in process. It should take one')).toEqual([[1, true]]);
    expect(ground('It is in process. It should take thirty days.')).toEqual([[30, false]]);
    expect(ground('it is in process it should take thirty days')).toEqual([[30, false]]);
  });
});

describe('grounding a turn', () => {
  it.each([
    ['allowed one fifty', { allowed: 15000 }],
    ['the allowed amount is one hundred fifty dollars', { allowed: 15000 }],
    ['one fifty was the allowed amount', { allowed: 15000 }],
    ['the billed amount is two hundred fifty dollars', { billed: 25000 }],
    ['there is one fifty', {}],
  ])('takes from "%s" only what it says of a field', (text, expected) => {
    expect(grounded(text)).toEqual(expected);
  });

  it('never takes an allowed amount for the paid one, even where the paid one was asked for', () => {
    expect(grounded('allowed one fifty', ['paid'])).toEqual({ allowed: 15000 });
  });

  it('tells amounts and dates apart that follow each other without punctuation', () => {
    expect(
      grounded(
        'the claim was paid the allowed amount is one hundred fifty dollars the paid amount is one forty two fifty ' +
          'the claim was received on march third twenty twenty six it was processed on march tenth twenty twenty six',
      ),
    ).toMatchObject({
      status: 'paid',
      allowed: 15000,
      paid: 14250,
      receivedDate: '2026-03-03',
      processedDate: '2026-03-10',
    });
  });

  it('reads punctuated words as well', () => {
    expect(grounded('It paid $142.50 on March 12th, 2026. The check number is 448213.')).toMatchObject({
      paid: 14250,
      paymentDate: '2026-03-12',
      paymentNumber: '448213',
    });
  });

  it.each([
    ['it would have been denied', undefined],
    ['if it was denied you would get a letter', undefined],
    ['it was not denied', undefined],
    ["it wasn't denied", undefined],
    ['the claim was denied', 'denied'],
    ['it is denied no sorry it was paid', 'paid'],
    ['the claim is still in process', 'in_process'],
    ['it has not been processed yet', 'in_process'],
    ['the claim was paid at zero it all went to the deductible', 'zero_paid'],
    ['i do not have that claim on file', 'not_on_file'],
    ['the claim is pending for more information', 'pended_info'],
    ['the claim is approved to pay', 'approved_to_pay'],
    ['the claim was forwarded to another plan', 'forwarded'],
    ['the claim was rejected', 'rejected'],
    ['the claim was received', undefined],
    ['the paid amount is one forty two fifty', undefined],
  ])('"%s" states the status %s', (text, status) => {
    expect(grounded(text).status).toBe(status);
  });

  it('keeps what a speaker put right within the turn', () => {
    expect(grounded('check number four four one seven no sorry four four seven one')).toMatchObject({
      paymentNumber: '4471',
    });
  });

  it('takes a bare value for the one field just asked for, and for neither of two', () => {
    expect(grounded('seven dollars and fifty cents', ['patientResponsibility'])).toEqual({
      patientResponsibility: 750,
    });
    expect(grounded('one hundred fifty dollars', ['allowed', 'paid'])).toEqual({});
  });

  it('records a denial code only where a code was said', () => {
    expect(grounded('it was denied no authorization', ['status'])['denials.1.code']).toBeUndefined();
    expect(grounded("it's denied, CO 197")['denials.1.code']).toBe('CO-197');
  });

  it('takes a reason word for word', () => {
    expect(grounded('the denial reason is no authorization on file')['denials.1.reason']).toBe(
      'no authorization on file',
    );
    expect(grounded('it was denied because the service is not covered')['denials.1.reason']).toBe(
      'service is not covered',
    );
  });

  it('takes days with their kind, and a deadline as a duration or a date', () => {
    expect(grounded('it should take fifteen business days')).toMatchObject({
      expectedDays: 15,
      dayType: 'business',
    });
    expect(grounded('you have one hundred eighty days to appeal')).toMatchObject({
      appealDeadline: { n: 180, unit: 'days' },
    });
    expect(grounded('the appeal deadline is september tenth')).toMatchObject({
      appealDeadline: '2026-09-10',
    });
  });

  it('puts a date without a year into the past', () => {
    expect(grounded('we received it on march third')).toMatchObject({ receivedDate: '2026-03-03' });
    expect(grounded('we received it on december third')).toMatchObject({ receivedDate: '2025-12-03' });
  });

  it('knows the representative by name, capitalised, and takes no other word for one', () => {
    expect(grounded('my name is angela how can i help you')).toEqual({ repName: 'Angela' });
    expect(grounded('this is a recorded line')).toEqual({ recordingDisclaimerHeard: 'yes' });
    expect(grounded('my name is anita last initial k')).toEqual({ repName: 'Anita', repInitial: 'K' });
  });

  it.each([
    "I'm sorry you are having trouble. Please try your call again later.",
    'Invalid entry.',
    'It was.',
  ])('takes nobody\'s name from "%s"', (text) => {
    const found = groundTurn(text, {
      script: claimStatus,
      today: '2026-06-01',
      asked: ['repName'],
      open: () => true,
    });
    expect(found).toEqual([]);
  });

  it('takes nothing from a question to us', () => {
    expect(grounded('what is the date of service and the billed amount of two hundred dollars')).toEqual({});
  });

  it('marks a guess as one', () => {
    const [finding] = groundTurn('i think it was denied', {
      script: claimStatus,
      today: '2026-06-01',
      asked: ['status'],
      open: () => true,
    });
    expect(finding).toMatchObject({ value: 'denied', hedged: true });
  });
});

describe('a call reference', () => {
  it.each([
    ['Just G as in golf V as in victor, seven eight.', 'GV78'],
    ['Your number, E as in echo P as in papa, three.', 'EP3'],
    ["I've put W T three one", 'WT31'],
    ["It's M R I two", undefined],
    ['Suite twelve', undefined],
  ])('may be short: "%s"', (text, reference) => {
    expect(grounded(text, ['callReference']).callReference).toBe(reference);
  });
});
