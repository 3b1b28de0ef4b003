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

describe('what is told of an amount twice, as a whole and as its only part', () => {
  it.each([
    ["the member's responsibility is thirty dollars, that's her copay", 'copay', 3000],
    ["patient responsibility is thirty, and that's all coinsurance", 'coinsurance', 3000],
    ["she owes forty, that's the deductible", 'deductible', 4000],
  ])('"%s"', (text, part, value) => {
    expect(read(text)).toEqual({ patientResponsibility: value, [`patientShare.${part}`]: value });
  });

  it.each([
    ["the member's responsibility is thirty dollars, no, that's her copay", { 'patientShare.copay': 3000 }],
    ["the paid amount is thirty, that's the copay", { 'patientShare.copay': 3000 }],
    ["the allowed is ninety, that's the patient responsibility", { patientResponsibility: 9000 }],
    ['we owe you fifty dollars', {}],
  ])('is put right, or of something else: "%s"', (text, values) => {
    expect(read(text)).toEqual(values);
  });
});

describe('what was not so until a day', () => {
  it.each([
    ['We did not receive it until March eighteenth twenty twenty six.', 'receivedDate'],
    ['It never came in until March eighteenth twenty twenty six.', 'receivedDate'],
    ['It was not processed until March eighteenth twenty twenty six.', 'processedDate'],
  ])('was so then: "%s"', (text, field) => {
    expect(read(text, [field])).toEqual({ [field]: '2026-03-18' });
  });

  it.each([
    'We did not receive it on March eighteenth twenty twenty six.',
    'We never received it before March eighteenth twenty twenty six.',
    'We did not get your appeal until March eighteenth twenty twenty six.',
    'We did not receive the corrected claim until March eighteenth twenty twenty six.',
    'They were not covered until March eighteenth twenty twenty six.',
    'It was not approved until March eighteenth twenty twenty six.',
  ])('tells nothing of ours: "%s"', (text) => {
    expect(read(text, ['receivedDate'])).toEqual({});
  });
});

describe('words between a reason and its code', () => {
  it.each([
    [
      'It was denied because no authorization was on file, that is C O one ninety seven.',
      'no authorization was on file',
    ],
    [
      'Denied because the member was not eligible, and that would be C O twenty seven.',
      'member was not eligible',
    ],
    ['The reason is duplicate claim, that one is O A eighteen.', 'duplicate claim'],
    ['The reason is service bundled, code C O ninety seven.', 'service bundled'],
  ])('are none of the reason: "%s"', (text, reason) => {
    expect(read(text, ['denials.1.reason'])['denials.1.reason']).toBe(reason);
  });
});

describe('a claim that denies', () => {
  it.each([
    'So it did deny.',
    'That one did deny.',
    'It did get denied.',
    'I see it, the claim denies on our end.',
  ])('"%s"', (text) => {
    expect(read(text)).toEqual({ status: 'denied' });
  });

  it.each([
    'Let me see if it did deny.',
    'I wonder whether it did deny.',
    'It did not deny.',
    'The original is the one that was denied.',
    'The original one is what we paid.',
  ])('is not told: "%s"', (text) => {
    expect(read(text, ['status'])).toEqual({});
  });
});

describe('the date of a check', () => {
  it.each([
    ['check number one zero four four eight two, dated March tenth twenty twenty six', '2026-03-10'],
    ['the trace number is four four one two two seven dated March tenth twenty twenty six', '2026-03-10'],
    ['a check went out, and a letter dated March twelfth twenty twenty six', undefined],
  ])('"%s"', (text, date) => {
    expect(read(text).paymentDate).toBe(date);
  });
});
