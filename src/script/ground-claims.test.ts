import { describe, expect, it } from 'vitest';
import { claimStatus } from './testing/conversation.ts';
import { readTurn } from './testing/grounding.ts';

const read = (text: string, asked: string[] = []) => readTurn(claimStatus, text, asked);

describe('what people say of claims', () => {
  it.each([
    ['allowed one fifteen… sorry, one fifty', { allowed: 15000 }],
    ['check four four one seven, no, sorry, four four seven one', { paymentNumber: '4471' }],
    [
      'paid March third, I mean processed the third, paid the tenth',
      { processedDate: '2026-03-03', paymentDate: '2026-03-10' },
    ],
    ['denied, CO one ninety-seven, no auth', { status: 'denied', 'denials.1.code': 'CO-197' }],
    ["It's zero paid; it all went to deductible.", { status: 'zero_paid', paid: 0 }],
    ['should be pending, I think', { status: 'in_process?' }],
    ['I think it paid one fifty', { status: 'paid?', paid: '15000?' }],
    ['the patient owes about fifty dollars', { patientResponsibility: '5000?' }],
    ['it was processed on march tenth', { processedDate: '2026-03-10' }],
    ['the check cleared on March 20th, 2026', { cashed: 'yes', clearedDate: '2026-03-20' }],
    ["it hasn't been cashed yet", { cashed: 'no' }],
    ['it was a bulk payment of $1,200', { bulkAmount: 120000 }],
    ['the whole deposit was twelve hundred dollars for several claims', { bulkAmount: '120000?' }],
    ['the entire check came to twelve hundred dollars', { bulkAmount: 120000 }],
    [
      'It was an EFT, the whole deposit, all patients, was four thousand one hundred twelve dollars',
      { paymentMethod: 'eft', bulkAmount: 411200 },
    ],
    [
      'The card itself was loaded with twelve hundred forty-three dollars, since it covers other patients too.',
      { bulkAmount: '124300?' },
    ],
    ['the card was loaded with two hundred five dollars', {}],
    ['the card reference is four zero zero seven seven one', { paymentNumber: '400771' }],
    ["the transfer's confirmation number is four zero zero seven seven one", { paymentNumber: '400771' }],
    [
      'patient responsibility is fifty, thirty to the deductible and twenty copay',
      { patientResponsibility: 5000, 'patientShare.deductible': 3000, 'patientShare.copay': 2000 },
    ],
    ['the claim number is N as in november, six five zero, six four', { claimNumber: 'N65064' }],
    ['the appeal fax is 303 555 0143', { appealFax: '3035550143' }],
  ])('"%s"', (text, said) => {
    expect(read(text)).toEqual(said);
  });

  it.each([
    'It used to be ninety days but they changed that. You mail it to P O box four four one zero, Tulsa, Oklahoma.',
    'The limit was ninety days back then. Send appeals to P O box four four one zero, Tulsa, Oklahoma.',
  ])('tells for now what we are to do: "%s"', (text) => {
    expect(read(text, ['appealAddress']).appealAddress).toMatch(/^P O box four four one zero/);
    expect(read(text).appealDeadline).toBeUndefined();
  });

  it.each([
    'is that the one for one fifty?',
    'is that the one for one fifty',
    'it was not paid at one fifty',
    'the claim would have been denied',
    'if it was denied you can appeal',
    'it would be paid at one fifty',
    'the other claim paid ninety',
    'I also see a different claim. It was denied.',
    'normally pays within thirty days',
    'most claims are paid in ten days',
    'claim number four four one, right?',
    'you are caller number three in line',
    'are you looking for the paid amount of one fifty?',
    "we don't release the paid amount",
  ])('takes nothing from "%s"', (text) => {
    expect(read(text)).toEqual({});
  });

  it('comes back from another claim to ours', () => {
    expect(read('the other claim paid ninety. this one paid one fifty.')).toEqual({
      status: 'paid',
      paid: 15000,
    });
  });

  it('takes what is usual only as a guess, and only where it was asked for', () => {
    expect(read('it normally takes thirty days', ['expectedDays'])).toEqual({ expectedDays: '30?' });
  });

  it('takes a reason to the end of its clause, and no general information for what is needed', () => {
    expect(read('the denial reason is primary carrier information needed')).toEqual({
      'denials.1.reason': 'primary carrier information needed',
    });
    expect(read("it's on hold, we requested more information").infoRequested).toBeUndefined();
    expect(read('we requested medical records').infoRequested).toBe('medical records');
  });
});

describe('what is said of a charge', () => {
  it.each([
    ['We recognized ninety dollars of your charge', { allowed: 9000 }],
    ['The charge was two hundred dollars', { billed: 20000 }],
    ['of your charge of two hundred dollars we allowed ninety', { allowed: 9000 }],
  ])('"%s"', (text, values) => {
    expect(read(text)).toEqual(values);
  });
});
